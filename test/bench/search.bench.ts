// Searching 1,000 chats: what the user waits for, beside the bound of reading all journals and looking through them, in one
// run. `npm run bench -- search`
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JOURNAL_VERSION, readJournal, writeRecord, type Record } from '../../src/core/chat/record.ts';
import { textOf } from '../../src/core/library/summary.ts';
import { CatalogClient } from '../../src/host/library/catalogClient.ts';
import { systemClock } from '../../src/host/systemClock.ts';
import { seeded } from '../support/standin/random.ts';
import { bench, median, quantile, row } from './tools.ts';

const CHATS = 1000;
const EXCHANGES = 5;
const SEED = Number(process.env['SEED'] ?? 7);
const SCRIPT = join(import.meta.dirname, '../../src/host/library/catalogThread.ts');

const random = seeded(SEED);
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

/** Words as text has them: few are frequent, most are rare (Zipf), some are names of code. */
const VOCABULARY = Array.from({ length: 30_000 }, (_, rank) => {
  const syllables = Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(SYLLABLES()));
  return rank % 9 === 0 ? syllables.map((each) => each[0]?.toUpperCase() + each.slice(1)).join('') : syllables.join('');
});
function SYLLABLES(): readonly string[] {
  return [
    'ta',
    'ri',
    'mo',
    'ser',
    'ver',
    'con',
    'str',
    'eam',
    'ing',
    'le',
    'pro',
    'mis',
    'ab',
    'ort',
    'ck',
    'del',
    'ta',
    'us',
    'er',
    'file',
  ];
}
const word = (): string => VOCABULARY[Math.floor(VOCABULARY.length ** random()) - 1] ?? 'the';
const sentence = (words: number): string => Array.from({ length: words }, word).join(' ');

function journal(id: string, at: number): string {
  const records: Record[] = [{ type: 'chat', v: JOURNAL_VERSION, id, at, workspace: ['file:///work'] }];
  for (let index = 0; index < EXCHANGES; index++) {
    const [asked, replied] = [`u${index}`, `t${index}`];
    records.push(
      { type: 'user', id: asked, at: at + index, text: sentence(30) },
      { type: 'ask', id: replied, to: asked, at: at + index, model: 'sonnet', from: 'u0' },
      { type: 'start', id: replied, at: at + index, model: 'claude-sonnet-5-5' },
    );
    for (let delta = 0; delta < 40; delta++)
      records.push({ type: 'delta', id: replied, block: 0, channel: 'text', text: `${sentence(6)} ` });
    records.push({
      type: 'end',
      id: replied,
      at: at + index,
      outcome: 'done',
      stopReason: 'end_turn',
      timings: { total: 1 },
    });
  }
  return records.map(writeRecord).join('');
}

const ms = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

async function timed<T>(run: () => Promise<T> | T): Promise<{ took: number; value: T }> {
  const start = performance.now();
  const value = await run();
  return { took: performance.now() - start, value };
}

/** The longest that this thread, where answers stream, is held up meanwhile. */
async function heldUp<T>(run: () => Promise<T>): Promise<{ took: number; value: T; longest: number }> {
  let [last, longest] = [performance.now(), 0];
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 1);
    last = performance.now();
  }, 1);
  const result = await timed(run);
  clearInterval(timer);
  return { ...result, longest };
}

await bench(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sidestream-search-'));
  const chats = join(folder, 'chats');
  const client = () => new CatalogClient(SCRIPT, { folder: chats, place: join(folder, 'catalog.json') }, systemClock);
  try {
    await mkdir(chats);
    let bytes = 0;
    for (let index = 0; index < CHATS; index++) {
      const text = journal(`chat${index}`, index);
      bytes += text.length;
      await writeFile(join(chats, `chat${index}.jsonl`), text);
    }
    // The bound: every journal read, its text put together, and looked through; and the look alone, all texts in memory.
    const readAll = async () => {
      const names = await readdir(chats);
      return Promise.all(
        names.map(async (name) => textOf(readJournal(await readFile(join(chats, name), 'utf8')).records)),
      );
    };
    const { took: reading, value: texts } = await timed(readAll);
    const said = texts.reduce((sum, text) => sum + text.length, 0);
    console.log(
      `${CHATS} chats, ${(bytes / 1e6).toFixed(1)} MB of journals, ${(said / 1e6).toFixed(1)} MB of text, seed ${SEED}\n`,
    );

    const cold = client();
    const first = await heldUp(() => cold.list());
    const indexed = await heldUp(() => cold.search('tarimo'));
    await cold.refresh();
    await cold.end();
    const warm = client();
    const again = await heldUp(() => warm.list());
    const ready = await heldUp(() => warm.search('tarimo'));

    const queries = Array.from({ length: 60 }, (_, index) => {
      const words = Array.from({ length: 1 + (index % 3) }, word);
      return index % 2 === 0 ? words.join(' ') : words.join(' ').slice(0, -1);
    });
    const [ours, scan]: [number[], number[]] = [[], []];
    for (const query of queries) {
      ours.push((await timed(() => warm.search(query))).took);
      const wanted = query.toLowerCase().split(' ');
      const look = () =>
        texts.filter((text) => {
          const lower = text.toLowerCase();
          return wanted.every((each) => lower.includes(each));
        }).length;
      scan.push((await timed(look)).took);
    }
    await warm.end();
    const lines = [
      row(['', 'ms', 'to the bound', 'this thread held up, ms']),
      row(['---', '---', '---', '---']),
      row(['Bound: read all journals', ms(reading), '1', '']),
      row(['List, the very first time', ms(first.took), (first.took / reading).toFixed(2), ms(first.longest)]),
      row([
        'First search, the very first time',
        ms(indexed.took),
        (indexed.took / reading).toFixed(2),
        ms(indexed.longest),
      ]),
      row(['List, after a restart', ms(again.took), (again.took / reading).toFixed(2), ms(again.longest)]),
      row(['First search, after a restart', ms(ready.took), (ready.took / reading).toFixed(2), ms(ready.longest)]),
      row(['Bound: look through all texts in memory, unranked, p50', ms(median(scan)), '1', '']),
      row(['A search, ranked, with snippets, p50', ms(median(ours)), (median(ours) / median(scan)).toFixed(2), '']),
      row(['… p95', ms(quantile(ours, 0.95)), (quantile(ours, 0.95) / quantile(scan, 0.95)).toFixed(2), '']),
    ];
    console.log(lines.join('\n'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
