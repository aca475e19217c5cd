/** The streaming diff: what it tells is true, is never taken back, comes early, and is near the minimum in the end. */
import assert from 'node:assert/strict';
import { diffArrays } from 'diff';
import * as fc from 'fast-check';
import { anchors } from '../../../../src/core/edit/anchors.ts';
import type { DiffStep } from '../../../../src/core/edit/diffStep.ts';
import { exactDiff } from '../../../../src/core/edit/exactDiff.ts';
import { splitLines } from '../../../../src/core/edit/lines.ts';
import { StreamingDiff } from '../../../../src/core/edit/streamingDiff.ts';
import { seeded } from '../../../support/standin/random.ts';
import { anyText, edited } from './texts.ts';

/** Streams `after` and checks each step against both texts as it comes. */
function stream(before: readonly string[], after: readonly string[]): { changed: number; steps: DiffStep[] } {
  const diff = new StreamingDiff(before);
  const steps: DiffStep[] = [];
  let old = 0;
  let fresh = 0;
  let changed = 0;
  const take = (told: readonly DiffStep[], received: number): void => {
    for (const step of told) {
      steps.push(step);
      if (step.kind === 'keep') {
        assert.deepEqual(before.slice(old, old + step.count), after.slice(fresh, fresh + step.count));
      } else changed += step.count;
      if (step.kind !== 'insert') old += step.count;
      if (step.kind !== 'delete') fresh += step.count;
    }
    assert.equal(diff.reached, old);
    assert.equal(fresh + diff.open, received);
  };
  for (const [index, line] of after.entries()) take(diff.push(line), index + 1);
  take(diff.finish('deleted'), after.length);
  assert.deepEqual([old, fresh], [before.length, after.length]);
  return { changed, steps };
}

function least(before: readonly string[], after: readonly string[]): number {
  return diffArrays([...before], [...after]).reduce(
    (sum, part) => sum + (part.added || part.removed ? part.count : 0),
    0,
  );
}

const lines = (text: string): string[] => text.split(' ').map((word) => `${word}\n`);

describe('the streaming diff', () => {
  it('keeps equal lines at once', () => {
    const diff = new StreamingDiff(lines('a b'));
    assert.deepEqual(diff.push('a\n'), [{ kind: 'keep', count: 1 }]);
    assert.deepEqual([diff.reached, diff.open], [1, 0]);
  });

  it('tells an insertion as soon as the original goes on', () => {
    const diff = new StreamingDiff(lines('a b c'));
    diff.push('a\n');
    assert.deepEqual(diff.push('new\n'), []);
    assert.equal(diff.open, 1);
    assert.deepEqual(diff.push('b\n'), [
      { kind: 'insert', count: 1 },
      { kind: 'keep', count: 1 },
    ]);
  });

  it('closes a replaced line within four lines', () => {
    const diff = new StreamingDiff(lines('a b c d e f g h'));
    const told = lines('a B c d e f').map((line) => diff.push(line));
    assert.deepEqual(told.flat(), [
      { kind: 'keep', count: 1 },
      { kind: 'delete', count: 1 },
      { kind: 'insert', count: 1 },
      { kind: 'keep', count: 4 },
    ]);
  });

  it('is not led astray by a block that was moved up', () => {
    const text = Array.from({ length: 400 }, (_, line) => `line ${line}\n`);
    const moved = [...text.slice(300, 320), ...text.slice(0, 300), ...text.slice(320)];
    assert.equal(stream(text, moved).changed, 40);
  });

  it('tells the truth of any two texts, with any ends', () => {
    fc.assert(fc.property(anyText, anyText, (before, after) => void stream(splitLines(before), splitLines(after))));
  });

  it('ends near the minimum for edited texts', () => {
    let sum = 0;
    let minimum = 0;
    fc.assert(
      fc.property(edited, ([before, after]) => {
        sum += stream(before, after).changed;
        minimum += least(before, after);
      }),
      { numRuns: 500, seed: 7 },
    );
    assert.ok(sum <= minimum * 1.1, `${sum} lines changed, ${minimum} needed`);
  });

  it('is within 1.02 of the minimum at 10,000 lines with an edit in each twenty', () => {
    const random = seeded(3);
    const before = Array.from({ length: 10_000 }, () =>
      random() < 0.3 ? '  }\n' : `  call(${Math.floor(random() * 4000)});\n`,
    );
    const after = before.flatMap((line) => {
      const dice = random();
      if (dice < 0.03) return [`  // ${line}`];
      if (dice < 0.04) return [];
      return dice < 0.05 ? [line, `  more(${Math.floor(random() * 4000)});\n`] : [line];
    });
    const { changed } = stream(before, after);
    assert.ok(changed <= least(before, after) * 1.02, String(changed));
  });

  it('keeps the rest of the original where the new text was cut off', () => {
    const diff = new StreamingDiff(lines('a b c d e f'));
    const told = ['a\n', 'B\n', 'c\n'].flatMap((line) => [...diff.push(line)]);
    assert.deepEqual(
      [...told, ...diff.finish('kept')],
      [
        { kind: 'keep', count: 1 },
        { kind: 'delete', count: 1 },
        { kind: 'insert', count: 1 },
        { kind: 'keep', count: 1 },
        { kind: 'keep', count: 3 },
      ],
    );
    const unknown = new StreamingDiff(lines('a b'));
    unknown.push('new\n');
    assert.deepEqual(unknown.finish('kept'), [
      { kind: 'insert', count: 1 },
      { kind: 'keep', count: 2 },
    ]);
  });

  it('bears whole rewrites of 20,000 lines that repeat', () => {
    const random = seeded(5);
    const text = (): string[] => Array.from({ length: 20_000 }, () => `${Math.floor(random() * 300)}\n`);
    stream(text(), text());
  });

  it('takes nothing after its end', () => {
    const diff = new StreamingDiff([]);
    assert.deepEqual(diff.finish('deleted'), []);
    assert.deepEqual(diff.finish('deleted'), []);
    assert.throws(() => diff.push('a\n'), /ended/);
  });

  it('calls no line new that it keeps in the end', () => {
    fc.assert(
      fc.property(edited, ([before, after]) => {
        const diff = new StreamingDiff(before);
        const steps: DiffStep[] = [];
        const fresh = new Set<number>();
        for (const [index, line] of after.entries()) {
          steps.push(...diff.push(line));
          for (const open of diff.fresh) fresh.add(index + 1 - diff.open + open);
        }
        steps.push(...diff.finish('deleted'));
        let line = 0;
        for (const { kind, count } of steps) {
          const kept = kind === 'keep' ? Array.from({ length: count }, (_, i) => line + i) : [];
          assert.deepEqual(
            kept.filter((each) => fresh.has(each)),
            [],
          );
          if (kind !== 'delete') line += count;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the anchors', () => {
  it('are the longest rising series of what both sides have once', () => {
    assert.deepEqual(anchors([1, 2, 3, 9, 9, 4, 5, 5], [2, 1, 3, 9, 4, 5, 6]), [
      { a: 0, b: 1 },
      { a: 2, b: 2 },
      { a: 5, b: 4 },
    ]);
    assert.deepEqual(anchors([1, 2, 3], [3, 2, 1]), [{ a: 0, b: 2 }]);
    assert.deepEqual(anchors([], [1]), []);
  });
});

describe('the exact diff', () => {
  it('stays near the shortest where an exact search would take too long', () => {
    // Half the lines go, long new stretches come, and both sides are strewn with the same few lines.
    const a = Array.from({ length: 12_000 }, (_, place) => (place % 4 === 3 ? place % 3 : 100 + place));
    const b = a.flatMap((element, place) => {
      if (place % 500 === 0)
        return Array.from({ length: 400 }, (_, more) => (more % 3 === 0 ? more % 5 : -1 - place - more));
      return place % 2 === 1 && element >= 100 ? [] : [element];
    });
    let common = 0;
    exactDiff(a, b, (_a, _b, count) => (common += count));
    const kept = a.filter((element, place) => place % 500 !== 0 && !(place % 2 === 1 && element >= 100)).length;
    assert.ok(common >= kept * 0.99, `${common} of ${kept}`);
  });

  it('is the shortest there is', () => {
    const numbers = fc.array(fc.nat(5), { maxLength: 40 });
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        let common = 0;
        let lastA = 0;
        let lastB = 0;
        exactDiff(a, b, (fromA, fromB, count) => {
          assert.ok(fromA >= lastA && fromB >= lastB);
          assert.deepEqual(a.slice(fromA, fromA + count), b.slice(fromB, fromB + count));
          common += count;
          lastA = fromA + count;
          lastB = fromB + count;
        });
        assert.equal(a.length + b.length - 2 * common, least(a.map(String), b.map(String)));
      }),
      { numRuns: 2000 },
    );
  });
});
