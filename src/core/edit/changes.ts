// The changes of a diff: stretches of lines that differ, with equal lines between them.
import type { DiffStep } from './diffStep.ts';

/** `original[originalStart..originalEnd)` became `proposed[proposedStart..proposedEnd)`; one of the two may be empty. */
export interface Change {
  readonly originalStart: number;
  readonly originalEnd: number;
  readonly proposedStart: number;
  readonly proposedEnd: number;
}

/** Deletions and insertions that follow one another are one change. */
export function changesOf(steps: Iterable<DiffStep>): Change[] {
  const changes: Change[] = [];
  let original = 0;
  let proposed = 0;
  let open: Change | undefined;
  for (const { kind, count } of steps) {
    if (kind === 'keep') {
      if (open !== undefined && count > 0) changes.push(open);
      if (count > 0) open = undefined;
      original += count;
      proposed += count;
      continue;
    }
    open ??= { originalStart: original, originalEnd: original, proposedStart: proposed, proposedEnd: proposed };
    if (kind === 'delete') original += count;
    else proposed += count;
    open = { ...open, originalEnd: original, proposedEnd: proposed };
  }
  if (open !== undefined) changes.push(open);
  return changes;
}

/** One change from the beginning of `first` to the end of `last`. */
export function joined(first: Change, last: Change): Change {
  return { ...first, originalEnd: last.originalEnd, proposedEnd: last.proposedEnd };
}
