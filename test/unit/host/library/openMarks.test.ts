// The marks of the chats that windows have open, in real files.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenMarks } from '../../../../src/host/library/openMarks.ts';

describe('Marks of open chats', () => {
  let storage: string;
  let folder: string;
  let marks: OpenMarks;

  beforeEach(async () => {
    storage = await mkdtemp(join(tmpdir(), 'sidestream-marks-'));
    folder = join(storage, 'windows');
    marks = new OpenMarks(folder);
  });
  afterEach(() => rm(storage, { recursive: true }));

  it('name the chat that was opened last, however fast one went through them', async () => {
    for (let round = 0; round < 20; round++) {
      for (const id of ['a', 'long'.repeat(20_000), 'b']) void marks.set(id);
      assert.deepEqual(await marks.all(), new Set(['b']));
    }
    assert.deepEqual(await readdir(storage), ['windows']);
  });

  it('are gone with the window, also while one is being written', async () => {
    const set = marks.set('a');
    await marks.clear();
    await set;
    assert.deepEqual(await readdir(folder), []);
  });

  it('go on after a write that failed, which is told', async () => {
    await writeFile(folder, 'a file where the folder should be');
    await assert.rejects(marks.set('a'));
    await rm(folder);
    await marks.set('b');
    assert.deepEqual(await marks.all(), new Set(['b']));
  });

  it('count for as long as their process lives', async () => {
    await marks.set('here');
    await writeFile(join(folder, String(process.ppid)), 'there');
    await writeFile(join(folder, '999999999'), 'dead');
    assert.deepEqual(await marks.all(), new Set(['here', 'there']));
    assert.equal((await readdir(folder)).includes('999999999'), false);
  });
});
