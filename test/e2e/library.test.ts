// The library of chats by keyboard: open, search, rename, delete and take it back, delete all.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { ChatPage } from '../support/chatPage.ts';
import { useSession } from '../support/e2eSuite.ts';
import { answer } from '../support/standin/answer.ts';
import { stallAt } from '../support/standin/faults.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { openFile, saveAs } from '../support/workbench/fileDialog.ts';
import { until } from '../support/workbench/workbench.ts';

describe('The library of chats', () => {
  let standIn: StandIn;
  const session = useSession(async () => {
    standIn = await startStandIn();
    return { standIn };
  });

  const page = () => session().workbench.page;
  const keys = () => page().keyboard;
  const rows = (): Locator => page().locator('.quick-input-list .monaco-list-row');
  const toast = (words: string) => page().locator('.notification-toast', { hasText: words });
  const inPanel = () => page().locator('.part.sidebar .composite.title, .part.sidebar .title-label');
  const openList = async () => {
    // The palette is left by Escape, which stops an answer while the panel has the focus.
    await leavePanel();
    await session().workbench.runCommand('Sidestream: Open Chat…');
    await page().locator('.quick-input-title', { hasText: 'Open Chat' }).waitFor();
    await rows().first().waitFor();
  };
  const leavePanel = () => page().locator('.part.editor').click();
  const seek = async (query: string, count: number) => {
    await session().workbench.quickInput().fill(query);
    await until(`“${query}” has ${count} hits`, async () => assert.equal(await rows().count(), count));
  };
  const talk = async (question: string, reply: string): Promise<ChatPage> => {
    const chat = await ChatPage.open(session().workbench);
    standIn.queue(answer(reply));
    await chat.send(question);
    await chat.waitForEnd();
    return chat;
  };
  const asked = async (chat: ChatPage, question: string) => {
    await until('the chat is open', async () => {
      assert.equal(await chat.turns.count(), 2);
      assert.match(await chat.turns.first().innerText(), new RegExp(question));
    });
    // The page remembers where its focus was; that the window's focus has come to it is another matter.
    await until('the composer has the focus', async () =>
      assert.ok(await chat.composer.evaluate((box) => box.ownerDocument.hasFocus() && box.matches(':focus'))),
    );
  };

  it('finds a chat by a word of its answer, and opens it', async () => {
    await talk('How tall are tides?', 'At **Saint-Malo** up to twelve metres.');
    const chat = await talk('What is a fjord?', 'A drowned valley, cut by ice.');
    await until('the panel has its title', async () => assert.match(await inPanel().first().innerText(), /fjord/i));
    await openList();
    await seek('', 2);
    await seek('malo metr', 1);
    assert.match(await rows().first().innerText(), /How tall are tides\?[\s\S]*Saint-Malo\*\* up to twelve/);
    await session().workbench.screenshot('library-search');
    await keys().press('Enter');
    await asked(chat, 'How tall are tides');
    await until('the panel has its title', async () => assert.match(await inPanel().first().innerText(), /tides/i));
  });

  it('names a chat, and finds it by the name', async () => {
    const chat = await talk('Where does the Seine end?', 'At Le Havre.');
    await leavePanel();
    await session().workbench.runCommand('Sidestream: Rename Chat…');
    await page().locator('.quick-input-title', { hasText: 'Rename Chat' }).waitFor();
    const input = session().workbench.quickInput();
    await until('the input has the title', async () =>
      assert.equal(await input.inputValue(), 'Where does the Seine end?'),
    );
    await input.fill('Channel cruise');
    await keys().press('Enter');
    await until('the panel has its name', async () => assert.match(await inPanel().first().innerText(), /cruise/i));
    await openList();
    await seek('cruise', 1);
    await keys().press('Escape');
    assert.equal(await chat.turns.count(), 2);
  });

  it('deletes a chat in the middle of an answer, and brings it back', async () => {
    const chat = await ChatPage.open(session().workbench);
    standIn.queue(stallAt(answer({ text: 'Half an answer', chunk: 20 }), 3));
    await chat.send('Regretted at once');
    await chat.waitForText((text) => text === 'Half an answer');
    const request = standIn.messages.at(-1);
    await leavePanel();
    await session().workbench.runCommand('Sidestream: Delete Chat');
    await request?.closed;
    assert.equal(request?.closedBy, 'client');
    await until('the chat is gone', async () => assert.equal(await chat.turns.count(), 0));
    await toast('Regretted at once').waitFor();
    await openList();
    await seek('regretted', 0);
    await keys().press('Escape');
    // By keyboard: the notification's own command takes its first button.
    await session().workbench.runCommand('Notifications: Accept Notification Primary Action');
    await until('the chat is back', async () => assert.equal(await chat.turns.count(), 2));
    await chat.waitForText((text) => text === 'Half an answer');
    await chat.button('Continue').waitFor();
  });

  it('lists what streams, and has it renamed and deleted from the list', async () => {
    const chat = await ChatPage.open(session().workbench);
    standIn.queue(stallAt(answer({ text: 'Still coming', chunk: 20 }), 3));
    await chat.send('Stream behind');
    await chat.waitForText((text) => text === 'Still coming');
    await leavePanel();
    await ChatPage.open(session().workbench);
    await openList();
    await seek('behind', 1);
    await rows().first().getByText('answering now').waitFor();
    await session().workbench.screenshot('library-streaming');
    await rows().first().hover();
    await rows().first().getByRole('button', { name: 'Rename Chat' }).click();
    await page().locator('.quick-input-title', { hasText: 'Rename Chat' }).waitFor();
    await session().workbench.quickInput().fill('Behind, renamed');
    await keys().press('Enter');
    await until('the list is back', async () => assert.match(await rows().allInnerTexts().then(String), /renamed/));
    await seek('renamed', 1);
    await rows().first().hover();
    await rows().first().getByRole('button', { name: 'Delete Chat' }).click();
    await until('it is gone from the list', async () => assert.equal(await rows().count(), 0));
    await keys().press('Escape');
    await session().workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('exports a chat to be read, and to be brought back, twice if one likes', async () => {
    const { workbench, folder } = session();
    const chat = await talk('What is a firth?', 'An arm of the sea.');
    await exportTo(join(folder, 'firth.md'));
    assert.match(await readFile(join(folder, 'firth.md'), 'utf8'), /^# What is a firth\?[^]*An arm of the sea\./);
    await exportTo(join(folder, 'firth.json'));
    await workbench.runCommand('Notifications: Clear All Notifications');
    for (const copies of [2, 3]) {
      await ChatPage.open(workbench);
      await importFrom(join(folder, 'firth.json'));
      await asked(chat, 'What is a firth');
      assert.equal(await chat.text(), 'An arm of the sea.');
      await openList();
      await seek('arm of the sea', copies);
      await keys().press('Escape');
    }
  });

  it('says what is wrong with a file that holds no chat', async () => {
    const { folder } = session();
    const chat = await talk('Who is there?', 'Nobody new.');
    await writeFile(join(folder, 'package.json'), '{"name":"no chat"}');
    await importFrom(join(folder, 'package.json'));
    await toast('holds no chat of Sidestream').waitFor();
    assert.equal(await chat.turns.count(), 2);
  });

  it('deletes all chats, once that is confirmed', async () => {
    const { workbench } = session();
    for (const question of ['One of many?', 'Another one?']) await talk(question, 'Yes.');
    await workbench.runCommand('Sidestream: Delete All Chats…');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /Delete all \d+ chats\?[\s\S]*cannot be undone/);
    await dialog.getByRole('button', { name: 'Delete All' }).click();
    await toast('All chats were deleted').waitFor();
    const chat = await ChatPage.find(workbench);
    await until('the panel is empty', async () => assert.equal(await chat.turns.count(), 0));
  });

  /** The open chat. */
  async function exportTo(path: string): Promise<void> {
    await session().workbench.runCommand('Sidestream: Export Chat…');
    await saveAs(session().workbench, 'Export Chat', path);
    await toast(`was exported to ${basename(path)}`).waitFor();
  }

  async function importFrom(path: string): Promise<void> {
    await session().workbench.runCommand('Sidestream: Import Chat…');
    await openFile(session().workbench, 'Import Chat', path);
  }
});
