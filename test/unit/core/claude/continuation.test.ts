// Going on after a cut: whatever of the end the model repeats, and however its answer is cut into deltas, the text is
// the whole one, no character lost and none doubled.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Join, resumePrompt } from '../../../../src/core/claude/continuation.ts';
import { cpuTime } from '../../../support/cpuTime.ts';
import { FULL, randomFor } from '../../../support/seed.ts';

/** What stands there after the continuation came in these pieces. */
function joined(kept: string, pieces: readonly string[]): string {
  const join = new Join(kept);
  let text = kept;
  let received = '';
  for (const { repeat, show } of [...pieces.map((piece) => join.push(piece)), join.end()]) {
    text += show;
    received += repeat + show;
  }
  assert.equal(received, pieces.join(''), 'all that was received is accounted for');
  return text;
}

/** At once, by the character, and at every single place. */
function everyWay(kept: string, continuation: string): string {
  const whole = joined(kept, [continuation]);
  assert.equal(joined(kept, Array.from(continuation)), whole);
  for (let at = 0; at <= continuation.length; at++) {
    assert.equal(joined(kept, [continuation.slice(0, at), continuation.slice(at)]), whole, `split at ${at}`);
  }
  return whole;
}

const answers = ['typescript', 'css', 'list', 'table', 'python', 'sql', 'math', 'diff', 'bash', 'rust'].map((name) =>
  readFileSync(new URL(`../../../support/standin/rehearsal/answers/${name}.md`, import.meta.url), 'utf8').trim(),
);

describe('going on with a cut text', () => {
  it('gives the whole text for 1,000 random cuts with overlaps of 0 or at least 3 characters, in any pieces', () => {
    const random = randomFor('continuation');
    const below = (count: number): number => Math.floor(random() * count);
    let ambiguous = 0;
    const cuts = FULL ? 20_000 : 1000;
    for (let n = 0; n < cuts; n++) {
      const text = answers[below(answers.length)] ?? '';
      const cut = 1 + below(text.length - 1);
      const kept = text.slice(0, cut);
      const seen = kept.trimEnd();
      // The model saw the text without white space at its end, and goes on from there, or from a little before.
      const most = [3, 20, 80, 400, 4000][below(5)] ?? 3;
      const overlap = random() < 0.3 || seen.length <= 3 ? 0 : Math.min(3 + below(most), seen.length);
      const from = seen.length - overlap;
      const continuation = text.slice(from);
      if (repeatsByChance(seen, continuation, overlap)) {
        ambiguous++;
        continue;
      }
      const pieces: string[] = [];
      for (let at = 0; at < continuation.length;) {
        const size = 1 + below([1, 4, 30, 5000][below(4)] ?? 1);
        pieces.push(continuation.slice(at, at + size));
        at += size;
      }
      assert.equal(
        joined(kept, pieces),
        text,
        `cut at ${cut}, overlap ${overlap}: …${JSON.stringify(kept.slice(-30))}`,
      );
    }
    assert.ok(ambiguous < cuts / 20, `${ambiguous} cuts say nothing, because the text repeats itself there`);
  });
  /** The text itself repeats more of its end than the model did, as in a row of dashes: nobody can tell then. */
  function repeatsByChance(seen: string, rest: string, overlap: number): boolean {
    for (let length = Math.max(3, overlap + 1); length <= Math.min(seen.length, rest.length, 4000); length++) {
      if (seen.endsWith(rest.slice(0, length))) return true;
    }
    return false;
  }

  const cases: [string, kept: string, continuation: string, whole: string][] = [
    ['goes on literally', 'One two thr', 'ee four', 'One two three four'],
    ['repeats the last word', 'One two three', 'three four', 'One two three four'],
    ['repeats the whole last line', 'a line\nlet x = fo', 'let x = foo();', 'a line\nlet x = foo();'],
    ['repeats the line with its indentation', '{\n    let x = fo', '    let x = foo();', '{\n    let x = foo();'],
    ['repeats the line break too', '{\n    let x = fo', '\n    let x = foo();', '{\n    let x = foo();'],
    ['never takes two characters for a repetition', 'xxab', 'abc', 'xxababc'],
    ['takes three', 'xxabc', 'abcd', 'xxabcd'],
    ['takes fewer where no more was kept', 'He', 'Hello', 'Hello'],
    ['takes one where no more was kept', 'H', 'Hello', 'Hello'],
    [
      'repeats all that was kept, and more than the prompt quotes',
      'x'.repeat(3) + 'y'.repeat(300),
      'y'.repeat(300) + 'z',
      'x'.repeat(3) + 'y'.repeat(300) + 'z',
    ],
    ['repeats nothing', 'The end.', ' And more.', 'The end. And more.'],
    ['says something else', 'The end.', 'Certainly! Here', 'The end.Certainly! Here'],
    ['says nothing', 'The end.', '', 'The end.'],
    ['repeats and says nothing more', 'The end.', 'The end.', 'The end.'],
    // White space: the API saw the text without that at its end.
    ['repeats the space that was trimmed', 'One two ', ' three', 'One two three'],
    ['leaves that space out', 'One two ', 'three', 'One two three'],
    ['repeats the line break that was trimmed', 'One\n', '\nTwo', 'One\nTwo'],
    ['repeats a part of it', 'One\n\n', '\nTwo', 'One\n\nTwo'],
    ['adds to it', 'One\n', '\n\nTwo', 'One\n\nTwo'],
    ['repeats the indentation that was trimmed', 'if (x) {\n    ', '\n    return;', 'if (x) {\n    return;'],
    ['repeats only the end of the indentation', 'if (x) {\n    ', '    return;', 'if (x) {\n    return;'],
    ['repeats words and that space', 'One two ', 'two three', 'One two three'],
    ['repeats words and line breaks', 'One two\n\n', 'One two\n\nThree', 'One two\n\nThree'],
    // The code fence.
    ['reopens the fence', '```js\nlet x = 1;\nlet y', '```js\n = 2;', '```js\nlet x = 1;\nlet y = 2;'],
    [
      'reopens the fence and repeats the line',
      '```js\nlet x = 1;\nlet y',
      '```js\nlet y = 2;',
      '```js\nlet x = 1;\nlet y = 2;',
    ],
    ['reopens it without its language', '```js\nlet x = 1;\nlet y', '```\n = 2;', '```js\nlet x = 1;\nlet y = 2;'],
    ['reopens it after a line break', '```js\nlet x = 1;\n', '\n```js\nlet y;', '```js\nlet x = 1;\nlet y;'],
    ['repeats the line before the code, too', 'So:\n\n```css\n.', '\n```css\n.card {', 'So:\n\n```css\n.card {'],
    ['closes the fence', '```js\nlet x = 1;\n', '```\nDone.', '```js\nlet x = 1;\n```\nDone.'],
    ['closes a bare fence', '```\nlet x = 1;\n', '```\nDone.', '```\nlet x = 1;\n```\nDone.'],
    ['opens a new fence where none is open', '```js\nx\n```\n', '```js\ny', '```js\nx\n```\n```js\ny'],
    ['is cut within the fence line', 'Text\n```pyth', 'on\nx = 1', 'Text\n```python\nx = 1'],
    ['repeats a fence line that was cut', 'Text\n```pyth', '```python\nx = 1', 'Text\n```python\nx = 1'],
    ['repeats a fence line cut before its end', 'Text\n```python', '```python\nx = 1', 'Text\n```python\nx = 1'],
    ['is no fence, only code in a line', '```x``` is\nso', '```x\ny', '```x``` is\nso```x\ny'],
    ['reopens a fence of tildes', '~~~js\nlet x', '~~~js\n = 1', '~~~js\nlet x = 1'],
    ['reopens a longer fence', '````md\n```js\nx', '````md\ny', '````md\n```js\nxy'],
    ['keeps back-ticks that only begin like a fence', '```js\nlet x = ', '`a`;', '```js\nlet x = `a`;'],
    ['speaks other tongues', 'Año nuev', 'Año nuevo 🎉', 'Año nuevo 🎉'],
  ];
  for (const [name, kept, continuation, whole] of cases) {
    it(`joins what ${name}`, () => assert.equal(everyWay(kept, continuation), whole));
  }

  it('shows new text at once', () => {
    const join = new Join('One two');
    assert.deepEqual(join.push(' three'), { repeat: '', show: ' three' });
    assert.deepEqual(join.push(' two'), { repeat: '', show: ' two' });
  });

  it('costs little, however long the text and the repetition', () => {
    const kept = 'abcdefghi '.repeat(100_000);
    const began = cpuTime();
    joined(kept, Array.from(kept.slice(-3999)));
    assert.ok(cpuTime() - began < 1000);
  });
});

describe('the prompt to go on', () => {
  it('quotes the exact end without white space', () => {
    const prompt = resumePrompt(`${'x'.repeat(100)}the end.\n\n`);
    assert.match(prompt, /<last_characters>x{72}the end\.<\/last_characters>$/);
  });
  it('asks for an answer where there is nothing', () => {
    assert.match(resumePrompt(' \n'), /before its first word/);
  });
});
