// A pending edit as it is kept over a reload of the window, and how it finds its place again.
import { diffLines } from './hunks.ts';
import { splitLines } from './lines.ts';
import { Review } from './review.ts';
import type { ReviewedHunk } from './reviewedHunk.ts';

interface Kept {
  readonly v: 1;
  /** The edited lines as they were before. */
  readonly original: string;
}

/** One that was under review, or one that still streamed: then `shown` stood at `start`. */
export type SavedEdit =
  (Kept & { readonly hunks: readonly ReviewedHunk[] }) | (Kept & { readonly start: number; readonly shown: string });

/**
 * The review of a saved edit in a document that may have been changed since. A text that is not at its old place is
 * looked for; one that is gone, or that stands at several places, is given up. Undefined where nothing is left.
 */
export function restoreReview(saved: SavedEdit, document: string): Review | undefined {
  if ('hunks' in saved) {
    const hunks: ReviewedHunk[] = [];
    for (const hunk of saved.hunks) {
      const end = hunks.at(-1);
      const offset = find(hunk.text, hunk.offset, document);
      // Hunks keep their order: one that was found before the last is a copy of it.
      if (offset === undefined || (end !== undefined && offset < end.offset + end.text.length)) continue;
      hunks.push({ ...hunk, offset });
    }
    return hunks.length === 0 ? undefined : new Review(hunks);
  }
  const start = find(saved.shown, saved.start, document);
  if (start === undefined) return undefined;
  const shown = splitLines(saved.shown);
  const hunks = diffLines(splitLines(saved.original), shown);
  return hunks.length === 0 ? undefined : Review.of(hunks, shown, start);
}

/** An empty text is at its place as long as the document reaches that far. */
function find(text: string, offset: number, document: string): number | undefined {
  if (document.startsWith(text, offset) && offset <= document.length) return offset;
  const first = document.indexOf(text);
  return text !== '' && first >= 0 && document.indexOf(text, first + 1) < 0 ? first : undefined;
}

/** Whether stored data is a saved edit; anything else is passed over. */
export function isSavedEdit(value: unknown): value is SavedEdit {
  if (!isObject(value) || value['v'] !== 1 || typeof value['original'] !== 'string') return false;
  const { hunks } = value;
  if (hunks === undefined) return typeof value['start'] === 'number' && typeof value['shown'] === 'string';
  return Array.isArray(hunks) && hunks.every(isReviewedHunk);
}

function isReviewedHunk(value: unknown): value is ReviewedHunk {
  return (
    isObject(value) &&
    typeof value['offset'] === 'number' &&
    typeof value['text'] === 'string' &&
    typeof value['other'] === 'string' &&
    typeof value['touched'] === 'boolean' &&
    (value['verdict'] === 'pending' || value['verdict'] === 'accepted' || value['verdict'] === 'rejected')
  );
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
