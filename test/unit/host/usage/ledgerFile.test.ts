// The accounts on a real disk: several processes at once, lines torn by a death, months folded, clocks that go wrong.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ledger, writeEntry, type LedgerEntry } from '../../../../src/core/usage/ledger.ts';
import { sum } from '../../../../src/core/usage/totals.ts';
import { foldMonths } from '../../../../src/host/usage/foldMonths.ts';
import { LedgerFile } from '../../../../src/host/usage/ledgerFile.ts';

const WRITER = join(import.meta.dirname, '../../../support/ledgerWriter.ts');
const usage = { input: 1, output: 2, cacheRead: 3, cacheWrite5m: 4, cacheWrite1h: 5, thinking: 0 };
const entry = (at: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  at: Date.parse(at),
  kind: 'chat',
  model: 'claude-sonnet-5-5',
  usage,
  cost: 0.25,
  estimated: false,
  ...more,
});

describe('the ledger on disk', () => {
  let folder: string;
  let troubles: unknown[];
  let file: LedgerFile;
  const opened = (): LedgerFile => new LedgerFile(folder, (error) => troubles.push(error));

  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'sidestream-ledger-')), 'usage');
    troubles = [];
    file = opened();
  });
  afterEach(async () => {
    file.dispose();
    await rm(join(folder, '..'), { recursive: true });
    assert.deepEqual(troubles, []);
  });

  it('has all that was added on disk once it is flushed', async () => {
    void file.add(entry('2026-11-20T10:00:00Z'));
    void file.add(entry('2026-11-20T11:00:00Z'));
    await file.flush();
    assert.equal((await readFile(join(folder, '2026-11.jsonl'), 'utf8')).split('\n').length, 3);
  });

  const startWriter = async (name: string, lines: number): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [WRITER, folder, name, String(lines)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    return child;
  };

  it('loses no line when four processes write at once', async () => {
    const LINES = 300;
    const writers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => startWriter(name, LINES)));
    const ends = writers.map((writer) => once(writer, 'exit'));
    for (const writer of writers) writer.stdin?.end();
    // A fifth one reads on while they write.
    for (let looks = 0; looks < 20; looks++) await file.read(0);
    assert.deepEqual(
      (await Promise.all(ends)).map(([code]) => code),
      [0, 0, 0, 0],
    );
    const { entries } = await file.read(0);
    const wanted = ['a', 'b', 'c', 'd'].flatMap((name) =>
      Array.from({ length: LINES }, (_, index) => `${name}-${index}`),
    );
    assert.deepEqual(entries.map(({ id = '' }) => id).toSorted(), wanted.toSorted());
  });

  it('keeps what a killed process had written, and goes on behind it', async () => {
    const writer = await startWriter('killed', 1_000_000);
    const end = once(writer, 'exit');
    writer.stdin?.end();
    while ((await file.read(0)).entries.length < 50);
    writer.kill('SIGKILL');
    await end;
    const [name = ''] = await readdir(folder);
    await appendFile(join(folder, name), '{"at":1,"kind":"ch');
    const kept = (await file.read(0)).entries.length;
    await file.add({ ...entry('2000-01-01'), at: Date.now(), id: 'after' });
    const { entries } = await file.read(0);
    assert.ok(kept >= 50);
    assert.deepEqual([entries.length, entries.at(-1)?.id], [kept + 1, 'after']);
  });

  it('reads the months from a time on, and each line once', async () => {
    await file.add(entry('2026-10-31T23:59:59Z', { id: 'october' }));
    await file.add(entry('2026-11-01T00:00:00Z', { id: 'november' }));
    await file.add({ at: Date.parse('2026-11-01'), sent: 'chat' });
    const read = async (from: string) => (await file.read(Date.parse(from))).entries.map(({ id }) => id);
    assert.deepEqual(await read('2026-10-05'), ['october', 'november']);
    assert.deepEqual(await read('2026-11-05'), ['november']);
    await file.add(entry('2026-11-02', { id: 'later' }));
    assert.deepEqual(await read('2026-11-05'), ['november', 'later']);
    assert.equal((await file.read(0)).sent.length, 1);
    assert.deepEqual((await readdir(folder)).toSorted(), ['2026-10.jsonl', '2026-11.jsonl']);
  });

  it('writes the end of a request after its beginning, and tells those who listen', async () => {
    let told = 0;
    const listening = file.onDidChange(() => told++);
    const begun = entry('2026-11-01', { id: 'a', estimated: true });
    await Promise.all([file.add(begun), file.add({ ...begun, estimated: false })]);
    assert.deepEqual((await file.read(0)).entries, [{ ...begun, estimated: false }]);
    assert.equal(told, 2);
    listening.dispose();
    await file.add(entry('2026-11-01'));
    assert.equal(told, 2);
  });

  it('tells of a folder that cannot be written', async () => {
    await writeFile(folder, 'a file where the folder should be');
    await file.add(entry('2026-11-01'));
    assert.equal(troubles.length, 1);
    troubles.length = 0;
  });

  it('folds old months and leaves every sum as it was', async () => {
    for (let index = 0; index < 400; index++) {
      const day = String((index % 28) + 1).padStart(2, '0');
      const { cost: _, ...unpriced } = entry(`2026-08-${day}T12:00:00Z`, { id: `unpriced ${index}`, model: 'mine' });
      await file.add(
        index % 5 === 0
          ? unpriced
          : entry(`2026-08-${day}T12:00:00Z`, { id: `${index}`, chat: `c${index % 2}`, firstToken: 5, saved: 0.5 }),
      );
    }
    await file.add(entry('2026-11-20T12:00:00Z', { id: 'new' }));
    const before = sum((await file.read(0)).entries);
    const size = async () => (await readFile(join(folder, '2026-08.jsonl'))).length;
    const raw = await size();
    await foldMonths(folder, Date.parse('2026-11-21'));
    assert.ok((await size()) < raw / 3);
    assert.deepEqual(sum((await file.read(0)).entries), before, 'a reader that knew the month');
    assert.deepEqual(sum((await opened().read(0)).entries), before, 'a new reader');
    const folded = await readFile(join(folder, '2026-08.jsonl'), 'utf8');
    await foldMonths(folder, Date.parse('2026-11-21'));
    assert.equal(await readFile(join(folder, '2026-08.jsonl'), 'utf8'), folded);
    assert.deepEqual((await readdir(folder)).toSorted(), ['2026-08.jsonl', '2026-11.jsonl']);
  });

  it('keeps at least 45 days as they are, and what comes late into a folded month', async () => {
    await file.add(entry('2026-09-30T12:00:00Z', { id: 'september' }));
    await file.add(entry('2026-10-01T12:00:00Z', { id: 'october' }));
    await foldMonths(folder, Date.parse('2026-11-15T12:00:00Z'));
    await file.add(entry('2026-09-30T13:00:00Z', { id: 'late' }));
    const { entries } = await file.read(0);
    assert.deepEqual(
      entries.map(({ id }) => id),
      [undefined, 'late', 'october'],
    );
  });
});

describe('a ledger read in pieces', () => {
  it('is the ledger read at once', () => {
    const lines = Array.from({ length: 9 }, (_, index) => writeEntry(entry('2026-11-01', { id: `${index % 4}` })));
    const pieces = new Ledger();
    for (const line of lines) pieces.read(line);
    assert.deepEqual(pieces.entries, new Ledger().read(lines.join('')).entries);
  });
});
