// A cursor at the beginning of a line.
import { LineCursor } from '../../../../src/core/markdown/lineCursor.ts';

export function cursorAt(line: string): LineCursor {
  const cursor = new LineCursor();
  cursor.load(line);
  return cursor;
}
