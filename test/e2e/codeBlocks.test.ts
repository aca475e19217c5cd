// What the buttons of a code block do in the editor: a pending edit of the open file, a new file in its language, and
// commands at the prompt that wait.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ChatPage } from '../support/chatPage.ts';
import { useSession } from '../support/e2eSuite.ts';
import { answer } from '../support/standin/answer.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { until } from '../support/workbench/workbench.ts';

const CODE = `export function depth(hour: number): number {
  const phase = hour / 12;
  return Math.sin(phase);
}
`;

describe('Code blocks', () => {
  let standIn: StandIn;
  let chat: ChatPage;
  const session = useSession(async () => {
    standIn = await startStandIn();
    // Only the terminal that is drawn as text can be read.
    const settings = { 'terminal.integrated.gpuAcceleration': 'off' };
    return { standIn, settings, files: { 'tide.ts': CODE } };
  });
  beforeEach(async () => {
    chat = await ChatPage.open(session().workbench);
  });

  const ask = async (text: string): Promise<void> => {
    standIn.queue(answer(text));
    await chat.send('Show me');
    await chat.waitForEnd();
  };

  it('are applied to the open file as an edit to be judged', async () => {
    const { workbench, folder } = session();
    const { page } = workbench;
    const onDisk = () => readFileSync(join(folder, 'tide.ts'), 'utf8');
    await workbench.openFile('tide.ts');
    const better = CODE.replace('Math.sin(phase)', 'Math.sin(phase * Math.PI)');
    await ask(`\`\`\`ts\n${better}\`\`\``);
    await chat.button('Apply to file').click();
    await page.locator('.view-lines', { hasText: 'Math.PI' }).waitFor();
    const accept = page.locator('.codelens-decoration a', { hasText: /^\s*Accept$/ });
    await accept.waitFor();
    await workbench.screenshot('code-applied');
    assert.equal(onDisk(), CODE);
    await workbench.runCommand('Sidestream: Accept All Changes');
    await accept.waitFor({ state: 'detached' });
    await workbench.runCommand('File: Save');
    await until('the accepted text is on disk', async () => assert.equal(onDisk(), better));
  });

  it('open as a new file of their language', async () => {
    await ask('```py\nprint("from the panel")\n```');
    await chat.button('Open in new file').click();
    const { page } = session().workbench;
    await page.locator('.view-lines', { hasText: 'print("from the panel")' }).waitFor();
    await page.locator('.statusbar-item', { hasText: 'Python' }).waitFor();
  });

  it('put commands at the prompt, and leave running them to the user', async () => {
    const { workbench, folder } = session();
    const files = ['first.txt', 'second.txt'];
    const exist = () => files.filter((file) => existsSync(join(folder, file)));
    await ask('```sh\ntouch first.txt\ntouch second.txt\n```');
    await chat.button('Put into terminal, without running it').click();
    await workbench.page.locator('.xterm-rows', { hasText: 'second.txt' }).waitFor();
    assert.deepEqual(exist(), []);
    await workbench.page.locator('.xterm-helper-textarea').press('Enter');
    await until('the commands have run', async () => {
      if (exist().length < files.length) throw new Error('not yet');
    });
  });

  it('copy what cannot be put there without running', async () => {
    const { workbench } = session();
    await ask('```sh\nfor f in *; do\n  echo $f\ndone\n```');
    await chat.button('Put into terminal, without running it').click();
    await workbench.page.getByText('Several lines cannot be put at a prompt').first().waitFor();
    const copied = await workbench.page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, 'for f in *; do\n  echo $f\ndone');
  });
});
