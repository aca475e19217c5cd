// What a screen reader is told of an inline edit: its end, and which of its changes one stands at.
import { useSession } from '../support/e2eSuite.ts';
import { answer } from '../support/standin/answer.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { EditorPage } from '../support/workbench/editorPage.ts';

describe('An inline edit, for a screen reader', () => {
  let standIn: StandIn;
  const session = useSession(async () => {
    standIn = await startStandIn();
    return {
      standIn,
      settings: { 'editor.accessibilitySupport': 'on' },
      files: { 'a.txt': 'one\ntwo\nthree\n' },
    };
  });

  it('says how it ended, and at which change one stands', async () => {
    const { workbench } = session();
    const editor = new EditorPage(workbench);
    const said = (words: string) => workbench.page.locator('.notification-toast', { hasText: words });
    await workbench.openFile('a.txt');
    await editor.press('Control+A');
    standIn.queue(answer({ text: '<proposed>\nONE\ntwo\nTHREE\n</proposed>' }));
    await editor.ask('shout');
    await said('2 changes to judge in a.txt').first().waitFor();
    await workbench.runCommand('Sidestream: Next Change');
    await said('Change 1 of 2').first().waitFor();
  });
});
