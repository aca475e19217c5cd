// The exact diff of one hunk whose two sides are known. Lines that only one side has match nothing in any script, so
// they are left out of the search; mostly nothing is left to search then.
import type { DiffStep } from './diffStep.ts';
import { exactDiff } from './exactDiff.ts';

/** The work of a plain comparison of each with each that costs less than setting up a search. */
const FEW_PAIRS = 64;

/**
 * Diffs `before[start..end)` with `after`, equal numbers being equal lines. Deletions come before insertions; no two
 * steps of one kind follow one another.
 */
export function closeHunk(
  before: ArrayLike<number>,
  start: number,
  end: number,
  after: ArrayLike<number>,
): readonly DiffStep[] {
  let oldEnd = end;
  let newEnd = after.length;
  while (oldEnd > start && newEnd > 0 && before[oldEnd - 1] === after[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  const steps: DiffStep[] = [];
  let oldDone = start;
  let newDone = 0;
  let kept = 0;
  const change = (oldLine: number, newLine: number): void => {
    if (oldLine === oldDone && newLine === newDone) return;
    if (kept > 0) steps.push({ kind: 'keep', count: kept });
    kept = 0;
    if (oldLine > oldDone) steps.push({ kind: 'delete', count: oldLine - oldDone });
    if (newLine > newDone) steps.push({ kind: 'insert', count: newLine - newDone });
    oldDone = oldLine;
    newDone = newLine;
  };
  if (mayMatch(before, start, oldEnd, after, newEnd)) {
    matches(before, start, oldEnd, after, newEnd, (oldLine, newLine) => {
      change(oldLine, newLine);
      oldDone++;
      newDone++;
      kept++;
    });
  }
  change(oldEnd, newEnd);
  kept += end - oldEnd;
  if (kept > 0) steps.push({ kind: 'keep', count: kept });
  return steps;
}

function mayMatch(
  before: ArrayLike<number>,
  start: number,
  oldEnd: number,
  after: ArrayLike<number>,
  newEnd: number,
): boolean {
  if ((oldEnd - start) * newEnd > FEW_PAIRS) return true;
  for (let a = start; a < oldEnd; a++) for (let b = 0; b < newEnd; b++) if (before[a] === after[b]) return true;
  return false;
}

type MatchedLine = (oldLine: number, newLine: number) => void;

function matches(
  before: ArrayLike<number>,
  start: number,
  oldEnd: number,
  after: ArrayLike<number>,
  newEnd: number,
  matched: MatchedLine,
): void {
  const known = new Set<number>();
  for (let line = start; line < oldEnd; line++) known.add(before[line] ?? 0);
  const newLines: number[] = [];
  const common = new Set<number>();
  for (let line = 0; line < newEnd; line++) {
    const id = after[line] ?? 0;
    if (!known.has(id)) continue;
    newLines.push(line);
    common.add(id);
  }
  if (newLines.length === 0) return;
  const oldLines: number[] = [];
  for (let line = start; line < oldEnd; line++) if (common.has(before[line] ?? 0)) oldLines.push(line);
  const ids = (lines: readonly number[], side: ArrayLike<number>): Int32Array =>
    Int32Array.from(lines, (line) => side[line] ?? 0);
  exactDiff(ids(oldLines, before), ids(newLines, after), (a, b, count) => {
    for (let i = 0; i < count; i++) matched(oldLines[a + i] ?? 0, newLines[b + i] ?? 0);
  });
}
