// Where regions of a document are after a wait in which others may have changed it.
import { workspace, type TextDocument } from 'vscode';
import type { EditRequest } from '../../core/edit/editRequest.ts';
import { movedRange } from '../../core/edit/movedRange.ts';

type Regions = EditRequest['regions'];

/** The regions and what `wait` gave. */
export async function followRegions<T>(
  document: TextDocument,
  regions: Regions,
  wait: () => Promise<T>,
): Promise<{ readonly regions: Regions; readonly given: T }> {
  let ranges = regions.map(({ start, end }) => ({ offset: start, length: end - start }));
  const following = workspace.onDidChangeTextDocument((event) => {
    if (event.document !== document) return;
    const fromTheEnd = event.contentChanges.toSorted((a, b) => b.rangeOffset - a.rangeOffset);
    for (const { rangeOffset: offset, rangeLength: length, text } of fromTheEnd)
      ranges = ranges.map((range) => movedRange(range, { offset, length, text }));
  });
  try {
    const given = await wait();
    return { regions: ranges.map(({ offset, length }) => ({ start: offset, end: offset + length })), given };
  } finally {
    following.dispose();
  }
}
