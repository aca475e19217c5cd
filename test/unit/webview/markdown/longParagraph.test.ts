import assert from 'node:assert/strict';
import { expectedStructure, render } from './render.ts';
import { structure } from './page.ts';

const sentence = (n: number): string => `Sentence ${n} has **bold words**, \`code\` and [a link](https://e.org/${n}). `;
const sentences = (count: number): string => Array.from({ length: count }, (_, n) => sentence(n)).join('');
const pieces = (text: string, size: number): string[] => text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];

describe('A long paragraph', () => {
  const cases: Record<string, string> = {
    'of plain sentences': sentences(300),
    'with emphasis that opens and never closes': `An *open one. ${sentences(200)}`,
    'with emphasis that closes far behind': `An **open one. ${sentences(150)} closed** here.`,
    'in a bracket': `[all ${sentences(150)}](https://e.org)`,
    'of one word': 'x'.repeat(20_000),
    'below definitions': `[a]: https://e.org/a\n${sentences(200)} [a]`,
    'that becomes a heading': `${sentences(200)}\n===\n`,
    'before a table': `${sentences(150)}\n| a | b |\n|---|---|\n| 1 | 2 |\n`,
    'of a task': `- [x] ${sentences(200)}`,
    'with references defined later': `${sentences(150)} [late] ${sentences(100)}\n\n[late]: https://e.org/late\n`,
  };
  for (const [name, text] of Object.entries(cases)) {
    it(`${name} ends as one that came at once, and as markdown-it has it`, () => {
      const whole = render(text);
      assert.equal(structure(whole), expectedStructure(text));
      for (const size of [250, 1000, 5000]) assert.equal(render(...pieces(text, size)).innerHTML, whole.innerHTML);
    });
  }

  it('is cut where nothing is open', () => {
    assert.ok(render(sentences(300)).querySelectorAll('.piece').length > 3);
    assert.equal(render(`An *open one. ${sentences(300)}`).querySelectorAll('.piece').length, 0);
    assert.equal(render(sentences(40)).querySelectorAll('.piece').length, 0);
  });
});
