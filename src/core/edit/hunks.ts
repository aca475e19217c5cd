// The hunks of a finished edit: what the user accepts or rejects one by one. Any choice of them gives a whole text.
import { changesOf, type Change } from './changes.ts';
import type { DiffStep } from './diffStep.ts';
import { StreamingDiff } from './streamingDiff.ts';
import { tidyChanges } from './tidyChanges.ts';

/** A change with its lines, ends included. Hunks are in rising order, with at least one equal line between them. */
export interface Hunk extends Change {
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** The hunks of a diff that has told all its steps. */
export function hunksOf(original: readonly string[], proposed: readonly string[], steps: Iterable<DiffStep>): Hunk[] {
  return tidyChanges(original, proposed, changesOf(steps)).map((change) => ({
    ...change,
    removed: original.slice(change.originalStart, change.originalEnd),
    added: proposed.slice(change.proposedStart, change.proposedEnd),
  }));
}

/** The hunks between two whole texts. */
export function diffLines(original: readonly string[], proposed: readonly string[]): Hunk[] {
  const diff = new StreamingDiff(original);
  const steps = proposed.flatMap((line) => diff.push(line));
  return hunksOf(original, proposed, [...steps, ...diff.finish('deleted')]);
}
