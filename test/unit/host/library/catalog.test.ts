// The catalogue over real files: what changed is read again, what did not is not, and whatever it kept may be damaged.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { appendFile, mkdtemp, readFile, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeRecord, type Record } from '../../../../src/core/chat/record.ts';
import { Catalog } from '../../../../src/host/library/catalog.ts';
import { CatalogClient } from '../../../../src/host/library/catalogClient.ts';
import { systemClock } from '../../../../src/host/systemClock.ts';

const WRITER = join(import.meta.dirname, '../../../support/catalogWriter.ts');

describe('the catalogue', () => {
  let folder: string;
  let place: string;
  let catalog: Catalog;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sidestream-catalog-'));
    place = join(folder, 'catalog.json');
    catalog = new Catalog(folder, place);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const path = (id: string) => join(folder, `${id}.jsonl`);
  const journal = (id: string, text: string, at: number): string => {
    const records: Record[] = [
      { type: 'chat', v: 1, id, at: 1, workspace: [] },
      { type: 'user', id: 'u1', at, text },
    ];
    return records.map(writeRecord).join('');
  };
  const ids = async (from: Promise<readonly { readonly id: string }[]>) => (await from).map(({ id }) => id);

  it('lists the chats in which something was said, the newest first', async () => {
    assert.deepEqual(await catalog.list(), []);
    await writeFile(path('old'), journal('old', 'First question', 5));
    await writeFile(path('new'), journal('new', 'Second question', 9));
    await writeFile(path('empty'), writeRecord({ type: 'chat', v: 1, id: 'empty', at: 1, workspace: [] }));
    await writeFile(path('broken'), '{"type":');
    await writeFile(join(folder, 'new.draft'), 'half a thought');
    assert.deepEqual(await ids(catalog.list()), ['new', 'old']);
    assert.deepEqual(await catalog.search('question first'), [{ id: 'old', snippet: 'First question' }]);
  });

  it('finds chats that it was not asked to list: its thread may have ended while the list stood open', async () => {
    await writeFile(path('one'), journal('one', 'Tides', 5));
    assert.deepEqual(await ids(catalog.search('tides')), ['one']);
  });

  it('tells why a chat was found without reading it a second time', async () => {
    await writeFile(path('one'), journal('one', 'Tides', 5));
    await catalog.list();
    await rm(path('one'));
    assert.deepEqual(await catalog.search('tides'), [{ id: 'one', snippet: 'Tides' }]);
  });

  it('learns a chat at a time what a search will need', async () => {
    for (const id of ['one', 'two']) await writeFile(path(id), journal(id, `Tides ${id}`, 5));
    await catalog.list();
    assert.deepEqual([catalog.takeInOne(), catalog.takeInOne(), catalog.takeInOne()], [true, true, false]);
    assert.deepEqual(await ids(catalog.search('two')), ['two']);
    assert.equal(catalog.takeInOne(), false);
  });

  it('follows what is said, deleted and brought back', async () => {
    await writeFile(path('one'), journal('one', 'Tides', 5));
    await catalog.list();
    await appendFile(path('one'), writeRecord({ type: 'user', id: 'u2', at: 6, text: 'And waves' }));
    await catalog.list();
    assert.deepEqual(await ids(catalog.search('waves')), ['one']);
    await rename(path('one'), `${path('one')}.deleted`);
    assert.deepEqual(await catalog.list(), []);
    assert.deepEqual(await catalog.search('waves'), []);
    await rename(`${path('one')}.deleted`, path('one'));
    await catalog.list();
    assert.deepEqual(await ids(catalog.search('waves')), ['one']);
  });

  it('knows again after a restart, and reads only what changed', async () => {
    await writeFile(path('same'), journal('same', 'Tides', 5));
    await writeFile(path('other'), journal('other', 'Waves', 6));
    await utimes(path('same'), 1, 1);
    await catalog.list();
    await catalog.save();
    // As long as before and of the same time: it is not looked into, so that it is found by what it was.
    await writeFile(path('same'), journal('same', 'XXXXX', 5));
    await utimes(path('same'), 1, 1);
    await writeFile(path('other'), journal('other', 'Swell', 7));
    const again = new Catalog(folder, place);
    assert.deepEqual(await ids(again.list()), ['other', 'same']);
    assert.deepEqual(await ids(again.search('tides')), ['same']);
    assert.deepEqual(await ids(again.search('swell')), ['other']);
    assert.deepEqual(await again.search('waves'), []);
  });

  it('keeps no word of a chat that is gone', async () => {
    await writeFile(path('one'), journal('one', 'Tides', 5));
    await writeFile(path('two'), journal('two', 'Waves', 5));
    await catalog.list();
    await catalog.save();
    assert.match(await readFile(place, 'utf8'), /waves/);
    await rm(path('two'));
    await catalog.list();
    await catalog.save();
    assert.doesNotMatch(await readFile(place, 'utf8'), /waves/i);
  });

  it('does not bring words back that another window has removed', async () => {
    await writeFile(path('one'), journal('one', 'Tides', 5));
    await writeFile(path('two'), journal('two', 'Waves', 5));
    const other = new Catalog(folder, place);
    await Promise.all([catalog.list(), other.list()]);
    await rm(path('two'));
    await catalog.save();
    assert.doesNotMatch(await readFile(place, 'utf8'), /waves/i);
    await other.save();
    assert.doesNotMatch(await readFile(place, 'utf8'), /waves/i);
    assert.match(await readFile(place, 'utf8'), /tides/i);
  });

  it('looks again behind its own writing: what was removed in that moment goes too', async () => {
    await writeFile(path('one'), journal('one', 'Tides', 5));
    await writeFile(path('two'), journal('two', 'Waves', 5));
    const saving = catalog.save();
    while (!existsSync(`${place}.${process.pid}.new`)) await new Promise(setImmediate);
    rmSync(path('two'));
    await saving;
    assert.doesNotMatch(await readFile(place, 'utf8'), /waves/i);
  });

  it('is whole at every moment while four windows keep it, and at last holds all that is there and nothing more', async () => {
    const CHATS = 30;
    const names = ['a', 'b', 'c', 'd'];
    const writers = names.map((name) =>
      spawn(process.execPath, [WRITER, folder, place, name, String(CHATS)], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    await Promise.all(writers.map((writer) => once(writer.stdout, 'data')));
    const ends = writers.map((writer) => once(writer, 'exit'));
    for (const writer of writers) writer.stdin.end();
    const stillWriting = () => writers.some(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    while (stillWriting()) {
      const text = await readFile(place, 'utf8').catch(() => 'null');
      assert.doesNotThrow(() => JSON.parse(text));
    }
    assert.deepEqual(
      (await Promise.all(ends)).map(([code]) => code),
      [0, 0, 0, 0],
    );
    const kept = await readFile(place, 'utf8');
    assert.doesNotMatch(kept, /secret/);
    for (const name of names)
      for (let index = 0; index < CHATS; index += 2)
        assert.ok(kept.includes(`kept${name}${index}`), `${name} ${index}`);
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.endsWith('.new')),
      [],
    );
  });

  it('removes the draft of a window that died while it wrote, and leaves those of the living', async () => {
    const dead = spawnSync(process.execPath, ['--version']).pid;
    await writeFile(`${place}.${dead}.new`, 'half');
    await writeFile(`${place}.${process.ppid}.new`, 'on its way');
    await catalog.list();
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.endsWith('.new')),
      [`catalog.json.${process.ppid}.new`],
    );
  });

  for (const damage of [
    '',
    '{"version":1,"known":[',
    '{"version":1,"known":[],"index":{}}',
    '{"version":99}',
    'null',
  ]) {
    it(`makes anew what it kept as ${JSON.stringify(damage)}`, async () => {
      await writeFile(path('one'), journal('one', 'Tides', 5));
      await writeFile(place, damage);
      await catalog.list();
      assert.deepEqual(await ids(catalog.search('tides')), ['one']);
    });
  }

  it('answers from its thread, comes back after its end, and goes with all it kept', async () => {
    const script = join(import.meta.dirname, '../../../../src/host/library/catalogThread.ts');
    const client = new CatalogClient(script, { folder, place }, systemClock);
    await writeFile(path('one'), journal('one', 'Tides', 5));
    const [listed, found] = await Promise.all([client.list(), client.search('tides')]);
    assert.deepEqual([listed.map(({ id }) => id), found.map(({ id }) => id)], [['one'], ['one']]);
    await client.refresh();
    assert.match(await readFile(place, 'utf8'), /tides/);
    const late = client.search('waves');
    await client.end();
    // Answered or refused, but never left waiting.
    await Promise.allSettled([late]);
    assert.deepEqual(await ids(client.list()), ['one']);
    await client.clear();
    await assert.rejects(readFile(place), /ENOENT/);
  });

  it('answers what is asked while its thread ends, and keeps what the next one has written', async () => {
    const script = join(import.meta.dirname, '../../../../src/host/library/catalogThread.ts');
    const client = new CatalogClient(script, { folder, place }, systemClock);
    await writeFile(path('one'), journal('one', 'Tides', 5));
    for (let round = 0; round < 3; round++) {
      await writeFile(path('one'), journal('one', `Tides ${round}`, 5));
      assert.deepEqual(await ids(client.list()), ['one']);
      const early = client.search('waves');
      void client.end();
      const late = client.search(`${round}`);
      await client.refresh();
      assert.deepEqual(await ids(late), ['one']);
      await Promise.allSettled([early]);
      assert.match(await readFile(place, 'utf8'), new RegExp(`Tides ${round}`));
    }
    await client.clear();
  });
});
