import assert from 'node:assert/strict';
import { cursorAt } from './cursorAt.ts';

describe('A line of Markdown', () => {
  it('has tabs that go to the next multiple of four columns', () => {
    for (const [line, indent] of [
      ['a', 0],
      ['   a', 3],
      ['\ta', 4],
      ['  \ta', 4],
      ['\t a', 5],
    ] as const)
      assert.equal(cursorAt(line).indent, indent, JSON.stringify(line));
  });

  it('gives what is left of a tab as spaces', () => {
    const cursor = cursorAt('\tcode');
    cursor.skipColumns(2);
    assert.equal(cursor.rest(), '  code');
    assert.equal(cursor.indent, 2);
    cursor.skipColumns(2);
    assert.equal(cursor.rest(), 'code');
  });

  it('counts a tab behind a mark from where the mark ends', () => {
    const cursor = cursorAt('>\tcode');
    cursor.skipChars(1);
    assert.equal(cursor.indent, 3);
    cursor.skipColumns(1);
    assert.equal(cursor.rest(), '  code');
  });

  it('is not left behind what is no white space', () => {
    const cursor = cursorAt('  a b');
    cursor.skipColumns(9);
    assert.equal(cursor.rest(), 'a b');
    assert.equal(cursor.char, 'a');
  });

  it('is blank when there is only white space, and has no next character then', () => {
    for (const line of ['', ' ', '\t \t']) {
      assert.equal(cursorAt(line).blank, true, JSON.stringify(line));
      assert.equal(cursorAt(line).char, '');
    }
    assert.equal(cursorAt('\u00A0').blank, false);
  });
});
