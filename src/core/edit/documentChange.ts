// Changes to a document's text, as an editor takes and tells them.

/** `length` UTF-16 units at `offset` become `text`. In a list all offsets are of the document before any of them. */
export interface DocumentChange {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** The text after `changes`, which do not overlap, in whatever order. */
export function applyChanges(text: string, changes: readonly DocumentChange[]): string {
  return changes
    .toSorted((a, b) => b.offset - a.offset)
    .reduce(
      (rest, change) => rest.slice(0, change.offset) + change.text + rest.slice(change.offset + change.length),
      text,
    );
}
