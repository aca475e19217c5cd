// Which steps of a document's undo history belong to an edit. The editor cuts one edit into several steps (at a save, at
// a cursor move); with the trail one Ctrl+Z takes all of them, and one redo brings them back. Where others changed the
// document in between, undo goes back in the order of time, stretch by stretch.

/** A moment of the document: its text, by a hash, and what the edit looked like then. */
export interface Moment<S> {
  readonly text: string;
  readonly state: S;
}

interface Stretch<S> {
  readonly ours: boolean;
  readonly before: Moment<S> | undefined;
  after: Moment<S> | undefined;
  open: boolean;
  /** How many changes it is made of, so at most how many steps of the editor's. */
  steps: number;
}

/** `again`: the edge of the stretch has not been reached, undo or redo once more. */
export type Travel<S> =
  { readonly kind: 'again' } | { readonly kind: 'landed'; readonly state: S } | { readonly kind: 'elsewhere' };

const ELSEWHERE = { kind: 'elsewhere' } as const;

export class UndoTrail<S> {
  #done: Stretch<S>[] = [];
  #undone: Stretch<S>[] = [];
  /** Steps on the way to an edge. */
  #gone = 0;
  /** Steps undone that are older than all stretches. */
  #older = 0;

  /** We are about to change the document. True where a stretch begins: the editor must begin a step there. */
  begin(now: () => Moment<S>): boolean {
    this.#forgetUndone();
    const last = this.#done.at(-1);
    if (last?.ours === true && last.open) return false;
    this.#done.push({ ours: true, before: now(), after: undefined, open: true, steps: 0 });
    return true;
  }

  /** Our change is in the document. */
  written(now: Moment<S>): void {
    const last = this.#done.at(-1);
    if (last?.ours !== true) return;
    last.after = now;
    last.steps++;
  }

  /** What follows is another deed, to be undone by itself. */
  close(): void {
    const last = this.#done.at(-1);
    if (last !== undefined) last.open = false;
  }

  /** The edit looks different now, though its text is the same: a hunk was accepted. */
  restate(state: S): void {
    const last = this.#done.at(-1);
    if (last?.ours === true && last.after !== undefined) last.after = { ...last.after, state };
  }

  /** Somebody else has changed the document. */
  others(): void {
    this.#forgetUndone();
    const last = this.#done.at(-1);
    if (last === undefined || !last.ours) return;
    last.open = false;
    this.#done.push({ ours: false, before: last.after, after: undefined, open: false, steps: 0 });
  }

  /** The editor has undone a step; `text` is the document's hash now. */
  undone(text: string): Travel<S> {
    const last = this.#done.at(-1);
    if (last === undefined) {
      this.#older++;
      return ELSEWHERE;
    }
    if (last.before?.text !== text) return this.#onTheWay(last);
    this.#gone = 0;
    this.#done.pop();
    this.#undone.push(last);
    last.open = false;
    return last.ours ? { kind: 'landed', state: last.before.state } : ELSEWHERE;
  }

  /** The editor has redone a step. */
  redone(text: string): Travel<S> {
    const next = this.#undone.at(-1);
    if (this.#older > 0) {
      this.#older--;
      return ELSEWHERE;
    }
    if (next === undefined) return ELSEWHERE;
    const end = next.ours ? next.after : this.#undone.at(-2)?.before;
    if (end?.text !== text) return this.#onTheWay(next);
    this.#gone = 0;
    this.#undone.pop();
    this.#done.push(next);
    return next.ours ? { kind: 'landed', state: end.state } : ELSEWHERE;
  }

  /** What has taken all its steps and met no edge has lost its way: it must not undo what others did before. */
  #onTheWay(stretch: Stretch<S>): Travel<S> {
    if (!stretch.ours) return ELSEWHERE;
    this.#gone++;
    if (this.#gone < stretch.steps) return { kind: 'again' };
    this.#done = [];
    this.#forgetUndone();
    return ELSEWHERE;
  }

  #forgetUndone(): void {
    this.#undone = [];
    this.#gone = 0;
    this.#older = 0;
  }
}

/** 53 bits of a text, and its length: enough to know a document again that it was a moment ago. */
export function hashOf(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995);
  }
  return `${text.length}:${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`;
}
