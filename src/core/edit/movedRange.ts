// Where a stretch of a document is after changes made by others.
import type { DocumentChange } from './documentChange.ts';

export interface Range {
  readonly offset: number;
  readonly length: number;
}

/**
 * Whether `change` touches what is inside `range`, which begins with a line. Lines put in right at its edges are outside;
 * what is put in before its first character, in the same line, is inside.
 */
export function touches(range: Range, change: DocumentChange): boolean {
  const end = range.offset + range.length;
  if (change.offset >= end) return false;
  return change.offset + change.length > range.offset || startsItsLine(range, change);
}

/** Such as an indentation. */
function startsItsLine({ offset }: Range, change: DocumentChange): boolean {
  return change.length === 0 && change.offset === offset && /[^\r\n]$/.test(change.text);
}

/**
 * `range` after one change. Lines put in at its edges stay outside; what is put in or replaced inside it belongs to
 * it; a change that begins before it and reaches in takes the part it covers away. An empty range stays before the line
 * that it stands before.
 */
export function movedRange(range: Range, change: DocumentChange): Range {
  const end = range.offset + range.length;
  const changeEnd = change.offset + change.length;
  const by = change.text.length - change.length;
  if (changeEnd <= range.offset && !startsItsLine(range, change))
    return { offset: range.offset + by, length: range.length };
  if (change.offset >= end) return range;
  if (change.offset >= range.offset) {
    const covered = Math.min(changeEnd, end) - change.offset;
    return { offset: range.offset, length: range.length - covered + change.text.length };
  }
  const left = Math.max(0, end - changeEnd);
  return { offset: change.offset + change.text.length, length: left };
}
