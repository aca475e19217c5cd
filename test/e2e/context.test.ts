// What goes along with a message, used as a person does: by keyboard, in a real repository, with a guard in front of it.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ChatPage } from '../support/chatPage.ts';
import { useSession } from '../support/e2eSuite.ts';
import { initRepository } from '../support/gitFolder.ts';
import { answer } from '../support/standin/answer.ts';
import { failure } from '../support/standin/failure.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { until } from '../support/workbench/workbench.ts';

const TIDE = 'export function tide(hour: number): number {\n  return Math.sin(hour);\n}\n';
const TOKEN = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
const FILES = {
  'src/tide.ts': TIDE,
  'src/beach.ts': 'export const beach = 1;\n',
  '.gitignore': 'private.txt\n',
  'private.txt': 'nothing for others\n',
  'config.txt': `first line\ntoken ${TOKEN}\n`,
  '.sidestream/prompts/haiku.md': '# Say it as a poem\n\nWrite a haiku about {{file}}.\n',
};

describe('Context', () => {
  let standIn: StandIn;
  let chat: ChatPage;
  const session = useSession(async () => {
    standIn = await startStandIn();
    return {
      standIn,
      prepareFolder: (folder: string) => initRepository(folder, FILES, ['First']),
    };
  });
  beforeEach(async () => {
    chat = await ChatPage.open(session().workbench);
    // A chat without a message is new already: what the test before left in it goes away.
    await chat.composer.fill('');
    while ((await chips().count()) > 0) {
      const before = await chips().count();
      await chips().first().getByRole('button').first().press('Delete');
      await until('one chip less', async () => assert.equal(await chips().count(), before - 1));
    }
    if ((await goesAlong(true).count()) > 0) await goesAlong(true).press('Enter');
  });

  const sent = (): string => JSON.stringify(standIn.messages.at(-1)?.body['messages']);
  const chips = () => chat.frame.getByRole('group', { name: 'Goes along with the message' }).locator('.chip[data-id]');
  const goesAlong = (on: boolean) => chat.frame.locator(`.open-file[aria-pressed=${on}]`);
  const dialog = () => session().workbench.page.locator('.monaco-dialog-box');
  const mention = async (typed: string, option: RegExp) => {
    await chat.composer.pressSequentially(typed);
    // Enter takes the one that is marked: for what was typed so far it may have been another.
    await chat.frame.getByRole('option', { name: option, selected: true }).waitFor();
    await chat.composer.press('Enter');
  };

  it('attaches a file by mention, brings it back after a reload, and sends it as it is at Send', async () => {
    await chat.composer.pressSequentially('Explain ');
    await mention('@tide', /^tide\.ts/);
    await until('the chip is there', async () => assert.equal(await chips().count(), 1));
    assert.equal(await chat.composer.inputValue(), 'Explain @tide.ts ');
    await session().workbench.reload();
    await session().workbench.runCommand('View: Show Sidestream');
    chat = await ChatPage.find(session().workbench);
    await until('the chip is back', async () => assert.match(await chips().first().innerText(), /tide\.ts/));
    await until('the text is back', async () => assert.equal(await chat.composer.inputValue(), 'Explain @tide.ts '));
    await writeFile(join(session().folder, 'src/tide.ts'), TIDE.replace('sin', 'cos'));
    standIn.queue(answer('A wave.'));
    await chat.composer.press('Enter');
    await chat.waitForText((text) => text === 'A wave.');
    assert.match(sent(), /path=\\"src\/tide\.ts\\".*Math\.cos.*Explain @tide\.ts/);
    assert.equal(await chips().count(), 0);
    const below = chat.frame.getByRole('group', { name: 'Sent along' }).getByRole('button', { name: /^tide\.ts/ });
    await writeFile(join(session().folder, 'src/tide.ts'), TIDE);
    await below.press('Enter');
    const lines = session().workbench.page.locator('.editor-instance .view-lines');
    await until('what was sent is shown as it was', async () => assert.match(await lines.innerText(), /Math\.cos/));
  });

  it('adds the selection from the editor’s menu, and takes it away by key', async () => {
    const { page } = session().workbench;
    await session().workbench.openFile('beach.ts');
    await page.keyboard.press('Control+a');
    await page.locator('.statusbar-item', { hasText: /selected/ }).waitFor();
    // By its menu: the palette is opened with Escape before it, which takes the selection away.
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Sidestream' }).hover();
    // A menu takes no click in its first 100 ms, lest it be the one that opened it.
    await page.getByRole('menuitem', { name: 'Add to Chat' }).hover();
    await page.keyboard.press('Enter');
    await until('the chip is there', async () => assert.match(await chips().first().innerText(), /beach\.ts:1/));
    await until('the composer has the focus', async () =>
      assert.ok(await chat.composer.evaluate((area) => area.ownerDocument.activeElement === area)),
    );
    await chips().first().getByRole('button').first().press('Delete');
    await until('the chip is gone', async () => assert.equal(await chips().count(), 0));
  });

  it('asks about an ignored file and a key, sends nothing on Cancel, and leaves them out when told to', async () => {
    await mention('@file:config', /^config\.txt/);
    await until('one chip', async () => assert.equal(await chips().count(), 1));
    const requests = standIn.messages.length;
    await chat.composer.fill('What is this?');
    await chat.composer.press('Enter');
    await dialog().waitFor();
    const words = await dialog().innerText();
    assert.match(words, /config\.txt, line 2: looks like a key of GitHub/);
    assert.ok(!words.includes(TOKEN));
    await session().workbench.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    await chat.frame.locator('#notices').getByText('Not sent.').waitFor();
    assert.equal(standIn.messages.length, requests);
    assert.equal(await chat.composer.inputValue(), 'What is this?');
    standIn.queue(answer('I cannot see it.'));
    await chat.composer.press('Enter');
    await dialog().getByRole('button', { name: 'Send Without Them' }).click();
    await chat.waitForText((text) => text === 'I cannot see it.');
    assert.ok(!sent().includes(TOKEN));
  });

  it('shows what would be sent, and sends nothing', async () => {
    await mention('@tide', /^tide\.ts/);
    await until('one chip', async () => assert.equal(await chips().count(), 1));
    await chat.composer.pressSequentially('and a question');
    const requests = standIn.messages.length;
    await chat.button('Show what is sent').press('Enter');
    const lines = session().workbench.page.locator('.editor-instance .view-lines');
    await until('the request is shown', async () => {
      const text = (await lines.innerText()).replaceAll('\u00a0', ' ');
      assert.match(text, /POST http:\/\/127\.0\.0\.1:\d+\/v1\/messages/);
      assert.match(text, /authorization: \(not shown\)/);
      assert.match(text, /file src\/tide\.ts +about \d+ tokens/);
    });
    assert.equal(standIn.messages.length, requests);
  });

  it('sends the open file only once the user says so, and remembers it', async () => {
    await session().workbench.openFile('beach.ts');
    const toggle = chat.frame.getByRole('button', { name: 'Open file: beach.ts' });
    await toggle.waitFor();
    standIn.queue(answer('One.'), answer('Two.'));
    await chat.send('Without');
    await chat.waitForText((text) => text === 'One.');
    assert.ok(!sent().includes('beach'));
    await toggle.press('Enter');
    await goesAlong(true).waitFor();
    chat = await ChatPage.open(session().workbench);
    await goesAlong(true).waitFor();
    await chat.send('With');
    await chat.waitForText((text) => text === 'Two.');
    assert.match(sent(), /src\/beach\.ts.*beach = 1/);
    await goesAlong(true).press('Enter');
    await goesAlong(false).waitFor();
  });

  it('puts a prompt of one’s own into the text by its slash command', async () => {
    await session().workbench.openFile('tide.ts');
    await chat.composer.focus();
    await mention('/hai', /^\/haiku/);
    await until('the prompt stands there', async () =>
      assert.equal(await chat.composer.inputValue(), 'Write a haiku about src/tide.ts.'),
    );
  });

  it('shows Git’s changes to Claude, and an image that was refused goes no more', async () => {
    await writeFile(join(session().folder, 'src/beach.ts'), 'export const beach = 2;\n');
    await mention('@diff', /^@diff/);
    await until('the changes are attached', async () => assert.match(await chips().first().innerText(), /Git changes/));
    await chat.frame.evaluate(async () => {
      const canvas = new OffscreenCanvas(60, 40);
      canvas.getContext('2d')?.fillRect(0, 0, 30, 40);
      const data = new DataTransfer();
      data.items.add(new File([await canvas.convertToBlob()], 'shot.png', { type: 'image/png' }));
      document
        .querySelector('textarea')
        ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    });
    await until('the image is attached', async () => assert.equal(await chips().count(), 2));
    standIn.queue(failure(400, { message: 'could not process image' }), answer('Then without.'));
    await chat.composer.pressSequentially('Look');
    await chat.composer.press('Enter');
    await chat.button('Send without attachments').click();
    await chat.waitForText((text) => text === 'Then without.');
    const [refused, taken] = standIn.messages.slice(-2).map(({ body }) => JSON.stringify(body['messages']));
    assert.match(refused!, /beach = 2.*"type":"image"/);
    assert.ok(!taken!.includes('beach') && !taken!.includes('"image"'));
  });

  it('begins with the open file from the empty chat, and goes back to an earlier chat from the next', async () => {
    await session().workbench.openFile('tide.ts');
    chat = await ChatPage.open(session().workbench);
    await chat.button('Explain tide.ts').press('Enter');
    await until('the chip is there', async () => assert.equal(await chips().count(), 1));
    await until('the prompt is there, and the focus', async () => {
      assert.match(await chat.composer.inputValue(), /^Explain what this code does/);
      assert.ok(await chat.composer.evaluate((element) => element.ownerDocument.activeElement === element));
    });
    standIn.queue(answer({ text: 'A tide.' }));
    await chat.composer.press('Enter');
    await chat.waitForText((text) => text === 'A tide.');
    assert.match(sent(), /src\/tide\.ts.*Math\.sin.*Explain what this code does/);
    await ChatPage.open(session().workbench);
    await chat.frame.getByRole('button', { name: /^Explain what this code does.* (now|ago)/ }).click();
    await chat.waitForText((text) => text === 'A tide.');
    chat = await ChatPage.open(session().workbench);
  });
});
