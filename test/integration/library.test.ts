// The chats of the machine as a whole: deleting and taking it back, age, and what other windows have open.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationTarget, Uri, extensions, workspace } from 'vscode';
import { readJournal, writeRecord } from '../../src/core/chat/record.ts';
import { chatJson } from '../../src/core/library/chatJson.ts';
import { imageFilesIn } from '../../src/core/library/exportImages.ts';
import { ImageFiles } from '../../src/host/chat/imageFiles.ts';
import { UNDO_MS } from '../../src/host/library/deletions.ts';
import { importChat } from '../../src/host/library/importChat.ts';
import { Library } from '../../src/host/library/library.ts';
import { receive } from '../../src/host/library/recentChats.ts';
import type { HostEvent } from '../../src/protocol.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { answer } from '../support/standin/answer.ts';
import { stallAt } from '../support/standin/faults.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { TestWindow } from '../support/testWindow.ts';
import { until } from '../support/until.ts';

const DAY = 24 * 3600;

describe('The library', () => {
  let storage: string;
  let chats: string;
  let standIn: StandIn;
  let clock: FakeClock;
  let window: TestWindow;
  let library: Library;

  before(async () => (standIn = await startStandIn()));
  after(() => standIn.close());
  beforeEach(async () => {
    storage = await mkdtemp(join(tmpdir(), 'sidestream-library-'));
    chats = join(storage, 'chats');
    await mkdir(chats);
    clock = new FakeClock(Date.now());
    window = new TestWindow(chats, standIn.url);
    library = openLibrary(window);
  });
  afterEach(async () => {
    await window.chats.close();
    await library.close();
    window.dispose();
    await rm(storage, { recursive: true });
  });

  function openLibrary(of: TestWindow): Library {
    const root = extensions.getExtension('sidestream.sidestream')?.extensionPath ?? '';
    const made = new Library({
      context: { globalStorageUri: Uri.file(storage), asAbsolutePath: (path) => join(root, path) },
      chats: of.chats,
      clock,
      reveal: () => Promise.resolve(),
      onTrouble: (error) => assert.fail(String(error)),
    });
    of.chats.onDidSwitch(() => made.opened());
    return made;
  }
  const keepDays = (days: number | undefined) =>
    workspace.getConfiguration('sidestream').update('history.keepDays', days, ConfigurationTarget.Global);
  const titles = async () => (await library.list()).map(({ title }) => title).toSorted();
  const talk = async (text: string): Promise<string> => {
    await window.chats.newChat();
    await window.send(text);
    return window.chats.currentId ?? '';
  };

  it('lists and finds what was said, in this window and in others', async () => {
    await talk('Tides');
    const other = new TestWindow(chats, standIn.url);
    await other.send('Waves');
    assert.deepEqual(await titles(), ['Tides', 'Waves']);
    const [found] = await library.catalog.search('wave');
    assert.equal(found?.id, other.chats.currentId);
    await other.chats.close();
  });

  it('offers the last chats to an empty one, opens those that are there still, and no other', async () => {
    for (const text of ['One', 'Two', 'Three', 'Four']) await talk(text);
    const last = window.chats.currentId ?? '';
    await window.chats.newChat();
    const told: HostEvent[] = [];
    const ask = (message: Parameters<typeof receive>[1]) => receive(library, message, (event) => told.push(event));
    const titlesTold = () => {
      const event = told.at(-1);
      return event?.type === 'recentChats' ? event.chats.map(({ title }) => title) : [];
    };
    await ask({ type: 'recentChats' });
    assert.deepEqual(titlesTold(), ['Four', 'Three', 'Two']);
    const empty = window.chats.currentId;
    await ask({ type: 'openChat', id: 'not-one-of-them' });
    await library.deletions.delete(last);
    await ask({ type: 'openChat', id: last });
    assert.equal(window.chats.currentId, empty);
    assert.deepEqual(titlesTold(), ['Three', 'Two', 'One']);
    assert.equal(await library.deletions.undo(last), true);
    await ask({ type: 'openChat', id: last });
    assert.equal(window.chats.currentId, last);
  });

  it('brings the images of an exported chat back, each time as files of the new chat', async () => {
    const images = new ImageFiles(chats);
    const file = await images.write('one', 'image/png', 'iVBORw0KGgo=');
    const image = { file, mediaType: 'image/png', width: 8, height: 6, thumb: 'data:image/png;base64,AA==' } as const;
    const journal = [
      { type: 'chat', v: 1, id: 'one', at: 1, workspace: [] } as const,
      {
        type: 'user',
        id: 'u1',
        at: 2,
        text: '',
        context: [{ id: 'k1', kind: 'image', label: 'shot.png', image }],
      } as const,
    ];
    const exported = Uri.file(join(storage, 'shot.json'));
    const text = chatJson(journal.map(writeRecord).join(''), 'shot', 0, await images.read([file]));
    await writeFile(exported.fsPath, text);
    await rm(join(chats, file));
    for (const first of [true, false]) {
      const id = await importChat(library, exported);
      assert.ok(id !== undefined && (id === 'one') === first);
      const { records } = readJournal(await readFile(library.folder.journal(id), 'utf8'));
      const [kept = ''] = imageFilesIn(records);
      assert.ok(kept.startsWith(`${id}.`), kept);
      assert.deepEqual(await images.read([kept]), new Map([[kept, 'iVBORw0KGgo=']]));
    }
    assert.deepEqual(await titles(), ['shot.png', 'shot.png']);
  });

  it('leaves a chat as it is in which nothing was said yet, with what was typed there', async () => {
    await window.chats.newChat();
    await window.chats.keepDraft('Not sent yet', undefined);
    const id = window.chats.currentId ?? '';
    assert.equal(await library.deletions.delete(id), false);
    assert.equal(window.chats.currentId, id);
    assert.equal((await window.page()).draft, 'Not sent yet');
  });

  it('deletes a chat that streams, brings it back with its draft, and opens it again', async () => {
    standIn.queue(stallAt(answer({ text: 'One two three four', chunk: 8 }), 3));
    const talking = talk('Slowly, please');
    const request = await standIn.arrived(standIn.messages.length);
    await window.until(() => window.last?.type === 'delta');
    const id = window.chats.currentId ?? '';
    await window.chats.keepDraft('Not sent yet', undefined);
    assert.equal(await library.deletions.delete(id), true);
    await request.closed;
    await talking;
    assert.deepEqual(await titles(), []);
    assert.equal(await library.deletions.undo(id), true);
    assert.equal(window.chats.currentId, id);
    const page = await window.page();
    assert.deepEqual([page.text, page.draft], ['One two ', 'Not sent yet']);
    assert.deepEqual(await titles(), ['Slowly, please']);
  });

  it('removes a deleted chat for good when its time is over: journal, draft and every word in the catalogue', async () => {
    const id = await talk('Recognisable tides');
    await window.chats.keepDraft('Not sent yet', undefined);
    await writeFile(join(chats, `${id}.0123.png`), 'an image');
    await library.list();
    await library.catalog.refresh();
    await library.deletions.delete(id);
    assert.deepEqual((await readdir(chats)).toSorted(), [`${id}.0123.png`, `${id}.deleted`, `${id}.draft`]);
    clock.advance(UNDO_MS);
    assert.equal(await library.deletions.undo(id), false);
    await until('it is gone', async () => {
      assert.deepEqual(await readdir(chats), []);
      assert.doesNotMatch(await readFile(join(storage, 'catalog.json'), 'utf8'), /recognisable/);
    });
  });

  it('removes deleted chats when the window closes, and those of a window that died at the next start', async () => {
    const id = await talk('Tides');
    await library.deletions.delete(id);
    await library.close();
    assert.deepEqual(await readdir(chats), []);
    // As a window leaves it that was killed.
    await writeFile(join(chats, 'dead.deleted'), 'x');
    library = openLibrary(window);
    await library.clean();
    assert.deepEqual(await readdir(chats), ['dead.deleted']);
    clock.advance(UNDO_MS + 1000);
    await library.clean();
    assert.deepEqual(await readdir(chats), []);
  });

  it('has nothing to delete where nothing was said', async () => {
    await window.chats.current();
    assert.equal(await library.deletions.delete(window.chats.currentId ?? ''), false);
    assert.deepEqual(await titles(), []);
  });

  it('deletes all chats for good, open, streaming and never begun ones too', async () => {
    await talk('Tides');
    await talk('Waves');
    const aside = await talk('Swell');
    await library.deletions.delete(aside);
    standIn.queue(stallAt(answer({ text: 'One two three four', chunk: 8 }), 3));
    const other = new TestWindow(chats, standIn.url);
    const sending = other.send('In another window');
    const request = await standIn.arrived(standIn.messages.length);
    await other.until(() => other.last?.type === 'delta');
    await window.chats.newChat();
    await window.chats.keepDraft('Never sent', undefined);
    const streaming = other.chats.currentId ?? '';
    await library.deletions.deleteAll([streaming]);
    await request.closed;
    await sending;
    await library.catalog.refresh();
    assert.deepEqual(await readdir(chats), []);
    assert.deepEqual(await titles(), []);
    assert.equal((await window.page()).draft, '');
    await other.chats.close();
  });

  describe('with history.keepDays', () => {
    beforeEach(() => keepDays(30));
    afterEach(() => keepDays(undefined));

    const old = async (id: string, days = 31) => {
      const path = join(chats, id);
      const header = writeRecord({ type: 'chat', v: 1, id: 'x', at: 1, workspace: [] });
      await writeFile(path, header + writeRecord({ type: 'user', id: 'u', at: 1, text: 'Old' }));
      await utimes(path, Date.now() / 1000 - days * DAY, Date.now() / 1000 - days * DAY);
    };

    it('removes old chats and old drafts, and leaves the rest', async () => {
      for (const name of ['old.jsonl', 'old.draft', 'lost.draft']) await old(name);
      for (const name of ['young.jsonl', 'typed.draft']) await old(name, 29);
      await old('typed.jsonl');
      await library.clean();
      assert.deepEqual((await readdir(chats)).toSorted(), ['typed.draft', 'typed.jsonl', 'young.jsonl']);
    });

    it('never removes a chat that is open, here or in another window, until that is closed or dead', async () => {
      for (const name of ['here.jsonl', 'there.jsonl', 'dead.jsonl']) await old(name);
      await window.chats.open('here');
      await mkdir(join(storage, 'windows'), { recursive: true });
      // Another window of this machine: a living process that is not ours.
      await writeFile(join(storage, 'windows', String(process.ppid)), 'there');
      await writeFile(join(storage, 'windows', '999999999'), 'dead');
      await library.clean();
      assert.deepEqual((await readdir(chats)).toSorted(), ['here.jsonl', 'there.jsonl']);
      await rm(join(storage, 'windows', String(process.ppid)));
      await library.clean();
      assert.deepEqual(await readdir(chats), ['here.jsonl']);
    });

    it('keeps everything at 0', async () => {
      await keepDays(0);
      await old('old.jsonl', 4000);
      await library.clean();
      assert.deepEqual(await readdir(chats), ['old.jsonl']);
    });

    it('cleans up some time after the start, not with it', async () => {
      await old('old.jsonl');
      assert.deepEqual(await readdir(chats), ['old.jsonl']);
      clock.advance(30_000);
      await until('it is gone', async () => assert.deepEqual(await readdir(chats), []));
    });
  });
});
