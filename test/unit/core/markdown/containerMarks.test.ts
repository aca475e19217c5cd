import assert from 'node:assert/strict';
import { continuesItem, enterItem, enterQuote } from '../../../../src/core/markdown/containerMarks.ts';
import { cursorAt } from './cursorAt.ts';

describe('The mark of a quote', () => {
  it('takes one space with it, or one column of a tab', () => {
    for (const [line, rest] of [
      ['>a', 'a'],
      ['   > a', 'a'],
      ['>  a', ' a'],
      ['>\ta', '  a'],
      ['>', ''],
    ] as const) {
      const cursor = cursorAt(line);
      assert.equal(enterQuote(cursor), true, line);
      assert.equal(cursor.rest(), rest, line);
    }
  });

  it('is none behind four columns, which are code, or elsewhere', () => {
    for (const line of ['    > a', '\t> a', 'a > b', '']) {
      const cursor = cursorAt(line);
      assert.equal(enterQuote(cursor), false, line);
      assert.equal(cursor.rest(), line);
    }
  });
});

describe('The mark of an item', () => {
  it('says at which column the content begins', () => {
    for (const [line, width, offset, rest] of [
      ['- a', 1, 2, 'a'],
      ['  -   a', 1, 6, 'a'],
      ['12. a', 3, 4, 'a'],
      ['-    a', 1, 5, 'a'],
      ['-\ta', 1, 4, 'a'],
      // Five columns and more are one, and code behind it.
      ['-     a', 1, 2, '    a'],
      // Nothing yet: as if one space were there.
      ['-', 1, 2, ''],
      ['-     ', 1, 2, '    '],
    ] as const) {
      const cursor = cursorAt(line);
      assert.equal(enterItem(cursor, width), offset, line);
      assert.equal(cursor.rest(), rest, line);
    }
  });

  it('need not stand before lines that are indented as far as the content', () => {
    for (const [line, rest] of [
      ['  a', 'a'],
      ['   a', ' a'],
      ['\ta', '  a'],
    ] as const) {
      const cursor = cursorAt(line);
      assert.equal(continuesItem(cursor, 2, false), true, line);
      assert.equal(cursor.rest(), rest, line);
    }
    assert.equal(continuesItem(cursorAt(' a'), 2, false), false);
  });

  it('may have a blank line behind it, but not two before the content', () => {
    assert.equal(continuesItem(cursorAt(''), 2, false), true);
    assert.equal(continuesItem(cursorAt(' '), 2, false), true);
    assert.equal(continuesItem(cursorAt(''), 2, true), false);
    assert.equal(continuesItem(cursorAt('  a'), 2, true), true);
  });
});
