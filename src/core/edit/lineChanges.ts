// The smallest changes that turn some lines of a document into others.
import { closeHunk } from './closeHunk.ts';
import { changesOf } from './changes.ts';
import type { DocumentChange } from './documentChange.ts';
import { LineIndex } from './lineIndex.ts';
import { joinLines } from './lines.ts';

/** Turns `before`, which begins at `offset`, into `after`: whole lines inserted, deleted or replaced, in rising order. */
export function lineChanges(before: readonly string[], after: readonly string[], offset: number): DocumentChange[] {
  if (before.length === 0 && after.length === 0) return [];
  // Mostly lines are only added, or only the old ones below them go.
  if (before.length === 0) return [{ offset, length: 0, text: joinLines(after) }];
  if (after.length === 0) return [{ offset, length: joinLines(before).length, text: '' }];
  const index = new LineIndex(before);
  const ids = after.map((line) => index.idOf(line));
  const changes: DocumentChange[] = [];
  let at = offset;
  let line = 0;
  for (const change of changesOf(closeHunk(index.lines, 0, before.length, ids))) {
    at += joinLines(before.slice(line, change.originalStart)).length;
    const removed = joinLines(before.slice(change.originalStart, change.originalEnd));
    changes.push({
      offset: at,
      length: removed.length,
      text: joinLines(after.slice(change.proposedStart, change.proposedEnd)),
    });
    at += removed.length;
    line = change.originalEnd;
  }
  return changes;
}
