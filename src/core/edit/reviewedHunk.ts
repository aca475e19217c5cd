// A hunk in the document, while the user decides on it: where it stands now, and what it holds.
import type { DocumentChange } from './documentChange.ts';
import type { Hunk } from './hunks.ts';
import { joinLines } from './lines.ts';
import { movedRange, touches } from './movedRange.ts';

/** `pending` and `accepted` hunks hold proposed text in the document, `rejected` ones the original's. */
export type Verdict = 'pending' | 'accepted' | 'rejected';

/** Plain data, so that it outlives a reload of the window. */
export interface ReviewedHunk {
  readonly offset: number;
  /** What the document holds there now: with what the user typed into it. */
  readonly text: string;
  /** What it holds after the next change of verdict: the original's lines, or the proposed ones as they were left. */
  readonly other: string;
  readonly verdict: Verdict;
  /** The user has typed into it: taking it back takes that along, so it is worth a question. */
  readonly touched: boolean;
}

/** `start` is the offset of the edit's first line. */
export function reviewedHunks(hunks: readonly Hunk[], proposed: readonly string[], start: number): ReviewedHunk[] {
  let offset = start;
  let line = 0;
  return hunks.map((hunk) => {
    for (; line < hunk.proposedStart; line++) offset += proposed[line]?.length ?? 0;
    return { offset, text: joinLines(hunk.added), other: joinLines(hunk.removed), verdict: 'pending', touched: false };
  });
}

/** The hunk with its two texts changed over, and the change that does so in the document. */
export function turned(hunk: ReviewedHunk, verdict: 'pending' | 'rejected'): [ReviewedHunk, DocumentChange] {
  const change = { offset: hunk.offset, length: hunk.text.length, text: hunk.other };
  return [{ ...hunk, text: hunk.other, other: hunk.text, verdict }, change];
}

/**
 * The hunk after a change that the user, or anyone else, made. Where that brings the other text back it is a decision;
 * of what is swallowed by a change that begins before it, nothing is left to decide.
 */
export function afterChange(hunk: ReviewedHunk, change: DocumentChange): ReviewedHunk {
  const range = { offset: hunk.offset, length: hunk.text.length };
  const moved = movedRange(range, change);
  if (!touches(range, change)) return moved.offset === hunk.offset ? hunk : { ...hunk, offset: moved.offset };
  const from = Math.max(0, change.offset - hunk.offset);
  const to = Math.min(hunk.text.length, change.offset + change.length - hunk.offset);
  const put = change.offset >= hunk.offset ? change.text : '';
  const after = { ...hunk, offset: moved.offset, text: hunk.text.slice(0, from) + put + hunk.text.slice(to) };
  if (hunk.verdict !== 'pending') return { ...after, touched: true };
  if (after.text === hunk.other) return { ...after, other: hunk.text, verdict: 'rejected' };
  const swallowed = change.offset < hunk.offset && after.text === '';
  return { ...after, touched: true, ...(swallowed && { verdict: 'accepted' }) };
}
