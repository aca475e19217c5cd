// What is not committed, as one text: the diffs of files that Git follows whole, new files as far as there is room.
import type { ChangedFile } from '../commit/changedFile.ts';

/** Characters of one new file, and of all of them: generated files and data say nothing that is worth a window. */
const MOST_OF_ONE = 60_000;
const MOST_OF_ALL = 240_000;

/** A new file that there is no room for is named, with its size. */
export function uncommittedDiff(followed: readonly ChangedFile[], fresh: readonly ChangedFile[]): string {
  let room = MOST_OF_ALL;
  const shown = fresh.map(({ path, text, added }) => {
    if (text.length <= Math.min(MOST_OF_ONE, room)) {
      room -= text.length;
      return text;
    }
    return `diff: new file ${JSON.stringify(path)}, ${added} lines or more, not shown\n`;
  });
  return [...followed.map(({ text }) => text), ...shown].join('');
}
