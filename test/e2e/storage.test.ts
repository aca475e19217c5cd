// Where chats cannot be written: the chat goes on, the user is told once, and what was said is written when it can be.
import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ChatPage } from '../support/chatPage.ts';
import { useSession } from '../support/e2eSuite.ts';
import { answer } from '../support/standin/answer.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { until } from '../support/workbench/workbench.ts';

describe('Storage that cannot be written', () => {
  let standIn: StandIn;
  const session = useSession(async () => {
    standIn = await startStandIn();
    return { standIn };
  });

  it('ends no chat, is told once, and has all of it when it can be written again', async () => {
    const { workbench, server } = session();
    const chats = join(server.data, 'data/User/globalStorage/sidestream.sidestream/chats');
    await mkdir(dirname(chats), { recursive: true });
    await writeFile(chats, 'a file where the folder should be');
    const chat = await ChatPage.open(workbench);
    const warning = workbench.page.locator('.notification-toast', { hasText: 'cannot write its chats' });
    const ask = async (question: string, reply: string): Promise<void> => {
      standIn.queue(answer({ text: reply, chunk: 3 }));
      await chat.send(question);
      assert.equal(await chat.waitForEnd(), reply);
    };
    // Looked for from the beginning: VS Code takes it away again after some seconds, which the answer may take too.
    await Promise.all([warning.waitFor(), ask('Can you hear me?', 'The first answer.')]);
    await workbench.runCommand('Notifications: Clear All Notifications');
    await warning.waitFor({ state: 'detached' });
    await ask('Can you hear me?', 'The second answer.');
    assert.equal(await warning.count(), 0, 'told once more');
    await rm(chats);
    await ask('And now?', 'The third answer.');
    assert.equal(await warning.count(), 0);
    await until('all of it is on disk', async () => {
      const [name = ''] = (await readdir(chats)).filter((each) => each.endsWith('.jsonl'));
      const journal = await readFile(join(chats, name), 'utf8');
      for (const said of ['Can you hear me?', 'And now?', 'The third answer.']) assert.ok(journal.includes(said), said);
    });
    await workbench.reload();
    await workbench.runCommand('View: Show Sidestream');
    const again = await ChatPage.find(workbench);
    await until('the turns are back', async () => assert.equal(await again.turns.count(), 6));
  });
});
