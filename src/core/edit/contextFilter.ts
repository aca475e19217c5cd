// Takes away the lines around the region that the model repeated before and after its code.
//
// A repetition must equal the given lines exactly, end where the region begins or begin where it ends, and must not be
// how the original itself begins or ends. It must be at least two lines, one of them with a word in it; a single line
// counts only if it is indented less than all of the original, as the head or the closing brace of the block around is.
import type { LineFilter, RegionText } from './lineFilter.ts';
import { isTrivial } from './trivialLine.ts';

/** Longer repetitions are not looked for: that would be a model that gives back the whole file. */
const MOST_LINES = 50;

export function contextFilter(region: RegionText): LineFilter {
  const head = headFilter(region);
  const tail = tailFilter(region);
  return {
    push: (line) => head.push(line).flatMap(tail.push),
    end: (whole) => [...head.end(whole).flatMap(tail.push), ...tail.end(whole)],
  };
}

function isRepetition(lines: readonly string[], { original }: RegionText, side: 'head' | 'tail'): boolean {
  if (lines.length === 0) return false;
  const own = side === 'head' ? original.slice(0, lines.length) : original.slice(-lines.length);
  if (own.length === lines.length && own.every((line, i) => line === lines[i])) return false;
  if (lines.length > 1) return !lines.every(isTrivial);
  const code = original.filter((line) => line.trim() !== '');
  const [line = ''] = lines;
  return line.trim() !== '' && code.length > 0 && code.every((each) => indentOf(each) > indentOf(line));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Holds lines as long as they may be the last lines above the region. */
function headFilter(region: RegionText): LineFilter {
  const { before } = region;
  let held: string[] = [];
  // The lengths that the repetition may have.
  let lengths = Array.from({ length: Math.min(before.length, MOST_LINES) }, (_, i) => i + 1);
  let repeated = 0;
  const decide = (): readonly string[] => {
    lengths = [];
    return held.slice(repeated);
  };
  return {
    push(line) {
      if (lengths.length === 0) return [line];
      held.push(line);
      const count = held.length;
      lengths = lengths.filter((length) => before[before.length - length + count - 1] === line);
      if (lengths.includes(count)) {
        if (isRepetition(held, region, 'head')) repeated = count;
        lengths = lengths.filter((length) => length > count);
      }
      return lengths.length === 0 ? decide() : [];
    },
    end() {
      return lengths.length === 0 ? [] : decide();
    },
  };
}

/** Holds lines as long as they may be the first lines below the region. */
function tailFilter(region: RegionText): LineFilter {
  const after = region.after.slice(0, MOST_LINES);
  let held: string[] = [];
  return {
    push(line) {
      if (after.length === 0) return [line];
      held.push(line);
      let start = 0;
      while (start < held.length && !held.slice(start).every((each, i) => each === after[i])) start++;
      const lines = held.slice(0, start);
      held = held.slice(start);
      return lines;
    },
    end(whole) {
      const lines = held;
      held = [];
      return whole && isRepetition(lines, region, 'tail') ? [] : lines;
    },
  };
}
