// Why a document cannot be edited, found out before a request leaves. In words in host/edit/editWords.ts.
import type { Range } from './movedRange.ts';

export type EditRefusal =
  'readOnly' | 'noFile' | 'binary' | 'tooLarge' | 'longLine' | 'emptyInstruction' | 'emptyFile' | 'running';

/** In characters. Above it the editor itself gives up colouring and measuring lines. */
const LARGEST_FILE = 4_000_000;

/** A longer line is no code that somebody reads: minified, or data. */
const LONGEST_LINE = 20_000;

/** Looks at what is to be rewritten, and at the file around it. */
export function refuseText(text: string, regions: readonly Range[]): EditRefusal | undefined {
  if (text.length > LARGEST_FILE) return 'tooLarge';
  // What an editor makes of bytes that are no text.
  if (text.includes('\0')) return 'binary';
  const long = regions.some(({ offset, length }) => longestLine(text.slice(offset, offset + length)) > LONGEST_LINE);
  return long ? 'longLine' : undefined;
}

function longestLine(text: string): number {
  let longest = 0;
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    longest = Math.max(longest, stop - start);
    start = stop + 1;
  }
  return longest;
}
