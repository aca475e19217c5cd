// The hunks of an ended edit while the user decides on them: where they stand, and what each decision changes.
import type { DocumentChange } from './documentChange.ts';
import type { Hunk } from './hunks.ts';
import type { Plan } from './plan.ts';
import { afterChange, reviewedHunks, turned, type ReviewedHunk, type Verdict } from './reviewedHunk.ts';

export class Review {
  #hunks: readonly ReviewedHunk[];
  #epoch = 0;

  constructor(hunks: readonly ReviewedHunk[]) {
    this.#hunks = hunks;
  }

  /** `shown` is the edit's text in the document, from offset `start` on. */
  static of(hunks: readonly Hunk[], shown: readonly string[], start: number): Review {
    return new Review(reviewedHunks(hunks, shown, start));
  }

  /** How `hunks` look once all of them are rejected: what is kept of an edit that was undone or reverted. */
  static rejected(hunks: readonly ReviewedHunk[]): readonly ReviewedHunk[] {
    const review = new Review(
      hunks.map((hunk) => (hunk.verdict === 'rejected' ? hunk : { ...hunk, verdict: 'pending' })),
    );
    review.reject().confirm();
    return review.hunks;
  }

  /** All hunks in rising order, decided ones too: a decision can be taken back. */
  get hunks(): readonly ReviewedHunk[] {
    return this.#hunks;
  }

  /** The numbers of the hunks that nothing was decided on. */
  get pending(): readonly number[] {
    return this.#withVerdict('pending');
  }

  get rejected(): readonly number[] {
    return this.#withVerdict('rejected');
  }

  /** Nothing changes in the document: it holds the proposed lines already. */
  accept(numbers: readonly number[] = this.pending): void {
    this.#hunks = this.#hunks.map((hunk, number) =>
      hunk.verdict === 'pending' && numbers.includes(number) ? { ...hunk, verdict: 'accepted' } : hunk,
    );
  }

  /** The original's lines come back, and what the user typed into those hunks goes along with the proposed ones. */
  reject(numbers: readonly number[] = this.pending): Plan {
    return this.#turn(numbers, 'pending', 'rejected');
  }

  /** What was rejected comes back as it was, to be decided anew. */
  reopen(numbers: readonly number[] = this.rejected): Plan {
    return this.#turn(numbers, 'rejected', 'pending');
  }

  /** One change by somebody else; of several in one event, the last in the document first. */
  changed(change: DocumentChange): void {
    this.#epoch++;
    this.#hunks = this.#hunks.map((hunk) => afterChange(hunk, change));
  }

  #withVerdict(verdict: Verdict): number[] {
    return [...this.#hunks.keys()].filter((number) => this.#hunks[number]?.verdict === verdict);
  }

  #turn(numbers: readonly number[], from: 'pending' | 'rejected', to: 'pending' | 'rejected'): Plan {
    const changes: DocumentChange[] = [];
    let by = 0;
    const after = this.#hunks.map((hunk, number) => {
      if (hunk.verdict !== from || !numbers.includes(number)) return { ...hunk, offset: hunk.offset + by };
      const [turnedHunk, change] = turned(hunk, to);
      changes.push(change);
      const moved = { ...turnedHunk, offset: hunk.offset + by };
      by += change.text.length - change.length;
      return moved;
    });
    const epoch = this.#epoch;
    const confirm = (): void => {
      if (epoch !== this.#epoch) throw new Error('the plan is out of date');
      this.#epoch++;
      this.#hunks = after;
    };
    return { changes, confirm };
  }
}
