// The line end of a file that has several.
import type { LineEnd } from '../../src/core/edit/lines.ts';

/** The end that most lines of `text` have, the first of those that are equally frequent; `fallback` where there is none. */
export function dominantEnd(text: string, fallback: LineEnd = '\n'): LineEnd {
  const counts = new Map<LineEnd, number>();
  for (const [end] of text.matchAll(/\r\n|\n|\r/g)) {
    const known: LineEnd = end === '\r\n' ? '\r\n' : end === '\n' ? '\n' : '\r';
    counts.set(known, (counts.get(known) ?? 0) + 1);
  }
  let dominant = fallback;
  let most = 0;
  for (const [end, count] of counts) {
    if (count <= most) continue;
    dominant = end;
    most = count;
  }
  return dominant;
}
