/** Lines with their ends: nothing is lost by splitting, whatever the ends are. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { joinLines, lineContent, lineEnd, splitLines, wholeLines, withEnd } from '../../../../src/core/edit/lines.ts';
import { anyText } from './texts.ts';

describe('lines', () => {
  it('keep their ends, each its own', () => {
    assert.deepEqual(splitLines('a\r\nb\rc\n\n\r\r\nd'), ['a\r\n', 'b\r', 'c\n', '\n', '\r', '\r\n', 'd']);
    assert.deepEqual(splitLines(''), []);
    assert.deepEqual(splitLines('\uFEFF\n'), ['\uFEFF\n']);
    assert.deepEqual(splitLines('a\u2028b'), ['a\u2028b']);
  });

  it('join to the text they came from', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = splitLines(text);
        assert.equal(joinLines(lines), text);
        assert.ok(lines.slice(0, -1).every((line) => lineEnd(line) !== ''));
        assert.ok(lines.every((line) => !/[\r\n]/.test(lineContent(line)) && line !== ''));
      }),
    );
  });

  it('get another end, whichever they had', () => {
    assert.equal(withEnd('a\r\nb\rc\nd', '\r\n'), 'a\r\nb\r\nc\r\nd');
  });

  it('are taken whole by a range', () => {
    const text = 'one\r\ntwo\r\nthree';
    assert.deepEqual(wholeLines(text, 1, 2), { start: 0, end: 5 });
    assert.deepEqual(wholeLines(text, 0, 5), { start: 0, end: 5 });
    assert.deepEqual(wholeLines(text, 5, 5), { start: 5, end: 10 });
    assert.deepEqual(wholeLines(text, 6, 12), { start: 5, end: 15 });
    assert.deepEqual(wholeLines(text, 4, 4), { start: 0, end: 5 });
    assert.deepEqual(wholeLines('', 0, 0), { start: 0, end: 0 });
  });

  it('split a megabyte with one rare end in one pass', () => {
    const text = `${'x\n'.repeat(500_000)}\r`;
    assert.equal(splitLines(text).length, 500_001);
  });
});
