// Two windows that write into one journal at the same time: each has the lines in the order of the file, its own among
// them, since the order decides what is shown.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { readToOwn } from '../../../../src/host/chat/journalFile.ts';

const LINES = 1000;

describe('a journal that two windows write at the same time', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sidestream-journal-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('is heard up to our own lines before these count, and behind them after that', () => {
    const read = (region: string, own: string) => {
      const { foreign, bytes } = readToOwn(Buffer.from(region), own);
      return [foreign, region.slice(bytes)];
    };
    assert.deepEqual(read('theirs\nours\n', 'ours\n'), [['theirs'], '']);
    assert.deepEqual(read('ours\ntheirs\n', 'ours\n'), [[], 'theirs\n']);
    assert.deepEqual(read('1\nours\nours 2\n2\n3\n', 'ours\nours 2\n'), [['1'], '2\n3\n']);
    // Another window may do the very same.
    assert.deepEqual(read('ours\n1\nours\nours 2\n', 'ours\nours 2\n'), [['ours', '1'], '']);
    assert.deepEqual(read('1\n2\ntor', ''), [['1', '2'], 'tor']);
    // Where it was torn apart, what is ours is known by its lines.
    assert.deepEqual(read('ours\n1\nours 2\n', 'ours\nours 2\n'), [['1'], '']);
  });

  it('has one order in both', async () => {
    const path = join(folder, 'chat.jsonl');
    const barrier = new SharedArrayBuffer(4);
    const window = (name: string) =>
      new Promise<string[]>((resolve, reject) => {
        const workerData = { path, name, lines: LINES, barrier };
        const worker = new Worker(new URL('journalWriter.ts', import.meta.url), { workerData });
        worker.on('message', resolve).on('error', reject);
      });
    const [a, b] = await Promise.all([window('a'), window('b')]);
    const file = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '' && line !== 'header');
    assert.equal(file.length, 2 * LINES);
    assert.deepEqual(a, file);
    assert.deepEqual(b, file);
  });
});
