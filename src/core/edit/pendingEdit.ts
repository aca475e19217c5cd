// One streaming edit on a document, without the editor. The document always holds the lines proposed so far, followed by
// the original's lines that have not been reached: it is whole, and saveable, at every instant.
import type { DiffStep } from './diffStep.ts';
import type { DocumentChange } from './documentChange.ts';
import { diffLines, hunksOf } from './hunks.ts';
import { lineChanges } from './lineChanges.ts';
import { joinLines, lineEnd, splitLines } from './lines.ts';
import { movedRange, touches, type Range } from './movedRange.ts';
import { Review } from './review.ts';
import type { Plan } from './plan.ts';
import { StreamingDiff } from './streamingDiff.ts';

/** How far the document has been brought: lines of the proposed text in it, lines of the original gone from it. */
interface Written {
  readonly proposed: number;
  readonly reached: number;
}

/** Lines `start`..`end` of the edit, counted from its first. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

export class PendingEdit {
  readonly #original: readonly string[];
  /** What a rejected hunk gives back: the original, unless the edit follows another one that is still pending. */
  readonly #base: readonly string[];
  readonly #diff: StreamingDiff;
  readonly #steps: DiffStep[] = [];
  readonly #proposed: string[] = [];
  /** A line without an end cannot stand above others: it waits for the end. */
  #last: string | undefined;
  #range: Range;
  #written: Written = { proposed: 0, reached: 0 };
  #ended = false;
  /** Somebody changed what is in the range: it is not what was written any more. */
  #disturbed = false;
  #review: Review | undefined;
  /** Raised by all that makes the offsets of a plan wrong. */
  #epoch = 0;

  /**
   * `original` is the document's text from offset `start` on: whole lines, in the document's line ends. `base` is the
   * text that the review is against, where an earlier edit has changed it.
   */
  constructor(start: number, original: string, base = original) {
    this.#original = splitLines(original);
    this.#base = base === original ? this.#original : splitLines(base);
    this.#diff = new StreamingDiff(this.#original);
    this.#range = { offset: start, length: original.length };
  }

  /** Where the edit is in the document now, all of it. */
  get range(): Range {
    return this.#range;
  }

  /** What {@link range} holds again once all of it is rejected. */
  get base(): string {
    return joinLines(this.#base);
  }

  /** How many lines of the proposed text are in the document. */
  get written(): number {
    return this.#written.proposed;
  }

  /** The hunks with their places, as soon as the edit has ended and all of it is in the document. */
  get review(): Review | undefined {
    return this.#review;
  }

  /**
   * Lines in the document that are certain to be new, so that none is shown as new and then as kept; of an ended edit
   * see {@link review}.
   */
  get added(): readonly LineRange[] {
    const ranges: LineRange[] = [];
    const add = (from: number, count: number): void => {
      const end = Math.min(from + count, this.#written.proposed);
      if (from >= end) return;
      const start = ranges.at(-1)?.end === from ? (ranges.pop()?.start ?? from) : from;
      ranges.push({ start, end });
    };
    let line = 0;
    for (const { kind, count } of this.#steps) {
      if (kind === 'insert') add(line, count);
      if (kind !== 'delete') line += count;
    }
    if (!this.#ended) for (const open of this.#diff.fresh) add(line + open, 1);
    return ranges;
  }

  /** Takes the next lines of the proposed text, in the document's line ends; only the very last may have none. */
  push(lines: readonly string[]): void {
    if (this.#ended) return;
    for (const line of lines) {
      if (this.#last !== undefined) throw new Error('a line without an end must be the last');
      if (lineEnd(line) === '') this.#last = line;
      else this.#take(line);
    }
  }

  /** No line will follow. `cut`: the rest of the original, as far as it was not reached, stays, and a torn line goes. */
  finish(how: 'whole' | 'cut'): void {
    if (this.#ended) return;
    if (this.#last !== undefined && how === 'whole') this.#take(this.#last);
    this.#ended = true;
    this.#steps.push(...this.#diff.finish(how === 'whole' ? 'deleted' : 'kept'));
  }

  /** What brings the document up to date. A plan without changes counts as done. */
  plan(): Plan {
    const { proposed: from, reached: gone } = this.#written;
    const goal = this.#goal();
    const offset = this.#range.offset + lengthOf(this.#proposed, 0, from);
    const changes = this.#review
      ? []
      : lineChanges(this.#original.slice(gone, goal.reached), this.#proposed.slice(from, goal.proposed), offset);
    const epoch = this.#epoch;
    // An edit may end while its plan is on the way: then one more brings the rest.
    const last = this.#ended;
    const confirm = (): void => {
      if (epoch !== this.#epoch) throw new Error('the plan is out of date');
      if (this.#review !== undefined) return;
      this.#epoch++;
      const by = lengthOf(this.#proposed, from, goal.proposed) - lengthOf(this.#original, gone, goal.reached);
      this.#range = { offset: this.#range.offset, length: this.#range.length + by };
      this.#written = goal;
      if (last) this.#beginReview();
    };
    if (changes.length === 0) confirm();
    return { changes, confirm };
  }

  /**
   * The document was changed by somebody else: by the user, a formatter, another edit. `changes` came in one event.
   * Inside the range of an edit that still streams they end it: what is in the document stays, for review.
   */
  changed(changes: readonly DocumentChange[]): 'outside' | 'inside' {
    const inside = changes.some((change) => touches(this.#range, change));
    if (inside) {
      this.freeze();
      this.#disturbed = true;
    }
    this.#epoch++;
    for (const change of changes.toSorted((a, b) => b.offset - a.offset)) {
      this.#range = movedRange(this.#range, change);
      this.#review?.changed(change);
    }
    return inside ? 'inside' : 'outside';
  }

  /** Ends the edit with what is in the document now; lines that are not in it yet are given up. */
  freeze(): void {
    if (this.#review !== undefined) return;
    this.#ended = true;
    this.#epoch++;
    const shown = this.#shown();
    this.#review = Review.of(diffLines(this.#base, shown), shown, this.#range.offset);
  }

  /**
   * The edit as it goes on after a cut or a stop: the lines that are in the document stay, more may be pushed. This one
   * is done then. Undefined where somebody has typed into it or decided on a hunk.
   */
  resume(): PendingEdit | undefined {
    if (this.#review === undefined || this.#disturbed) return undefined;
    if (this.#review.pending.length < this.#review.hunks.length) return undefined;
    const edit = new PendingEdit(this.#range.offset, joinLines(this.#original), joinLines(this.#base));
    edit.push(this.#proposed.slice(0, this.#written.proposed));
    edit.#written = this.#written;
    edit.#range = this.#range;
    return edit;
  }

  #take(line: string): void {
    this.#proposed.push(line);
    for (const step of this.#diff.push(line)) {
      const last = this.#steps.at(-1);
      if (last?.kind === step.kind) this.#steps[this.#steps.length - 1] = { ...step, count: last.count + step.count };
      else this.#steps.push(step);
    }
  }

  #goal(): Written {
    const reached = this.#ended ? this.#original.length - this.#diff.rest : this.#diff.reached;
    // Of a resumed edit more may be gone than the diff, which begins anew, is sure of.
    return { proposed: this.#proposed.length, reached: Math.max(reached, this.#written.reached) };
  }

  #shown(): string[] {
    return [...this.#proposed.slice(0, this.#written.proposed), ...this.#original.slice(this.#written.reached)];
  }

  #beginReview(): void {
    const shown = this.#shown();
    const told = this.#base === this.#original && this.#written.reached === this.#original.length - this.#diff.rest;
    const hunks = told ? hunksOf(this.#original, shown, this.#steps) : diffLines(this.#base, shown);
    this.#review = Review.of(hunks, shown, this.#range.offset);
  }
}

function lengthOf(lines: readonly string[], from: number, to: number): number {
  let length = 0;
  for (let line = from; line < to; line++) length += lines[line]?.length ?? 0;
  return length;
}
