// An edit as it lies on disk: what a reload of the window, a closed file and `Reopen Last Edit` go on from.
import type { EditKind } from './editRequest.ts';
import { Review } from './review.ts';
import { isSavedEdit, savedHunks, type SavedEdit } from './savedEdit.ts';

export interface EditRecord {
  readonly id: string;
  readonly uri: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly kind: EditKind;
  readonly instruction: string;
  /** `over`: decided, undone or reverted. Kept for a day, since a rejection is never final. */
  readonly state: 'pending' | 'over';
  readonly saved: SavedEdit;
}

/** How long an edit can be reopened. */
export const KEPT_MS = 24 * 60 * 60 * 1000;

/** At most so many that are over; the oldest go first. */
const MOST_OVER = 30;

/** What is worth keeping at `now`: all that is pending, and what was over not long ago and can be reopened. */
export function worthKeeping(records: readonly EditRecord[], now: number): EditRecord[] {
  const fresh = ({ state, at, saved }: EditRecord): boolean =>
    state === 'over' && now - at < KEPT_MS && savedHunks(saved).length > 0;
  const over = records.filter(fresh).slice(-MOST_OVER);
  return records.filter((record) => record.state === 'pending' || over.includes(record));
}

/** A pending edit whose text is not in the document any more: it can be reopened, if its place is found. */
export function revertedRecord(record: EditRecord): EditRecord {
  return { ...record, state: 'over', saved: { v: 1, hunks: Review.rejected(savedHunks(record.saved)) } };
}

/** The new text of a stored edit, for where its place is gone. */
export function proposedText({ saved: { hunks, region } }: EditRecord): string {
  if (hunks === undefined) return region?.shown ?? '';
  return hunks.map(({ verdict, text, other }) => (verdict === 'rejected' ? other : text)).join('\n');
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
  return (
    typeof get('id') === 'string' &&
    typeof get('uri') === 'string' &&
    typeof get('at') === 'number' &&
    typeof get('instruction') === 'string' &&
    (get('state') === 'pending' || get('state') === 'over') &&
    KINDS.has(get('kind')) &&
    isSavedEdit(get('saved'))
  );
}
