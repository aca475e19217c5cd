// The key: asked for, tried, kept only when it works or the user insists; and nowhere to be found but on its way.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ChatPage } from '../support/chatPage.ts';
import { useSession } from '../support/e2eSuite.ts';
import { answer } from '../support/standin/answer.ts';
import { failure, redirect } from '../support/standin/failure.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { saveAs } from '../support/workbench/fileDialog.ts';
import { until } from '../support/workbench/workbench.ts';

const KEY = 'sk-ant-recognisable-0123456789';

describe('The API key', () => {
  let standIn: StandIn;
  const session = useSession(async () => {
    standIn = await startStandIn();
    return { standIn, env: { ANTHROPIC_API_KEY: undefined }, log: 'trace' };
  });

  afterEach(() => standIn.override('GET /v1/models', undefined));

  const enterKey = async (key: string) => {
    const { workbench } = session();
    await workbench.runCommand('Sidestream: Set API Key');
    await workbench.quickInput().fill(key);
    await workbench.page.keyboard.press('Enter');
  };
  const notification = (words: string | RegExp) =>
    session().workbench.page.locator('.notification-toast', { hasText: words });

  it('is asked for by the panel, which keeps what was typed', async () => {
    const chat = await ChatPage.open(session().workbench);
    await chat.composer.fill('A question before there is a key');
    await chat.composer.press('Enter');
    await chat.frame.getByRole('alert').first().waitFor();
    assert.equal(await chat.composer.inputValue(), 'A question before there is a key');
    assert.equal(standIn.messages.length, 0);
    assert.ok((await chat.frame.getByRole('button', { name: 'Set API Key' }).count()) > 0);
  });

  it('with a space inside is not taken', async () => {
    const { workbench } = session();
    await enterKey('sk-ant-with a space');
    await workbench.page.locator('.quick-input-message', { hasText: 'no spaces' }).waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('that the API refuses is not kept', async () => {
    standIn.override('GET /v1/models', failure(401, { message: 'invalid x-api-key' }));
    await enterKey('sk-ant-wrong');
    await notification('does not accept this API key').waitFor();
    await session().workbench.runCommand('Notifications: Clear All Notifications');
    const chat = await ChatPage.find(session().workbench);
    await chat.composer.press('Enter');
    assert.equal(standIn.messages.length, 0);
  });

  it('that works is kept, without the line break it was pasted with, and used', async () => {
    await enterKey(` ${KEY}`);
    await notification('is set').waitFor();
    const chat = await ChatPage.find(session().workbench);
    standIn.queue(answer('Hello with a key.'), failure(500, { shouldRetry: false }));
    await chat.send('Now');
    assert.equal(await chat.waitForEnd(), 'Hello with a key.');
    assert.equal(standIn.messages.at(-1)?.headers.authorization, `Bearer ${KEY}`);
    await chat.send('And an error');
    await chat.reply.getByRole('alert').waitFor();
  });

  it('does not follow a redirect to another host', async () => {
    const elsewhere = await startStandIn({ host: '127.0.0.2' });
    const chat = await ChatPage.find(session().workbench);
    standIn.queue(redirect(`${elsewhere.url}/v1/messages`));
    await chat.send('Where does this go?');
    await chat.frame.getByText('points to another address').first().waitFor();
    assert.equal(elsewhere.requests.length, 0);
    await elsewhere.close();
  });

  it('is in no export', async () => {
    const { workbench, folder } = session();
    for (const name of ['chat.md', 'chat.json']) {
      const path = join(folder, name);
      await workbench.runCommand('Sidestream: Export Chat…');
      await saveAs(workbench, 'Export Chat', path);
      await until('it is written', async () => {
        const text = await readFile(path, 'utf8');
        assert.match(text, /Hello with a key\./);
        assert.ok(!text.includes(KEY));
      });
    }
  });

  it('is in no page, no log, no setting and no file', async () => {
    const { workbench, server } = session();
    for (const frame of workbench.page.frames()) assert.ok(!(await frame.content()).includes(KEY), frame.url());
    let files = 0;
    for (const entry of await readdir(server.data, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || entry.parentPath.includes('/extensions/')) continue;
      files++;
      const bytes = await readFile(join(entry.parentPath, entry.name));
      assert.ok(!bytes.includes(KEY), join(entry.parentPath, entry.name));
    }
    assert.ok(files > 5);
    for (const { text, headers } of standIn.requests) {
      const { authorization: _, ...others } = headers;
      assert.ok(!(text + JSON.stringify(others)).includes(KEY));
    }
  });

  it('is gone after Clear API Key', async () => {
    const { workbench } = session();
    await workbench.runCommand('Sidestream: Clear API Key');
    await notification('is gone').waitFor();
    const chat = await ChatPage.open(workbench);
    await chat.composer.fill('Without a key again');
    await chat.composer.press('Enter');
    await chat.frame.getByRole('alert').first().waitFor();
    assert.equal(await chat.composer.inputValue(), 'Without a key again');
  });
});
