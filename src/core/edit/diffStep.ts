// What a line diff is made of.

/** The next `count` lines: of both texts (keep), of the original alone (delete), or of the new text alone (insert). */
export interface DiffStep {
  readonly kind: 'keep' | 'delete' | 'insert';
  readonly count: number;
}
