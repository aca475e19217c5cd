// What a choice of hunks promises: the text in which only these are applied.
import type { Hunk } from '../../src/core/edit/hunks.ts';
import { joinLines } from '../../src/core/edit/lines.ts';

/** `original` with the hunks whose numbers `accepted` holds: all give the proposed text, none the original's. */
export function applyHunks(original: readonly string[], hunks: readonly Hunk[], accepted: ReadonlySet<number>): string {
  const lines: string[] = [];
  let done = 0;
  for (const [number, hunk] of hunks.entries()) {
    for (let line = done; line < hunk.originalStart; line++) lines.push(original[line] ?? '');
    lines.push(...(accepted.has(number) ? hunk.added : hunk.removed));
    done = hunk.originalEnd;
  }
  return joinLines(lines) + joinLines(original.slice(done));
}
