// An inline edit over the death of the extension host in the middle of its stream: what stands in the file can be judged.
import assert from 'node:assert/strict';
import { useSession } from '../support/e2eSuite.ts';
import { answer } from '../support/standin/answer.ts';
import { insertAt } from '../support/standin/faults.ts';
import { Gate } from '../support/standin/gate.ts';
import { gate } from '../support/standin/script.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { EditorPage } from '../support/workbench/editorPage.ts';
import { killExtensionHost } from '../support/workbench/killExtensionHost.ts';
import { until } from '../support/workbench/workbench.ts';

const rows = (word: string): string => Array.from({ length: 12 }, (_, row) => `${word} ${row}\n`).join('');
const CODE = `head\n${rows('old')}tail\n`;

describe('An inline edit whose extension host is killed', () => {
  let standIn: StandIn;
  const session = useSession(async () => {
    standIn = await startStandIn();
    return {
      standIn,
      files: { 'rows.txt': CODE },
    };
  });

  it('is pending again, and gives back the original', async () => {
    const editor = new EditorPage(session().workbench);
    const [saved, killed] = [new Gate(), new Gate()];
    const reply = answer({ text: `<proposed>\nhead\n${rows('new')}tail\n</proposed>`, chunk: 10 });
    standIn.queue(insertAt(insertAt(reply, 14, gate(killed)), 8, gate(saved)));
    await session().workbench.openFile('rows.txt');
    await editor.textIs(CODE);
    await editor.press('Control+A');
    await editor.ask('renew');
    await saved.reached;
    await until('some lines are there', async () => assert.match(await editor.text(), /new 2/));
    await editor.save();
    saved.open();
    await killed.reached;
    await until('more lines are there', async () => assert.match(await editor.text(), /new 5/));
    killExtensionHost(session());
    await session().workbench.reload();
    await session().workbench.openFile('rows.txt');
    await editor.lens('Reject').waitFor();
    assert.match(await editor.text(), /new 2/);
    await editor.press('Control+K', 'Shift+N');
    await editor.textIs(CODE);
  });
});
