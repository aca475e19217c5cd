import assert from 'node:assert/strict';
import {
  closesFence,
  fenceStart,
  headingStart,
  isRule,
  isUndecided,
  listStart,
  mathStart,
  mayCloseFence,
  underlineLevel,
} from '../../../../src/core/markdown/blockStarts.ts';
import { cursorAt } from './cursorAt.ts';

describe('What a line of Markdown begins', () => {
  it('is a heading by one to six marks with white space behind them', () => {
    assert.deepEqual(['# a', '###### a', '#', '#\ta'].map(headingStart), [1, 6, 1, 1]);
    assert.deepEqual(['#a', '####### a', '', 'a #'].map(headingStart), [0, 0, 0, 0]);
  });

  it('is code by three marks or more; ticks may not come again in their line', () => {
    assert.deepEqual(fenceStart('```ts  '), { marker: '`', length: 3, info: 'ts' });
    assert.deepEqual(fenceStart('~~~~ a`b'), { marker: '~', length: 4, info: 'a`b' });
    for (const line of ['``', '``` a`b', '~~', 'a```']) assert.equal(fenceStart(line), undefined, line);
  });

  it('is a rule by three of one mark', () => {
    for (const line of ['***', '- - -', '___  ', '-\t-\t-']) assert.equal(isRule(line), true, line);
    for (const line of ['**', '*-*', '--- a', '===']) assert.equal(isRule(line), false, line);
  });

  it('is a formula by its mark alone', () => {
    assert.equal(mathStart('$$  '), '$$');
    assert.equal(mathStart(String.raw`\[`), String.raw`\[`);
    for (const line of ['$$ a', '$', String.raw`\[a`]) assert.equal(mathStart(line), undefined, line);
  });

  it('is an item by a bullet or a number of nine digits at most', () => {
    assert.deepEqual(listStart('- a', false), { ordered: false, delimiter: '-', number: 1, width: 1 });
    assert.deepEqual(listStart('123456789) a', false), { ordered: true, delimiter: ')', number: 123456789, width: 10 });
    for (const line of ['-a', '1234567890. a', '1 a', 'a.']) assert.equal(listStart(line, false), undefined, line);
  });

  it('ends a paragraph only as an item with a text, and number 1', () => {
    assert.equal(listStart('1. a', true)?.number, 1);
    assert.equal(listStart('* a', true)?.delimiter, '*');
    for (const line of ['2. a', '-', '1.  ']) assert.equal(listStart(line, true), undefined, line);
  });

  it('makes the paragraph above it a heading', () => {
    assert.deepEqual(['=', '===  ', '-', '---\t'].map(underlineLevel), [1, 1, 2, 2]);
    assert.deepEqual(['= =', '=-', '', 'a'].map(underlineLevel), [0, 0, 0, 0]);
  });
});

describe('The end of code', () => {
  const ends = (line: string, opening = '```'): boolean => {
    const fence = fenceStart(opening);
    return fence !== undefined && closesFence(line, fence);
  };

  it('is the same mark, as often or more, and nothing behind it', () => {
    assert.deepEqual([ends('```'), ends('`````  '), ends('~~~', '~~~ a')], [true, true, true]);
    assert.deepEqual([ends('~~~'), ends('``'), ends('``` a'), ends('```', '````')], [false, false, false, false]);
  });

  it('may still come while the line holds nothing else', () => {
    const mayEnd = (line: string): boolean => {
      const fence = fenceStart('```');
      return fence !== undefined && mayCloseFence(cursorAt(line), fence);
    };
    assert.deepEqual(['', '  ', '`', '  ````', '```  '].map(mayEnd), [true, true, true, true, true]);
    assert.deepEqual(['a', '    `', '``` a', '~'].map(mayEnd), [false, false, false, false]);
  });
});

describe('A line that has not come as a whole', () => {
  it('is not decided while it holds nothing but marks', () => {
    for (const line of ['', '-', '1.', '> - ', '| :-', '#', '```ts', '~~~ a`', '$$', String.raw`\[`])
      assert.equal(isUndecided(line), true, line);
  });

  it('is decided by the first other character', () => {
    for (const line of ['a', '- a', '# a', '| a', '``` a`', '$$a']) assert.equal(isUndecided(line), false, line);
  });
});
