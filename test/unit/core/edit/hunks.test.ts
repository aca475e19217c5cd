/** Hunks: any choice of them gives exactly what was promised, byte for byte. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { diffLines, type Hunk } from '../../../../src/core/edit/hunks.ts';
import { splitLines } from '../../../../src/core/edit/lines.ts';
import { anyText, edited } from './texts.ts';
import { applyHunks } from '../../../support/applyHunks.ts';

const all = (hunks: readonly Hunk[]): Set<number> => new Set(hunks.keys());

/** What a choice promises, said another way: the proposed text with the rejected hunks taken back, from the end on. */
function takenBack(proposed: readonly string[], hunks: readonly Hunk[], accepted: ReadonlySet<number>): string {
  const lines = [...proposed];
  for (const [number, hunk] of [...hunks.entries()].toReversed()) {
    if (!accepted.has(number)) lines.splice(hunk.proposedStart, hunk.added.length, ...hunk.removed);
  }
  return lines.join('');
}

function checkLaws(before: string, after: string, choice: number): void {
  const original = splitLines(before);
  const proposed = splitLines(after);
  const hunks = diffLines(original, proposed);
  assert.equal(applyHunks(original, hunks, all(hunks)), after);
  assert.equal(applyHunks(original, hunks, new Set()), before);
  const some = new Set([...hunks.keys()].filter((number) => (choice >> (number % 30)) & 1));
  assert.equal(applyHunks(original, hunks, some), takenBack(proposed, hunks, some));
  for (const [number, hunk] of hunks.entries()) {
    assert.ok(hunk.originalStart > (hunks[number - 1]?.originalEnd ?? -1) || number === 0, 'hunks touch');
    assert.ok(hunk.removed.length + hunk.added.length > 0);
  }
}

describe('hunks', () => {
  it('give what was promised for every choice, with all ends, marks and missing ends', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.nat(), (before, after, choice) => checkLaws(before, after, choice)),
      { numRuns: 400 },
    );
    fc.assert(
      fc.property(edited, fc.nat(), ([before, after], choice) => checkLaws(before.join(''), after.join(''), choice)),
      { numRuns: 400 },
    );
  });

  it('exhaust all choices of a small edit', () => {
    const before = 'a\r\nb\r\nc\r\nd\r\ne\r\nf\r\ng';
    const after = 'a\r\nB\r\nc\r\nd\r\ne\r\nnew\r\nf\r\ng\r\n';
    assert.equal(diffLines(splitLines(before), splitLines(after)).length, 3);
    for (let choice = 0; choice < 8; choice++) checkLaws(before, after, choice);
  });

  it('know that only the last end is missing', () => {
    const [hunk, ...more] = diffLines(['a\n', 'b'], ['a\n', 'b\n']);
    assert.deepEqual([hunk?.removed, hunk?.added, more], [['b'], ['b\n'], []]);
    checkLaws('', 'a', 0);
    checkLaws('a', '', 0);
    checkLaws('', '', 0);
    checkLaws('\uFEFFa\n', 'a\n', 0);
  });

  it('begin a new function at its head, not at the brace before it', () => {
    const before = splitLines('function a() {\n  x();\n}\n\nfunction c() {\n  z();\n}\n');
    const after = splitLines('function a() {\n  x();\n}\n\nfunction b() {\n  y();\n}\n\nfunction c() {\n  z();\n}\n');
    assert.deepEqual(
      diffLines(before, after).map((hunk) => hunk.added),
      [['function b() {\n', '  y();\n', '}\n', '\n']],
    );
    assert.deepEqual(
      diffLines(after, before).map((hunk) => hunk.removed),
      [['function b() {\n', '  y();\n', '}\n', '\n']],
    );
  });

  it('begin at the comment of what they add, though another begins alike', () => {
    const before = splitLines('/**\n * A\n */\na();\n\n/**\n * C\n */\nc();\n');
    const after = splitLines('/**\n * A\n */\na();\n\n/**\n * B\n */\nb();\n\n/**\n * C\n */\nc();\n');
    const block = ['/**\n', ' * B\n', ' */\n', 'b();\n', '\n'];
    assert.deepEqual(
      diffLines(before, after).map((hunk) => hunk.added),
      [block],
    );
    assert.deepEqual(
      diffLines(after, before).map((hunk) => hunk.removed),
      [block],
    );
  });

  it('are one where only a brace or a blank line stands between them', () => {
    const hunks = diffLines(splitLines('a\n}\nb\nc\nd\ne\n'), splitLines('A\n}\nB\nc\nd\nE\n'));
    assert.deepEqual(
      hunks.map((hunk) => hunk.added.join('')),
      ['A\n}\nB\n', 'E\n'],
    );
  });
});
