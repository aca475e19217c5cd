// Moves the ends of finished changes to where a reader expects them, without changing what they do. A block that was
// only inserted or only deleted may as well begin a line earlier where its last line equals the line above it: of all
// such places the one is taken that cuts the code at its joints. The idea is that of Git's indent heuristic:
// https://github.com/mhagger/diff-slider-tools
import { joined, type Change } from './changes.ts';
import { isTrivial } from './trivialLine.ts';

/** Lines that a block is moved at most: further, nobody sees what it belongs to. */
const LONGEST_SLIDE = 200;

/** As many changed lines as before, in as many changes or fewer: those that come to touch, or almost, become one. */
export function tidyChanges(
  original: readonly string[],
  proposed: readonly string[],
  changes: readonly Change[],
): Change[] {
  const tidied: Change[] = [];
  for (const [index, change] of changes.entries()) {
    const before = tidied.at(-1);
    const room = {
      above: change.proposedStart - (before?.proposedEnd ?? 0),
      below: (changes[index + 1]?.proposedStart ?? proposed.length) - change.proposedEnd,
    };
    const slid = slide(original, proposed, change, room);
    if (before !== undefined && belongTogether(proposed.slice(before.proposedEnd, slid.proposedStart))) {
      tidied[tidied.length - 1] = joined(before, slid);
    } else tidied.push(slid);
  }
  return tidied;
}

/** A lone brace or blank line between two changes would cut in two what a reader judges as one. */
function belongTogether(between: readonly string[]): boolean {
  return between.length === 0 || (between.length === 1 && between.every(isTrivial));
}

function slide(
  original: readonly string[],
  proposed: readonly string[],
  change: Change,
  room: { readonly above: number; readonly below: number },
): Change {
  const inserted = change.originalStart === change.originalEnd;
  if (!inserted && change.proposedStart < change.proposedEnd) return change;
  const [lines, start, end] = inserted
    ? [proposed, change.proposedStart, change.proposedEnd]
    : [original, change.originalStart, change.originalEnd];
  let up = 0;
  while (up < Math.min(room.above, LONGEST_SLIDE) && lines[start - up - 1] === lines[end - up - 1]) up++;
  let down = 0;
  while (down < Math.min(room.below, LONGEST_SLIDE) && lines[start + down] === lines[end + down]) down++;
  let best = 0;
  let least = Infinity;
  // From below: of places that are equally good the lowest is taken, so that a block stays behind what it was put after.
  for (let by = down; by >= -up; by--) {
    const cost = costOf(lines, start + by, end + by);
    if (cost >= least) continue;
    least = cost;
    best = by;
  }
  return {
    originalStart: change.originalStart + best,
    originalEnd: change.originalEnd + best,
    proposedStart: change.proposedStart + best,
    proposedEnd: change.proposedEnd + best,
  };
}

/** How badly `lines[start..end)` reads as a block: it should begin where code begins, after a gap, and end with one. */
function costOf(lines: readonly string[], start: number, end: number): number {
  const first = lines[start] ?? '';
  const above = lines[start - 1];
  const below = lines[end];
  let cost = indentOf(first) + (below === undefined ? 0 : indentOf(below));
  if (isBlank(first)) cost += 6;
  else if (isTrivial(first) && /^\s*[)\]}]/.test(first)) cost += 8;
  if (above === undefined || isBlank(above)) cost -= 3;
  if (isBlank(lines[end - 1] ?? '')) cost -= 2;
  return cost;
}

function isBlank(line: string): boolean {
  return line.trim() === '';
}

/** In columns, a tab as four: only the order matters. A blank line has the indentation of nothing. */
function indentOf(line: string): number {
  if (isBlank(line)) return 0;
  let columns = 0;
  for (const character of line) {
    if (character === '\t') columns += 4;
    else if (character === ' ') columns++;
    else break;
  }
  return columns;
}
