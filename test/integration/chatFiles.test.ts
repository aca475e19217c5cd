// Journals and drafts on a real disk: what is there after a crash, a torn line, a folder that cannot be written.
import assert from 'node:assert/strict';
import { appendFile, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJournal, writeRecord } from '../../src/core/chat/record.ts';
import { ChatFiles } from '../../src/host/chat/chatFiles.ts';
import { afterHalfWrite } from '../../src/host/chat/journalFile.ts';

const header = writeRecord({ type: 'chat', v: 1, id: 'one', at: 1, workspace: [] });
const DEAF = { onForeign: () => {}, onGone: () => {} };
const title = (words: string) => writeRecord({ type: 'title', title: words });

describe('Chat files', () => {
  let folder: string;
  let troubles: unknown[];
  let files: ChatFiles;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sidestream-chats-'));
    troubles = [];
    files = new ChatFiles(join(folder, 'chats'), (error) => troubles.push(error));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('come to be with the first line, and are read as they were written', async () => {
    const journal = files.open('one', header, 0, DEAF);
    assert.deepEqual(await readdir(folder), []);
    await journal.append(title('a'));
    await journal.append(title('b'));
    await journal.close();
    const read = await files.read('one');
    assert.deepEqual(
      read?.records.map(({ type }) => type),
      ['chat', 'title', 'title'],
    );
  });

  it('go on behind a line that was torn, without losing either side', async () => {
    const path = join(folder, 'chats', 'one.jsonl');
    const first = files.open('one', header, 0, DEAF);
    await first.append(title('before'));
    await first.close();
    await appendFile(path, '{"type":"delta","id":"x","te');
    const second = files.open('one', header, 0, DEAF);
    await second.append(title('after'));
    await second.close();
    const read = await files.read('one');
    assert.equal(read?.unread, 1);
    assert.deepEqual(read.records.at(-1), { type: 'title', title: 'after' });
    assert.match(await readFile(path, 'utf8'), /"te\n\{/);
  });

  it('tell of a folder that cannot be written, and write all of it once it can', async () => {
    await writeFile(join(folder, 'chats'), 'a file where the folder should be');
    const journal = files.open('one', header, 0, DEAF);
    await journal.append(title('held'));
    assert.equal(troubles.length, 1);
    await rm(join(folder, 'chats'));
    await journal.append(title('written'));
    await journal.close();
    const titles = (await files.read('one'))?.records.filter(({ type }) => type === 'title');
    assert.deepEqual(titles, [
      { type: 'title', title: 'held' },
      { type: 'title', title: 'written' },
    ]);
  });

  // The kernel's own device that is always full is Linux's.
  if (process.platform === 'linux')
    it('tell of a full disk, keep no file open for it, and write all of it once there is room', async () => {
      const path = join(folder, 'chats', 'one.jsonl');
      await mkdir(join(folder, 'chats'));
      await symlink('/dev/full', path);
      const openFiles = async () => (await readdir('/proc/self/fd')).length;
      const before = await openFiles();
      const journal = files.open('one', header, 0, DEAF);
      for (let index = 0; index < 20; index++) await journal.append(title(`held ${index}`));
      assert.equal(troubles.length, 20);
      for (const trouble of troubles) assert.equal(Reflect.get(Object(trouble), 'code'), 'ENOSPC');
      assert.ok((await openFiles()) < before + 10, 'each try lets go of its file');
      await rm(path);
      await journal.append(title('written'));
      await journal.close();
      const titles = (await files.read('one'))?.records.flatMap((record) =>
        record.type === 'title' ? [record.title] : [],
      );
      assert.deepEqual(titles, [...Array.from({ length: 20 }, (_, index) => `held ${index}`), 'written']);
    });

  it('go on after a write that went half through, without doubling a line', () => {
    const [a, b] = [title('ä'), title('b')];
    const bytes = Buffer.from(a + b);
    for (let landed = 0; landed <= bytes.length; landed++) {
      const { whole, rest } = afterHalfWrite(a + b, landed);
      const file = Buffer.concat([bytes.subarray(0, landed), Buffer.from(rest)]).toString();
      const { records } = readJournal(file);
      assert.deepEqual(
        records.map((record) => writeRecord(record)),
        [a, b],
        `${landed} bytes`,
      );
      assert.ok(whole <= landed);
    }
  });

  it('hear what another window appends, and only that', async () => {
    const heard: string[] = [];
    const ours = files.open('one', header, 0, { ...DEAF, onForeign: (lines) => heard.push(...lines.split('\n')) });
    await ours.append(title('ours'));
    const theirs = files.open('one', header, header.length + title('ours').length, DEAF);
    for (let index = 0; index < 50; index++) {
      await Promise.all([ours.append(title(`ours ${index}`)), theirs.append(title(`theirs ${index}`))]);
    }
    await ours.append(title('last'));
    assert.deepEqual(
      heard,
      Array.from({ length: 50 }, (_, index) => title(`theirs ${index}`).trim()),
    );
    await Promise.all([ours.close(), theirs.close()]);
    assert.equal((await files.read('one'))?.records.length, 103);
    assert.deepEqual(troubles, []);
  });

  it('keep the last of many drafts, and remove an empty one', async () => {
    await Promise.all(['a', 'ab', 'abc'].map((text) => files.writeDraft('one', text)));
    assert.equal(await files.readDraft('one'), 'abc');
    await files.writeDraft('one', '');
    assert.equal(await files.readDraft('one'), '');
    assert.deepEqual(await readdir(join(folder, 'chats')), []);
  });

  it('are never sought outside their folder', async () => {
    await writeFile(join(folder, 'secret.jsonl'), header);
    assert.equal(await files.read('../secret'), undefined);
    assert.equal(await files.readDraft('../../etc/passwd'), '');
  });
});
