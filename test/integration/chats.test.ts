// The chats of a window, and of two windows on one folder: titles, switching, deleting under the other's eyes.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JOURNAL_VERSION, writeRecord } from '../../src/core/chat/record.ts';
import { ChatFolder } from '../../src/host/library/chatFolder.ts';
import { answer } from '../support/standin/answer.ts';
import { insertAt, stallAt } from '../support/standin/faults.ts';
import { Gate } from '../support/standin/gate.ts';
import { gate } from '../support/standin/script.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { TestWindow } from '../support/testWindow.ts';

describe('Chats', () => {
  let path: string;
  let folder: ChatFolder;
  let standIn: StandIn;
  let opened: TestWindow[];
  const openWindow = () => {
    const window = new TestWindow(path, standIn.url);
    opened.push(window);
    return window;
  };

  before(async () => (standIn = await startStandIn()));
  after(() => standIn.close());
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'sidestream-chats-'));
    folder = new ChatFolder(path);
    opened = [];
  });
  afterEach(async () => {
    for (const window of opened) {
      await window.chats.close();
      window.dispose();
    }
    await rm(path, { recursive: true });
  });

  /** The open chat of a window, after a message and its answer. */
  async function talk(window: TestWindow, text = 'How tall are tides?'): Promise<string> {
    await window.send(text);
    return window.chats.currentId ?? '';
  }

  it('have the first message as their title, told at once, until the user gives another', async () => {
    const window = openWindow();
    await talk(window, '# How **tall** are tides?\nAnd why?');
    const titles = () => window.events.flatMap((event) => (event.type === 'title' ? [event.title] : []));
    assert.deepEqual(titles(), ['How tall are tides?']);
    await window.send('And the moon?');
    const chat = await window.chats.current();
    await chat.rename('Tides');
    assert.deepEqual(titles(), ['How tall are tides?', 'Tides']);
    assert.equal(chat.state().title, 'Tides');
    await chat.rename('');
    assert.equal(chat.state().title, 'How tall are tides?');
  });

  it('keep their own notice when the key or the model changes', async () => {
    const header = { type: 'chat', v: JOURNAL_VERSION + 1, id: 'newer', at: 1, workspace: [] } as const;
    const window = openWindow();
    const file = window.files.open('newer', writeRecord(header), 0, { onForeign: () => {}, onGone: () => {} });
    await file.append(writeRecord({ type: 'user', id: 'u1', at: 1, text: 'From later' }));
    await file.close();
    await window.chats.open('newer');
    window.status = { ...window.status, key: 'environment' };
    window.chats.tellStatus();
    const told = window.last;
    assert.ok(told?.type === 'status');
    assert.equal(told.status.key, 'environment');
    assert.match(told.status.notice?.title ?? '', /later version/);
  });

  it('go on streaming behind the one that is opened, and are the same when they are opened again', async () => {
    const window = openWindow();
    const at = new Gate();
    standIn.queue(insertAt(answer({ text: 'One two three four', chunk: 8 }), 3, gate(at)));
    const sending = window.send('Slowly, please');
    await at.reached;
    const first = await window.chats.current();
    const id = window.chats.currentId ?? '';
    await window.chats.newChat();
    assert.deepEqual([...window.chats.runningIds], [id]);
    await window.chats.open(id);
    assert.equal(await window.chats.current(), first);
    at.open();
    await sending;
    assert.equal((await window.page()).text, 'One two three four');
  });

  it('come back with the draft that was typed into each', async () => {
    const window = openWindow();
    const first = await talk(window);
    await window.chats.keepDraft('About tides', undefined);
    await window.chats.newChat();
    await window.chats.keepDraft('About the moon', undefined);
    // What the page still had to say about the chat before.
    await window.chats.keepDraft('About tides, and waves', first);
    const second = window.chats.currentId ?? '';
    await window.chats.open(first);
    assert.equal((await window.page()).draft, 'About tides, and waves');
    await window.chats.open(second);
    assert.equal((await window.page()).draft, 'About the moon');
  });

  it('have what was typed last on disk when the window goes', async () => {
    const window = openWindow();
    await window.page();
    const id = window.chats.currentId ?? '';
    void window.chats.keepDraft('The last words', undefined);
    await window.chats.close();
    assert.equal(await window.files.readDraft(id), 'The last words');
  });

  it('keep what stands in the composer when a command asks, and when a summary begins a new one', async () => {
    const window = openWindow();
    const first = await talk(window);
    await window.chats.keepDraft('And the moon', undefined);
    await (await window.chats.current()).ask('Explain this code');
    assert.equal((await window.page()).draft, 'And the moon');
    standIn.queue(answer({ text: 'Tides, mostly.' }));
    await window.chats.startAnew();
    assert.match((await window.page()).draft, /Tides, mostly\./);
    await window.chats.open(first);
    assert.equal((await window.page()).draft, 'And the moon');
  });

  it('leave the one alone that was opened while the summary was written', async () => {
    const window = openWindow();
    const first = await talk(window);
    const at = new Gate();
    standIn.queue(insertAt(answer({ text: 'Tides, mostly.' }), 3, gate(at)));
    const summing = window.chats.startAnew();
    await at.reached;
    await window.chats.newChat();
    const second = window.chats.currentId;
    await window.chats.keepDraft('Something else', undefined);
    at.open();
    await summing;
    assert.equal(window.chats.currentId, second);
    assert.equal((await window.page()).draft, 'Something else');
    await window.chats.open(first);
    assert.equal((await window.page()).text, 'Tides, mostly.');
  });

  it('let go of a chat that nobody looks at, and leave what another window streams alone', async () => {
    const [first, second] = [openWindow(), openWindow()];
    const at = new Gate();
    standIn.queue(insertAt(answer({ text: 'One two three four', chunk: 8 }), 3, gate(at)));
    const sending = first.send('Slowly, please');
    await first.until(() => first.last?.type === 'delta');
    await second.chats.open(first.chats.currentId ?? '');
    assert.equal((await second.page()).turns.length, 2);
    await second.chats.newChat();
    await second.chats.close();
    at.open();
    await sending;
    const page = await first.page();
    assert.deepEqual([page.claude.outcome, page.text], ['done', 'One two three four']);
  });

  it('that are deleted stop their answer, and are as they were when that is taken back', async () => {
    const window = openWindow();
    standIn.queue(stallAt(answer({ text: 'One two three four', chunk: 8 }), 3));
    const sending = window.send('Slowly, please');
    const request = await standIn.arrived(standIn.messages.length);
    const id = window.chats.currentId ?? '';
    await window.until(() => window.last?.type === 'delta');
    await window.chats.leave(id);
    assert.equal(await folder.takeAway(id), true);
    await request.closed;
    assert.equal(request.closedBy, 'client');
    await sending;
    assert.notEqual(window.chats.currentId, id);
    assert.deepEqual(await folder.list(), []);
    assert.equal(await folder.putBack(id), true);
    await window.chats.open(id);
    const page = await window.page();
    assert.deepEqual([page.text, page.claude.outcome], ['One two ', 'stopped']);
  });

  it('deleted in one window are read-only in the other, until that is taken back', async () => {
    const [first, second] = [openWindow(), openWindow()];
    const id = await talk(first);
    await second.chats.open(id);
    await second.page();
    await first.chats.leave(id);
    await folder.takeAway(id);
    await second.until(() => second.last?.type === 'status');
    const page = await second.page();
    assert.match((await second.chats.current()).state().status.notice?.title ?? '', /deleted in another window/);
    assert.equal(page.turns.length, 2);
    await second.send('Nobody would hear this');
    assert.ok(second.last?.type === 'notAccepted');
    await second.chats.keepDraft('nor keep this', undefined);
    assert.deepEqual(await readdir(path), [`${id}.deleted`]);
    const told = second.events.length;
    await folder.putBack(id);
    await second.until(() => second.events.slice(told).some(({ type }) => type === 'status'));
    await second.send('And now?');
    assert.match(await readFile(folder.journal(id), 'utf8'), /And now\?/);
  });

  it('deleted while another window streams them stop there', async () => {
    const [first, second] = [openWindow(), openWindow()];
    standIn.queue(stallAt(answer({ text: 'One two three four', chunk: 8 }), 3));
    const sending = first.send('Slowly, please');
    const request = await standIn.arrived(standIn.messages.length);
    await first.until(() => first.last?.type === 'delta');
    const id = first.chats.currentId ?? '';
    await second.chats.leave(id);
    await folder.takeAway(id);
    await request.closed;
    assert.equal(request.closedBy, 'client');
    await sending;
    await folder.remove(id);
    assert.deepEqual(await readdir(path), []);
  });
});
