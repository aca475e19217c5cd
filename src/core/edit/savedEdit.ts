// An edit as it is kept over a reload of the window, and how it finds its place again.
import { diffLines } from './hunks.ts';
import { splitLines } from './lines.ts';
import { Review } from './review.ts';
import type { ReviewedHunk } from './reviewedHunk.ts';
import { findRegion, findText, isOnTheWay, isSavedRegion, type SavedRegion } from './savedRegion.ts';

/** One that still streamed has no hunks, and one of which nothing is pending no region. */
export interface SavedEdit {
  readonly v: 1;
  readonly hunks?: readonly ReviewedHunk[];
  readonly region?: SavedRegion;
}

/**
 * The hunks of a saved edit in a document that may have been changed since, or that came back as it was before the last
 * lines were written. Empty where nothing of it is left, or to be found.
 */
export function restoreHunks({ hunks, region }: SavedEdit, document: string): readonly ReviewedHunk[] {
  const place = region && findRegion(region, document);
  if (region === undefined || place === undefined) return found(hunks ?? [], document);
  const now = document.slice(place.offset, place.offset + place.length);
  if (hunks !== undefined) {
    if (now === region.shown)
      return hunks.map((hunk) => ({ ...hunk, offset: hunk.offset + place.offset - region.start }));
    if (!isOnTheWay(now, region)) {
      const left = found(hunks, document);
      if (left.length === hunks.length) return left;
    }
  }
  const lines = splitLines(now);
  return Review.of(diffLines(splitLines(region.original), lines), lines, place.offset).hunks;
}

/** The hunks of one that still streamed are those of what was shown. */
export function savedHunks({ hunks, region }: SavedEdit): readonly ReviewedHunk[] {
  if (hunks !== undefined || region === undefined) return hunks ?? [];
  const lines = splitLines(region.shown);
  return Review.of(diffLines(splitLines(region.original), lines), lines, region.start).hunks;
}

function found(hunks: readonly ReviewedHunk[], document: string): readonly ReviewedHunk[] {
  const left: ReviewedHunk[] = [];
  for (const hunk of hunks) {
    const end = left.at(-1);
    const offset = findText(hunk.text, hunk.offset, document);
    // Hunks keep their order: one that was found before the last is a copy of it.
    if (offset === undefined || (end !== undefined && offset < end.offset + end.text.length)) continue;
    left.push({ ...hunk, offset });
  }
  return left;
}

/** Whether stored data is a saved edit; anything else is passed over. */
export function isSavedEdit(value: unknown): value is SavedEdit {
  if (!isObject(value) || value['v'] !== 1) return false;
  const { hunks, region } = value;
  if (hunks === undefined && region === undefined) return false;
  if (region !== undefined && !isSavedRegion(region)) return false;
  return hunks === undefined || (Array.isArray(hunks) && hunks.every(isReviewedHunk));
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
