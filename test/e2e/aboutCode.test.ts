// What needs no words of the user's: code explained and reviewed in the chat; documented, tested and generated in place.
import assert from 'node:assert/strict';
import { ChatPage } from '../support/chatPage.ts';
import { useSession } from '../support/e2eSuite.ts';
import { answer } from '../support/standin/answer.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { EditorPage } from '../support/workbench/editorPage.ts';

const CODE = `export const limit = 10;

export function clip(value: number): number {
  return Math.min(value, limit);
}
`;

const TOKEN = `ghp_${'Zq3'.repeat(12)}`;

describe('Commands about code, by an inline edit or in the chat', () => {
  let standIn: StandIn;
  let editor: EditorPage;
  const session = useSession(async () => {
    standIn = await startStandIn();
    return {
      standIn,
      files: { '.env': `TOKEN=${TOKEN}\n`, 'clip.ts': CODE, 'sum.ts': 'export {};\n', 'sum.test.ts': 'it("adds");\n' },
    };
  });
  beforeEach(async () => {
    editor = new EditorPage(session().workbench);
    await session().workbench.openFile('clip.ts');
    await editor.textIs(CODE);
    await editor.goTo(4);
  });
  afterEach(() => editor.closeAll());

  const dialog = () => session().workbench.page.locator('.monaco-dialog-box');

  /** The dialog names the file, leaves nothing to be sent without it, and goes with Escape: no request follows. */
  async function refuse(requests: number): Promise<void> {
    await dialog().waitFor();
    assert.match(await dialog().innerText(), /\.env/);
    assert.equal(await dialog().getByRole('button', { name: 'Send Without Them' }).count(), 0);
    await session().workbench.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    assert.equal(standIn.messages.length, requests);
  }

  /** Runs the command, and gives the words of the request that comes of it. */
  async function requestOf(title: string, text: string): Promise<string> {
    standIn.queue(answer({ text }));
    const count = standIn.messages.length;
    await session().workbench.runCommand(`Sidestream: ${title}`);
    const { body } = await standIn.arrived(count);
    return JSON.stringify(body);
  }

  for (const [title, question, sent] of [
    ['Explain', /Explain this code/, /clip\.ts, lines 3 to 5/],
    ['Review', /Review this code/, /clip\.ts, lines 1 to 6/],
  ] as const) {
    it(`${title} asks in the chat, with the code that is meant`, async () => {
      const request = await requestOf(title, 'It clips.');
      assert.match(request, question);
      assert.match(request, sent);
      assert.match(request, /Math\.min\(value, limit\)/);
      const chat = await ChatPage.find(session().workbench);
      await chat.reply.getByText('It clips.').waitFor();
      await editor.textIs(CODE);
    });
  }

  it('Explain asks before what looks private leaves, and leaves the composer alone', async () => {
    const { workbench } = session();
    const chat = await ChatPage.open(workbench);
    await chat.composer.fill('Half a thought');
    await workbench.openFile('.env');
    const requests = standIn.messages.length;
    await workbench.runCommand('Sidestream: Explain');
    await refuse(requests);
    standIn.queue(answer({ text: 'A token.' }));
    await workbench.runCommand('Sidestream: Explain');
    await dialog().getByRole('button', { name: 'Send All the Same' }).click();
    assert.match(JSON.stringify((await standIn.arrived(requests)).body), new RegExp(TOKEN));
    await chat.reply.getByText('A token.').waitFor();
    assert.equal(await chat.composer.inputValue(), 'Half a thought');
  });

  it('an edit asks before what looks private leaves, once for a file', async () => {
    const { workbench } = session();
    const requests = standIn.messages.length;
    const ask = async (): Promise<void> => {
      await workbench.openFile('.env');
      await editor.press('Control+A');
      await editor.ask('sort it');
    };
    await ask();
    await refuse(requests);
    standIn.queue(answer({ text: '<proposed>\nA=1\n</proposed>' }), answer({ text: '<proposed>\nB=2\n</proposed>' }));
    await ask();
    await dialog().getByRole('button', { name: 'Send All the Same' }).click();
    await editor.lens('Reject').waitFor();
    await editor.press('Control+K', 'Shift+N');
    await editor.lens('Reject').waitFor({ state: 'detached' });
    await ask();
    assert.match(JSON.stringify((await standIn.arrived(requests + 1)).body), new RegExp(TOKEN));
    await editor.lens('Reject').waitFor();
    await editor.press('Control+K', 'Shift+N');
    await editor.lens('Reject').waitFor({ state: 'detached' });
  });

  it('Add Documentation rewrites the function around the cursor, to be judged', async () => {
    const documented = `/** At most the limit. */\n${CODE.slice(CODE.indexOf('export function'))}`;
    const request = await requestOf('Add Documentation', `<proposed>\n${documented}</proposed>`);
    assert.match(request, /Add documentation comments/);
    await editor.lens('Accept').waitFor();
    await editor.textIs(CODE.replace('export function', '/** At most the limit. */\nexport function'));
  });

  it('Add Tests begins a test file where the project has its tests, to be judged', async () => {
    const request = await requestOf('Add Tests', '<proposed>\nit("clips");\n</proposed>');
    assert.match(request, /Subject of the tests, from clip\.ts/);
    await session().workbench.page.locator('.tab.active', { hasText: 'clip.test.ts' }).waitFor();
    await editor.lens('Accept').waitFor();
    await editor.textIs('it("clips");');
  });

  it('Generate at Cursor asks for what to write, and puts it below the line', async () => {
    const { workbench } = session();
    standIn.queue(answer({ text: '<proposed>\nconsole.log(value);\n</proposed>' }));
    await workbench.runCommand('Sidestream: Generate at Cursor…');
    await workbench.quickInput().waitFor();
    await workbench.quickInput().fill('log it');
    await editor.press('Enter');
    await editor.lens('Accept').waitFor();
    await editor.textIs(CODE.replace('limit);\n', 'limit);\n  console.log(value);\n'));
  });
});
