// Inline edits by keyboard, in the packaged extension: ask, watch, stop, judge, undo, reload.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { useSession } from '../support/e2eSuite.ts';
import { answer } from '../support/standin/answer.ts';
import { insertAt } from '../support/standin/faults.ts';
import { Gate } from '../support/standin/gate.ts';
import { gate, type Reply } from '../support/standin/script.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { EditorPage } from '../support/workbench/editorPage.ts';
import { ALL_THEMES, until } from '../support/workbench/workbench.ts';

const CODE = `export function total(values: number[]): number {
  let sum = 0;
  for (let i = 0; i <= values.length; i++) {
    sum += values[i];
  }
  return sum;
}
`;
const BETTER = CODE.replace('<=', '<').replace('values[i];', 'values[i] ?? 0;');
const SUM = `/** Adds up all values. */\n${BETTER}`;

describe('Inline edits', () => {
  let standIn: StandIn;
  const session = useSession(async () => {
    standIn = await startStandIn();
    return {
      standIn,
      files: { 'sum.ts': CODE },
    };
  });

  const page = () => session().workbench.page;
  const editor = () => new EditorPage(session().workbench);
  const lens = (title: string): Locator => editor().lens(title);
  const press = (...keys: readonly string[]): Promise<void> => editor().press(...keys);
  const text = (): Promise<string> => editor().text();
  const textIs = (wanted: string): Promise<void> => editor().textIs(wanted);

  const file = () => join(session().folder, 'sum.ts');
  const save = async (wanted: string): Promise<void> => {
    await editor().save();
    assert.equal(await readFile(file(), 'utf8'), wanted);
  };

  async function open(): Promise<void> {
    // Some tests save what they make of it.
    await writeFile(file(), CODE);
    await session().workbench.openFile('sum.ts');
    await textIs(CODE);
  }

  async function ask(instruction: string): Promise<void> {
    await press('Control+A');
    await editor().ask(instruction);
  }

  const edited = (code: string): Reply => answer({ text: `<proposed>\n${code}</proposed>`, chunk: 20 });

  afterEach(() => editor().closeAll());

  it('stream into the file by Ctrl+I, are judged by keys, and go by one undo', async () => {
    await open();
    const half = new Gate();
    standIn.queue(insertAt(edited(SUM), 8, gate(half)));
    await ask('make it right');
    await lens('Stop').waitFor();
    await half.reached;
    await until('the first lines are there', async () => assert.match(await text(), /Adds up all/));
    await session().workbench.screenshot('edit-streaming');
    half.open();
    await textIs(SUM);
    await lens('Accept All').waitFor();
    await press('Control+Z');
    await textIs(CODE);
    // The words go a moment after the text; by then the keys know it too.
    await lens('Accept All').waitFor({ state: 'detached' });
    await press('Control+Shift+Z');
    await textIs(SUM);
    await lens('Accept All').waitFor();
    await press('Control+Home', 'Control+K', 'n');
    await textIs(BETTER);
    await press('Control+K', 'j', 'Control+K', 'y');
    await until('nothing is pending', async () => assert.equal(await lens('Reject').count(), 0));
    await textIs(BETTER);
  });

  it('stop by Escape, which closes the connection and keeps what came', async () => {
    await open();
    standIn.queue(insertAt(edited(SUM), 8, gate(new Gate())));
    const count = standIn.messages.length;
    await ask('make it right');
    const request = await standIn.arrived(count);
    await until('the first lines are there', async () => assert.match(await text(), /Adds up all/));
    await press('Escape');
    await request.closed;
    assert.equal(request.closedBy, 'client');
    await lens('Continue').waitFor();
    assert.match(await text(), /Adds up all/);
    await press('Control+K', 'Shift+N');
    await textIs(CODE);
  });

  it('are pending again after the window was reloaded', async () => {
    await open();
    standIn.queue(edited(SUM));
    await ask('make it right');
    await textIs(SUM);
    await lens('Reject All').waitFor();
    await save(SUM);
    await session().workbench.reload();
    await session().workbench.openFile('sum.ts');
    await lens('Reject All').waitFor();
    await press('Control+K', 'Shift+N');
    await textIs(CODE);
    await save(CODE);
  });

  it('are in the Source Control view while they are pending', async () => {
    await open();
    standIn.queue(edited(SUM));
    await ask('make it right');
    await lens('Reject All').waitFor();
    await press('Control+Shift+G', 'g');
    await page().locator('.scm-view', { hasText: 'sum.ts' }).waitFor();
    await session().workbench.screenshot('edit-overview');
    await session().workbench.runCommand('Sidestream: Show Changes');
    await page().locator('.monaco-diff-editor').waitFor();
    await session().workbench.screenshot('edit-diff');
  });

  it('look right in every theme', async () => {
    await open();
    standIn.queue(edited(SUM));
    await ask('make it right');
    await lens('Reject All').waitFor();
    for (const theme of ALL_THEMES) {
      await session().workbench.setTheme(theme);
      await session().workbench.screenshot(`edit-pending-${theme}`);
    }
    const hover = await editor().hoverChange('values.length');
    await session().workbench.screenshot('edit-hover');
    await hover.getByText('Reject', { exact: true }).click();
    await until('the old line is back', async () => assert.match(await text(), /i <= values/));
  });
});
