// Answers to measure with: the same for the same seed, in the mix of shapes that answers about code have, and single
// blocks that are as long as a whole answer.

const NOUNS =
  'parser queue frame socket cursor cache window token branch folder prompt schema buffer worker panel'.split(' ');
const VERBS = 'reads writes holds drops merges sends opens closes draws counts waits for replaces repeats checks'.split(
  ' ',
);
const FILL = 'the a each every one such its this that most some no another'.split(' ');

export type Shape = 'answer' | 'code' | 'list' | 'table' | 'paragraph' | 'nested';

class Source {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  /** A whole number below `limit` (Park and Miller's generator). */
  below(limit: number): number {
    this.state = (this.state * 48_271) % 2_147_483_647;
    return this.state % limit;
  }

  one(words: readonly string[]): string {
    return words[this.below(words.length)] ?? '';
  }

  words(count: number): string {
    return Array.from({ length: count }, () => this.word()).join(' ');
  }

  sentence(): string {
    return `The ${this.one(NOUNS)} ${this.one(VERBS)} ${this.words(6 + this.below(12))}.`;
  }

  many(least: number, most: number, make: () => string, between: string): string {
    return Array.from({ length: least + this.below(most - least + 1) }, make).join(between);
  }

  codeLine(): string {
    const [a, b] = [this.one(NOUNS), this.one(NOUNS)];
    const indent = '  '.repeat(this.below(4));
    const lines = [
      `const ${a} = await ${b}.next(${this.below(500)});`,
      `if (!${a}) return undefined; // ${this.words(4).replace(/[`*[\]]/g, '')}`,
      `for (const ${a} of ${b}s) this.${b}.push("${a} ${b}", ${a});`,
      `export function ${a}${this.below(90)}(${b}: string): Map<string, number> {`,
      `throw new Error(\`no \${${a}} in \${${b}}\`);`,
      '',
      '}',
    ];
    return indent + this.one(lines);
  }

  private word(): string {
    const kind = this.below(40);
    if (kind === 0) return `\`${this.one(NOUNS)}.${this.one(NOUNS)}\``;
    if (kind === 1) return `**${this.one(NOUNS)} ${this.one(NOUNS)}**`;
    if (kind === 2) return `[${this.one(NOUNS)}](https://example.org/${this.one(NOUNS)}/${this.below(99)})`;
    return this.one(kind < 24 ? FILL : NOUNS);
  }
}

/** Markdown of about so many characters. */
export function makeAnswer(shape: Shape, length: number, seed = 1): string {
  const source = new Source(seed * 7919);
  const item = (indent: string): string => `${indent}- ${source.words(4 + source.below(9))}\n`;
  const row = (): string => `| ${source.words(3)} | ${source.words(2)} | ${source.words(4)} |\n`;
  const code = (least: number, most: number): string => source.many(least, most, () => source.codeLine(), '\n');
  const table = '| Name | Kind | What it does |\n| --- | :-: | --- |\n';
  const blocks = [
    () => `${source.many(2, 6, () => source.sentence(), ' ')}\n\n`,
    () => `${source.many(2, 5, () => source.sentence(), ' ')}\n\n`,
    () => `## ${source.words(4)}\n\n`,
    () => `${source.many(3, 8, () => item('') + (source.below(3) ? '' : item('  ') + item('    ')), '')}\n`,
    () => `${source.many(3, 6, () => `1. ${source.sentence()}`, '\n')}\n\n`,
    () => `${table}${source.many(3, 10, row, '')}\n`,
    () => `> ${source.sentence()}\n> ${source.sentence()}\n\n`,
    () => `\`\`\`ts\n${code(6, 40)}\n\`\`\`\n\n`,
    () => `\`\`\`ts\n${code(20, 120)}\n\`\`\`\n\n`,
  ];
  const grow = (start: string, make: () => string): string => {
    let text = start;
    while (text.length < length) text += make();
    return text;
  };
  let depth = 0;
  switch (shape) {
    case 'code':
      return `${grow('```ts\n', () => `${source.codeLine()}\n`)}\`\`\`\n`;
    case 'list':
      return grow('', () => item('') + item('  '));
    case 'table':
      return grow(table, row);
    case 'paragraph':
      return `${grow('', () => `${source.sentence()} `).trim()}\n`;
    case 'nested':
      // One item of one list that holds everything.
      return grow('- all\n', () => item('  '.repeat(1 + (depth++ % 12))));
    case 'answer':
    default:
      return grow('', () => blocks[source.below(blocks.length)]?.() ?? '');
  }
}

/** The text as messages bring it: eight deltas of 3 to 20 characters each. */
export function inBatches(text: string): string[] {
  const source = new Source(3);
  const batches: string[] = [];
  for (let at = 0; at < text.length;) {
    let length = 0;
    for (let delta = 0; delta < 8; delta++) length += 3 + source.below(18);
    batches.push(text.slice(at, at + length));
    at += length;
  }
  return batches;
}
