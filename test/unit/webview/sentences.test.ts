// What a screen reader hears of a streaming answer, however its text was cut.
import assert from 'node:assert/strict';
import { Sentences } from '../../../src/webview/sentences.ts';

const TEXT = `## The fix

The loop tests for \`-1\`, version 2.5 too. It **never** ends! See [the manual](https://x.example/a.b).

\`\`\`ts
const a = 1; // Not said. At all.
~~~
\`\`\`

- First item
- Second item

| a | b |
| --- | --- |

And the rest`;

const SAID = [
  'The fix',
  'The loop tests for -1 , version 2.5 too.',
  'It never ends!',
  'See the manual.',
  'Code block',
  'First item',
  'Second item',
  'a b',
  'And the rest',
];

function said(parts: readonly string[]): string[] {
  const sentences = new Sentences('Code block');
  return [...parts.flatMap((part) => sentences.push(part)), ...sentences.end()];
}

describe('Sentences', () => {
  it('says whole sentences, without marks, code or addresses', () => assert.deepEqual(said([TEXT]), SAID));

  it('says the same character by character', () => assert.deepEqual(said(TEXT.split('')), SAID));

  it('says the same for every cut in two', () => {
    for (let cut = 0; cut <= TEXT.length; cut += 1) assert.deepEqual(said([TEXT.slice(0, cut), TEXT.slice(cut)]), SAID);
  });

  it('waits for the end of a sentence', () => {
    const sentences = new Sentences('Code block');
    assert.deepEqual(sentences.push('It is 3.'), []);
    assert.deepEqual(sentences.push('5 long. '), ['It is 3.5 long.']);
  });

  it('says a sentence without an end in pieces, the same ones however it comes', () => {
    const long = `${'and so on '.repeat(500)}"x". ${'y'.repeat(2_500)}\n\`\`\`\n${'code '.repeat(1_000)}\n\`\`\`\nEnd`;
    const whole = said([long]);
    assert.ok(whole.every((piece) => piece.length <= 1_000));
    assert.deepEqual(
      whole.filter((piece) => !/^(?:and|so|on|y)/.test(piece)),
      ['"x".', 'Code block', 'End'],
    );
    for (const size of [1, 7, 64, 999, 1_001]) {
      assert.deepEqual(said(long.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []), whole, `${size} at a time`);
    }
  });

  it('ends a sentence where other scripts do', () => assert.deepEqual(said(['你好。再见。']), ['你好。', '再见。']));
});
