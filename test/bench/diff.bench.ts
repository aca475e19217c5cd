/**
 * What the streaming diff costs, against one pass of hash-map look-ups over all lines and against exact diffs made once
 * at the end. One process, alternated, medians: `npm run bench -- diff`.
 */
import { execFileSync } from 'node:child_process';
import { diffArrays } from 'diff';
import fastDiff from 'fast-diff';
import { StreamingDiff } from '../../src/core/edit/streamingDiff.ts';
import { seeded } from '../support/standin/random.ts';

type Change = 'keep' | 'delete' | 'insert';
/** Returns the number of changed lines; undefined for the hash pass, which compares nothing. */
type Contender = (before: readonly string[], after: readonly string[]) => number | undefined;

/** The first diff of a fresh process, which is not compiled yet: measured in a process of its own. */
const FIRST = process.argv[2] === 'first';
const ROUNDS = FIRST ? 0 : Number(process.argv[2] ?? 7);
const SIZES = [200, 2000, 10_000];

/** Code-like text with 5 % of its lines changed: some edited, some removed, some added. */
function texts(size: number): [string[], string[]] {
  const random = seeded(size);
  const int = (most: number): number => Math.floor(random() * most);
  const word = (): string =>
    ['result', 'index', 'name', 'parse', 'token', 'state', 'next', 'value', 'list', 'read'][int(10)] ?? '';
  const codeLine = (): string => {
    const indent = '  '.repeat(int(4));
    switch (int(8)) {
      case 0:
        return '\n';
      case 1:
        return `${indent}}\n`;
      case 2:
        return `${indent}return ${word()};\n`;
      case 3:
        return `${indent}if (${word()} !== undefined) {\n`;
      default:
        return `${indent}const ${word()}${int(1000)} = ${word()}.${word()}(${word()}, ${int(1000)});\n`;
    }
  };
  const before = Array.from({ length: size }, codeLine);
  const after = before.flatMap((line) => {
    const dice = random();
    if (dice < 0.03) return [line.replace('\n', ` // ${word()}\n`)];
    if (dice < 0.04) return [];
    return dice < 0.05 ? [line, codeLine()] : [line];
  });
  // Strings with storage of their own and no hash yet, like lines cut from a document and from a stream.
  const fresh = (line: string): string => Buffer.from(line).toString();
  return [before.map(fresh), after.map(fresh)];
}

const hashPass: Contender = (before, after) => {
  const places = new Map<string, number>();
  for (let place = 0; place < before.length; place++) places.set(before[place] ?? '', place);
  let hits = 0;
  for (const line of after) if (places.has(line)) hits++;
  if (hits < 0) throw new Error('the pass must not be optimised away');
  return undefined;
};

/**
 * One diff stays alive, as the last edit does in the editor: without any, a collection between rounds throws away the
 * compiled code of the class with its last instance, and the rounds measure the compiler.
 */
const alive = new StreamingDiff(['a\n']);
alive.push('b\n');

const streaming: Contender = (before, after) => {
  const diff = new StreamingDiff(before);
  let changed = 0;
  const add = (kind: Change, count: number): void => {
    if (kind !== 'keep') changed += count;
  };
  for (const line of after) {
    for (const { kind, count } of diff.push(line)) add(kind, count);
  }
  for (const { kind, count } of diff.finish('deleted')) add(kind, count);
  return changed;
};

const jsdiff: Contender = (before, after) =>
  diffArrays([...before], [...after]).reduce(
    (sum, { added, removed, count }) => sum + (added || removed ? count : 0),
    0,
  );

const fast: Contender = (before, after) => {
  const characters = new Map<string, string>();
  const encode = (line: string): string => {
    let character = characters.get(line);
    if (character === undefined) {
      // Surrogates would be joined to pairs.
      character = String.fromCharCode(characters.size < 0xd000 ? characters.size + 1 : characters.size + 0x1801);
      characters.set(line, character);
    }
    return character;
  };
  return fastDiff(before.map(encode).join(''), after.map(encode).join('')).reduce(
    (sum, [kind, text]) => sum + (kind === fastDiff.EQUAL ? 0 : text.length),
    0,
  );
};

const CONTENDERS: readonly (readonly [string, Contender])[] = [
  ['hash pass (bound)', hashPass],
  ['Sidestream, streaming', streaming],
  ['jsdiff diffArrays, once', jsdiff],
  ['fast-diff, encoded, once', fast],
];

if (alive.open !== 1) throw new Error('the diff must stay alive');

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/** The dearest single line, and the constructor, of one more run. */
function slowest(before: readonly string[], after: readonly string[]): { line: number; start: number } {
  globalThis.gc?.();
  const begin = performance.now();
  const diff = new StreamingDiff(before);
  const start = performance.now() - begin;
  let line = 0;
  for (const text of after) {
    const since = performance.now();
    diff.push(text);
    line = Math.max(line, performance.now() - since);
  }
  const since = performance.now();
  diff.finish('deleted');
  return { line: Math.max(line, performance.now() - since), start };
}

function cpuMs(run: () => unknown): number {
  const since = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

if (FIRST) {
  const [before, after] = texts(10_000);
  console.log(cpuMs(() => streaming(before, after)));
  process.exit();
}

console.log('lines  contender                   ratio   CPU ms  µs/line  changed');
for (const size of SIZES) {
  const times = new Map<string, number[]>(CONTENDERS.map(([name]) => [name, []]));
  const changed = new Map<string, number | undefined>();
  for (let warm = 0; warm < 20; warm++) for (const [, run] of CONTENDERS) run(...texts(150));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, run] of round % 2 === 0 ? CONTENDERS : CONTENDERS.toReversed()) {
      const [before, after] = texts(size);
      globalThis.gc?.();
      times.get(name)?.push(cpuMs(() => changed.set(name, run(before, after))));
    }
  }
  const bound = median(times.get('hash pass (bound)') ?? []);
  for (const [name] of CONTENDERS) {
    const ms = median(times.get(name) ?? []);
    const columns = [
      String(size).padStart(5),
      name.padEnd(25),
      (ms / bound).toFixed(2).padStart(7),
      ms.toFixed(2).padStart(8),
      ((ms / size) * 1000).toFixed(2).padStart(8),
      String(changed.get(name) ?? '–').padStart(8),
    ];
    console.log(columns.join('  '));
  }
  const worst = Array.from({ length: ROUNDS }, () => slowest(...texts(size)));
  const line = median(worst.map((run) => run.line)).toFixed(2);
  const start = median(worst.map((run) => run.start)).toFixed(2);
  console.log(`${String(size).padStart(5)}  slowest single line ${line} ms, index ${start} ms (medians)`);
}
const first = Array.from({ length: 5 }, () => Number(execFileSync(process.execPath, [import.meta.filename, 'first'])));
console.log(
  `10000  the first diff of a fresh process, compiling included: ${median(first).toFixed(1)} ms CPU (median of 5)`,
);
