// An edit as it lies on disk: what a reload of the window, a closed file and `Reopen Last Edit` go on from.
import type { EditKind } from './editRequest.ts';
import { diffLines } from './hunks.ts';
import { splitLines } from './lines.ts';
import { Review } from './review.ts';
import type { ReviewedHunk } from './reviewedHunk.ts';
import { isSavedEdit, restoreReview, type SavedEdit } from './savedEdit.ts';

export interface EditRecord {
  readonly id: string;
  readonly uri: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly kind: EditKind;
  readonly instruction: string;
  /** `over`: decided, undone or reverted. Kept for a day, since a rejection is never final. */
  readonly state: 'pending' | 'over';
  readonly parts: readonly SavedEdit[];
}

/** How long an edit can be reopened. */
export const KEPT_MS = 24 * 60 * 60 * 1000;

/** At most so many that are over; the oldest go first. */
const MOST_OVER = 30;

/** What is worth keeping at `now`: all that is pending, and what was over not long ago. */
export function worthKeeping(records: readonly EditRecord[], now: number): EditRecord[] {
  const over = records.filter(({ state, at }) => state === 'over' && now - at < KEPT_MS).slice(-MOST_OVER);
  return records.filter((record) => record.state === 'pending' || over.includes(record));
}

/** The hunks of a stored edit where they stand in the document now; empty where none can be found. */
export function restoreHunks({ parts }: EditRecord, document: string): readonly ReviewedHunk[] {
  const hunks = parts.flatMap((part) => restoreReview(part, document)?.hunks ?? []);
  return new Review(hunks.toSorted((a, b) => a.offset - b.offset)).hunks;
}

/** A pending edit whose text is not in the document any more: it can be reopened, if its place is found. */
export function revertedRecord(record: EditRecord): EditRecord {
  const parts = record.parts.map((part): SavedEdit => {
    const hunks = 'hunks' in part ? part.hunks : hunksOfStream(part);
    return { v: 1, original: part.original, hunks: Review.rejected(hunks) };
  });
  return { ...record, state: 'over', parts };
}

function hunksOfStream({
  original,
  start,
  shown,
}: Extract<SavedEdit, { readonly shown: string }>): readonly ReviewedHunk[] {
  const lines = splitLines(shown);
  return Review.of(diffLines(splitLines(original), lines), lines, start).hunks;
}

/** The new text of a stored edit, for where its place is gone. */
export function proposedText({ parts }: EditRecord): string {
  return parts
    .map((part) =>
      'hunks' in part
        ? part.hunks.map(({ verdict, text, other }) => (verdict === 'rejected' ? other : text)).join('\n')
        : part.shown,
    )
    .join('\n');
}

/** Reads what {@link JSON.stringify} made of a list of records; entries that are none are passed over. */
export function readRecords(text: string): EditRecord[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

const KINDS: ReadonlySet<unknown> = new Set<EditKind>(['edit', 'generate', 'file', 'several', 'fix', 'docs', 'tests']);

function isRecord(value: unknown): value is EditRecord {
  if (typeof value !== 'object' || value === null) return false;
  const get = (name: string): unknown => Reflect.get(value, name);
  const parts = get('parts');
  return (
    typeof get('id') === 'string' &&
    typeof get('uri') === 'string' &&
    typeof get('at') === 'number' &&
    typeof get('instruction') === 'string' &&
    (get('state') === 'pending' || get('state') === 'over') &&
    KINDS.has(get('kind')) &&
    Array.isArray(parts) &&
    parts.every(isSavedEdit)
  );
}
