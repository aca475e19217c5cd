import assert from 'node:assert/strict';
import { delimiterRow, splitRow } from '../../../../src/core/markdown/tableRow.ts';

describe('The row of a table', () => {
  it('is split at its bars, with or without one at either end', () => {
    for (const row of ['| a | b |', 'a | b', '| a | b', ' a|b | ']) assert.deepEqual(splitRow(row), ['a', 'b'], row);
    assert.deepEqual(splitRow('| a | | c |'), ['a', '', 'c']);
  });

  it('keeps a bar behind a backslash, which goes, also in code', () => {
    assert.deepEqual(splitRow(String.raw`a \| b | ${'`c \\| d`'}`), ['a | b', '`c | d`']);
  });
});

describe('The row below the head of a table', () => {
  it('says how each column is aligned', () => {
    assert.deepEqual(delimiterRow('| --- | :-- | :-: | --: |'), ['', 'left', 'center', 'right']);
    assert.deepEqual(delimiterRow('-|-'), ['', '']);
    assert.deepEqual(delimiterRow(':-'), ['left']);
    assert.deepEqual(delimiterRow('| - |'), ['']);
  });

  it('is none where a list begins, or anything else stands in a column', () => {
    for (const row of ['- |', '-', 'a | -', '| -- | a |', '| :: |', '| - - |', '||', ''])
      assert.equal(delimiterRow(row), undefined, row);
  });
});
