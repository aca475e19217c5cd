// The edits of one request in one document, one for each region, as the single edit that the user asked for: written
// together, reviewed together, taken back together.
import type { DocumentChange } from './documentChange.ts';
import { withEnd } from './lines.ts';
import type { Range } from './movedRange.ts';
import type { NewEnds } from './othersChanges.ts';
import type { LineRange, PendingEdit } from './pendingEdit.ts';
import type { Plan } from './plan.ts';
import { Review } from './review.ts';
import type { ReviewedHunk } from './reviewedHunk.ts';
import type { SavedEdit } from './savedEdit.ts';
import { saveRegion } from './savedRegion.ts';

/** New lines of one region that still streams, counted from the line at `offset`. */
export interface AddedLines {
  readonly offset: number;
  readonly lines: readonly LineRange[];
}

export class EditGroup {
  readonly #edits: readonly PendingEdit[];
  #review: Review | undefined;
  #disturbed = false;

  /** `edits` in the order of their places in the document; regions do not meet. */
  constructor(edits: readonly PendingEdit[]) {
    this.#edits = edits;
  }

  /** An edit of which only the review is left: after a reload, or after undo and redo. */
  static of(hunks: readonly ReviewedHunk[]): EditGroup {
    const group = new EditGroup([]);
    group.#review = new Review(hunks);
    return group;
  }

  /** From the first region to the end of the last. */
  get range(): Range {
    const parts = this.ranges;
    const offset = parts[0]?.offset ?? 0;
    const last = parts.at(-1);
    return { offset, length: last === undefined ? 0 : last.offset + last.length - offset };
  }

  /** The regions; of a restored edit its hunks. */
  get ranges(): readonly Range[] {
    if (this.#edits.length > 0) return this.#edits.map((edit) => edit.range);
    return this.hunks.map(({ offset, text }) => ({ offset, length: text.length }));
  }

  get added(): readonly AddedLines[] {
    return this.#edits.map((edit) => ({ offset: edit.range.offset, lines: edit.added }));
  }

  get review(): Review | undefined {
    return this.#review;
  }

  get hunks(): readonly ReviewedHunk[] {
    return this.#review?.hunks ?? [];
  }

  /** How many proposed lines of each region are in the document. */
  get written(): readonly number[] {
    return this.#edits.map((edit) => edit.written);
  }

  push(region: number, lines: readonly string[]): void {
    this.#edits[region]?.push(lines);
  }

  /** Without `region`, all that have not ended. */
  finish(how: 'whole' | 'cut', region?: number): void {
    for (const edit of region === undefined ? this.#edits : this.#edits.slice(region, region + 1)) edit.finish(how);
  }

  /** What brings the document up to date, for all regions at once. */
  plan(): Plan {
    if (this.#review !== undefined) return { changes: [], confirm: () => {} };
    const plans = this.#edits.map((edit) => edit.plan());
    const changes = plans.flatMap((plan) => plan.changes);
    const confirm = (): void => {
      for (const plan of plans) if (plan.changes.length > 0) plan.confirm();
      // To each region the changes above it are somebody else's.
      for (const [number, edit] of this.#edits.entries()) {
        const above = plans.slice(0, number).flatMap((plan) => plan.changes);
        if (above.length > 0) edit.changed(above);
      }
      this.#settle();
    };
    if (changes.length === 0) this.#settle();
    return { changes, confirm };
  }

  /** The document was changed by somebody else. Inside one region of a group that streams, that ends all of them. */
  changed(changes: readonly DocumentChange[]): 'outside' | 'inside' {
    const where = this.#edits.map((edit) => edit.changed(changes));
    const fromTheEnd = changes.toSorted((a, b) => b.offset - a.offset);
    for (const change of fromTheEnd) this.#review?.changed(change);
    if (!where.includes('inside')) return 'outside';
    this.#disturbed = true;
    this.freeze();
    return 'inside';
  }

  /** The review as it goes on in a document whose lines got other ends. */
  withEnds({ end, place }: NewEnds): EditGroup {
    this.freeze();
    return EditGroup.of(
      this.hunks.map((hunk) => ({
        ...hunk,
        offset: place(hunk.offset),
        text: withEnd(hunk.text, end),
        other: withEnd(hunk.other, end),
      })),
    );
  }

  /** Ends the group with what is in the document now. */
  freeze(): void {
    for (const edit of this.#edits) edit.freeze();
    this.#settle();
  }

  accept(numbers?: readonly number[]): void {
    this.#review?.accept(numbers);
  }

  reject(numbers?: readonly number[]): Plan {
    return this.#decided(this.#review?.reject(numbers));
  }

  reopen(numbers?: readonly number[]): Plan {
    return this.#decided(this.#review?.reopen(numbers));
  }

  /** Whether it can go on: nobody has typed into it, and nothing was decided. */
  get resumable(): boolean {
    if (this.#review === undefined || this.#disturbed || this.#edits.length === 0) return false;
    return this.#review.pending.length === this.#review.hunks.length;
  }

  /** The group as it goes on after a cut or a stop. */
  resume(): EditGroup | undefined {
    if (!this.resumable) return undefined;
    const edits = this.#edits.flatMap((edit) => edit.resume() ?? []);
    return edits.length === this.#edits.length ? new EditGroup(edits) : undefined;
  }

  /** Plain data from which the review can go on after a reload; an edit that streams is kept as far as it got. */
  save(document: string): SavedEdit {
    const { range, hunks } = this;
    if (this.#review === undefined) {
      const bases = this.#edits.map(({ range: { offset, length }, base }) => ({ offset, length, text: base }));
      return { v: 1, region: saveRegion(range, bases, document) };
    }
    const pending = hunks.filter(({ verdict }) => verdict === 'pending');
    if (pending.length === 0) return { v: 1, hunks };
    const others = pending.map(({ offset, text, other }) => ({ offset, length: text.length, text: other }));
    return { v: 1, hunks, region: saveRegion(range, others, document) };
  }

  #settle(): void {
    if (this.#review !== undefined || this.#edits.length === 0) return;
    const reviews = this.#edits.flatMap((edit) => edit.review ?? []);
    if (reviews.length === this.#edits.length) this.#review = new Review(reviews.flatMap(({ hunks }) => hunks));
  }

  #decided(plan: Plan | undefined): Plan {
    if (plan === undefined) return { changes: [], confirm: () => {} };
    const confirm = (): void => {
      plan.confirm();
      for (const edit of this.#edits) edit.changed(plan.changes);
      this.#disturbed = true;
    };
    return { changes: plan.changes, confirm };
  }
}
