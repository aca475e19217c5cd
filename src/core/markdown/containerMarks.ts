// Goes over the marks of quotes and list items at the beginning of a line:
// https://spec.commonmark.org/0.31.2/#container-blocks
import type { LineCursor } from './lineCursor.ts';

/** Whether the mark of a quote is next; the cursor then stands behind it and the one space that belongs to it. */
export function enterQuote(cursor: LineCursor): boolean {
  if (cursor.indent >= 4 || cursor.char !== '>') return false;
  cursor.skipChars(1);
  if (cursor.indent > 0) cursor.skipColumns(1);
  return true;
}

/** Goes over the mark of a new item, `width` characters wide. Returns the columns at which the item's content begins. */
export function enterItem(cursor: LineCursor, width: number): number {
  const { indent } = cursor;
  cursor.skipChars(width);
  // Content begins at the next character, unless that is none or far away enough to be code.
  const gap = cursor.blank || cursor.indent > 4 ? 1 : cursor.indent;
  cursor.skipColumns(gap);
  return indent + width + gap;
}

/** Whether the line goes on with an item whose content begins at `offset`; `empty`: it has no content so far. */
export function continuesItem(cursor: LineCursor, offset: number, empty: boolean): boolean {
  // An item may begin with one blank line, not with two.
  if (cursor.blank ? empty : cursor.indent < offset) return false;
  cursor.skipColumns(offset);
  return true;
}
