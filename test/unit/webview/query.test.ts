import assert from 'node:assert/strict';
import { pattern, spans } from '../../../src/webview/find/query.ts';

const found = (query: string, text: string, matchCase = false, limit = 100): string[] => {
  const wanted = pattern(query, matchCase);
  return wanted === undefined ? [] : spans(text, wanted, limit).map(({ start, end }) => text.slice(start, end));
};

describe('What find looks for', () => {
  it('is what was typed, letter by letter, not a pattern', () => {
    assert.deepEqual(found('a.b*', 'a.b* axb a.b'), ['a.b*']);
    assert.deepEqual(found(String.raw`\d[x](y)|{z}^$/-`, String.raw`1 \d[x](y)|{z}^$/-`), [
      String.raw`\d[x](y)|{z}^$/-`,
    ]);
  });

  it('minds the case only when asked to, in every script', () => {
    assert.deepEqual(found('straße', 'STRASSE Straße'), ['Straße']);
    assert.deepEqual(found('привет', 'Привет, ПРИВЕТ'), ['Привет', 'ПРИВЕТ']);
    assert.deepEqual(found('Ab', 'ab Ab', true), ['Ab']);
  });

  it('takes any white space for any other', () => {
    assert.deepEqual(found(' one  two ', 'one\ntwo one two'), ['one\ntwo', 'one two']);
  });

  it('is nothing without a word, and stops at its limit', () => {
    assert.deepEqual(found('  ', 'a b'), []);
    assert.equal(found('a', 'a'.repeat(50), false, 7).length, 7);
  });
});
