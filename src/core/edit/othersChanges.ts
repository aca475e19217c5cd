// What changes by others come to. Programs replace a whole file to change one line of it, and a change of the line ends
// is told as a new text.
import type { DocumentChange } from './documentChange.ts';
import { lineChanges } from './lineChanges.ts';
import { splitLines, withEnd, type LineEnd } from './lines.ts';

const SEVERAL_LINES = /[\r\n]/;

/** The same changes of the text `before`, those of several lines as changes of the lines that differ. */
export function refineChanges(before: string, changes: readonly DocumentChange[]): readonly DocumentChange[] {
  return changes.flatMap((change) => {
    const { offset, length, text } = change;
    const old = before.slice(offset, offset + length);
    if (!SEVERAL_LINES.test(old) || !SEVERAL_LINES.test(text)) return [change];
    return lineChanges(splitLines(old), splitLines(text), offset);
  });
}

/** A text whose lines got other ends: where an offset of the text before is now. */
export interface NewEnds {
  readonly end: LineEnd;
  readonly place: (offset: number) => number;
}

/** Undefined where `changes` are more, or less, than other ends of all lines. */
export function newEnds(before: string, changes: readonly DocumentChange[]): NewEnds | undefined {
  const [change, ...more] = changes;
  if (change === undefined || more.length > 0 || change.offset > 0 || change.length < before.length) return undefined;
  const end = /\r\n|\n|\r/.exec(change.text)?.[0];
  if (end !== '\n' && end !== '\r\n') return undefined;
  if (before === change.text || withEnd(before, end) !== change.text) return undefined;
  return { end, place: (offset) => withEnd(before.slice(0, offset), end).length };
}
