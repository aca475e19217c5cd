// Changes to a document's text, as an editor takes and tells them.

/** `length` UTF-16 units at `offset` become `text`. In a list all offsets are of the document before any of them. */
export interface DocumentChange {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** The text after `changes`, which do not overlap, in whatever order. */
export function applyChanges(text: string, changes: readonly DocumentChange[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const change of changes.toSorted((a, b) => a.offset - b.offset)) {
    parts.push(text.slice(done, change.offset), change.text);
    done = change.offset + change.length;
  }
  return parts.join('') + text.slice(done);
}
