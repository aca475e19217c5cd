/** The scenes of the rehearsal: which word brings which answer, and how it is played. The texts lie beside, as Markdown. */
import { readFileSync } from 'node:fs';
import { longText } from './longText.ts';

export interface Scene {
  text: string;
  thinking?: string;
  /** Before the first delta, and between deltas. */
  firstDelayMs: number;
  delayMs: number;
  /** Characters a delta, on average. */
  chunk: number;
  pingEvery?: number;
  /** What goes wrong the first time in a conversation. */
  mishap?: 'overloaded' | 'limit' | 'break' | 'refuse';
}

const read = (name: string): string => readFileSync(new URL(`./answers/${name}.md`, import.meta.url), 'utf8').trimEnd();

const scene = (text: string, more: Partial<Scene> = {}): Scene => ({
  text,
  firstDelayMs: 400,
  delayMs: 25,
  chunk: 10,
  ...more,
});

const THINKING =
  'Two candles of the same length; one lasts 12 minutes, the other 20. When is the second twice as long as the first? ' +
  'My first feeling says twelve, but at twelve the first candle is gone, and twice nothing is nothing. So it must be earlier. ' +
  'Let me write the lengths down: 1 - t/12 and 1 - t/20. Twice the first: 2 - t/6. Setting them equal gives ' +
  't/6 - t/20 = 1, that is 10t/60 - 3t/60 = 1, so t = 60/7, a little over eight and a half minutes. ' +
  'Checking: at 8.57 the first has 0.286 left and the second 0.571. Yes: twice. Good.';

const REFUSAL = 'Before I begin, I should say';

const LANGUAGES = ['typescript', 'python', 'rust', 'sql', 'bash', 'css', 'json', 'diff'] as const;

/** By keyword; the order is that of the help page. */
export const SCENES: Readonly<Record<string, Scene>> = {
  ...Object.fromEntries(LANGUAGES.map((language) => [language, scene(read(language))])),
  code: scene(LANGUAGES.map((language) => `### ${language}\n\n${read(language)}`).join('\n\n'), { delayMs: 15 }),
  table: scene(read('table')),
  list: scene(read('list')),
  math: scene(read('math')),
  thinking: scene(read('thinking'), { thinking: THINKING }),
  slow: scene(read('slow'), { firstDelayMs: 6000, delayMs: 220, chunk: 4, pingEvery: 8 }),
  overloaded: scene(read('overloaded'), { mishap: 'overloaded' }),
  limit: scene(read('limit'), { mishap: 'limit' }),
  break: scene(read('break'), { mishap: 'break' }),
  refuse: scene(REFUSAL, { mishap: 'refuse' }),
  long: scene(longText(100_000), { delayMs: 2, chunk: 24 }),
  commit: scene(read('commit')),
  help: scene(read('help')),
};

/** The keyword that stands first in the text, as a word of its own. */
export function keywordIn(text: string): string | undefined {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  const plain = words.map((word) => ALIASES[word] ?? word);
  return plain.find((word) => Object.hasOwn(SCENES, word));
}

const ALIASES: Readonly<Record<string, string>> = {
  ts: 'typescript',
  py: 'python',
  shell: 'bash',
  lists: 'list',
  tables: 'table',
  maths: 'math',
  formula: 'math',
  think: 'thinking',
  overload: 'overloaded',
  refusal: 'refuse',
};
