// Edits on disk, as several processes of the editor leave them there.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecords, type EditRecord } from '../../../../src/core/edit/editRecord.ts';
import { EditStore } from '../../../../src/host/edit/editStore.ts';
import { hasPendingEdits } from '../../../../src/host/edit/pendingEdits.ts';

const NOW = Date.now();

const hunk = { offset: 0, text: 'new\n', other: 'old\n', verdict: 'pending' as const, touched: false };

const record = (id: string, state: EditRecord['state'], instruction = 'do'): EditRecord => {
  return {
    id,
    uri: 'file:///a',
    at: NOW + id.charCodeAt(0),
    kind: 'edit',
    instruction,
    state,
    saved: { v: 1, hunks: [hunk] },
  };
};

describe('the store of edits', () => {
  let folder: string;
  let path: string;
  const troubles: unknown[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sidestream-edits-'));
    path = join(folder, 'storage', 'edits.json');
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
    assert.deepEqual(troubles.splice(0), []);
  });

  const open = async (): Promise<EditStore> => {
    const store = new EditStore(path, (error) => troubles.push(error));
    await store.loaded;
    return store;
  };
  const onDisk = async (): Promise<string[]> =>
    readRecords(await readFile(path, 'utf8')).map(({ id, state }) => `${id} ${state}`);

  it('keeps what two windows of a workspace write, and what each decided', async () => {
    const [first, second] = [await open(), await open()];
    first.put(record('a', 'pending'));
    await first.flush();
    second.put(record('b', 'pending'));
    await second.flush();
    assert.deepEqual(await onDisk(), ['a pending', 'b pending']);
    first.put(record('a', 'over'));
    await first.flush();
    await second.flush();
    assert.deepEqual(await onDisk(), ['a over', 'b pending']);
    assert.deepEqual(await readdir(join(folder, 'storage')), ['edits.json']);
  });

  it('lets go of what nothing is left of', async () => {
    const store = await open();
    store.put(record('a', 'pending'));
    await store.flush();
    const other = await open();
    store.put({ ...record('a', 'over'), saved: { v: 1, hunks: [] } });
    await store.flush();
    assert.deepEqual(await onDisk(), []);
    await other.flush();
    assert.deepEqual(await onDisk(), []);
  });

  it('tells the next start whether an edit is pending, without a look at what the texts say', async () => {
    assert.equal(await hasPendingEdits(path), false);
    const store = await open();
    store.put(record('a', 'over', JSON.stringify({ state: 'pending' })));
    await store.flush();
    assert.equal(await hasPendingEdits(path), false);
    store.put(record('b', 'pending'));
    await store.flush();
    assert.equal(await hasPendingEdits(path), true);
  });
});
