// The line diff of a text that is still arriving. It tells only what has become certain and never takes it back.
//
// As long as the new lines equal the original's, they are kept at once; that is always minimal. The first other line
// opens a hunk. While it is open, its lines are looked up in the original, and equal ones are followed as trails. When
// a trail is certain, the hunk closes at its last line: an exact diff of just that hunk tells what was deleted,
// inserted and kept. The idea of trusting rare lines first is that of patience and histogram diff:
// https://bramcohen.livejournal.com/73318.html, https://github.com/eclipse-jgit/jgit (HistogramDiff).
import { closeHunk } from './closeHunk.ts';
import type { DiffStep } from './diffStep.ts';
import { LineIndex, NONE } from './lineIndex.ts';
import { Trails } from './trails.ts';

const NOTHING: readonly DiffStep[] = [];
const KEEP_ONE: readonly DiffStep[] = [{ kind: 'keep', count: 1 }];

/** Time: about one look-up for each line of both texts. Memory: the original's index. */
export class StreamingDiff {
  readonly #original: readonly string[];
  readonly #index: LineIndex;
  readonly #trails: Trails;
  #reached = 0;
  /** The numbers of the new lines since the last certain one; -1 for lines that the original does not have. */
  #open: number[] = [];
  #finished = false;
  #rest = 0;

  constructor(original: readonly string[]) {
    this.#original = original;
    this.#index = new LineIndex(original);
    this.#trails = new Trails(this.#index);
  }

  /** How many lines of the original have been decided: the rest is still to come, as far as is known. */
  get reached(): number {
    return this.#reached;
  }

  /** How many of the new lines, the last ones, are not decided yet. */
  get open(): number {
    return this.#open.length;
  }

  /** Which of the open lines, counted from 0, the original does not have any more: whatever comes, they are new. */
  get fresh(): readonly number[] {
    const isFresh = (id: number): boolean => id < 0 || this.#index.first(id, this.#reached) === NONE;
    return [...this.#open.keys()].filter((line) => isFresh(this.#open[line] ?? NONE));
  }

  /** How many of the original's last lines {@link finish} kept because the new text was cut off before them. */
  get rest(): number {
    return this.#rest;
  }

  /** Takes the next line of the new text, with its end, and returns what became certain by it. */
  push(line: string): readonly DiffStep[] {
    if (this.#finished) throw new Error('the new text has ended');
    if (this.#open.length === 0 && line === this.#original[this.#reached]) {
      this.#reached++;
      return KEEP_ONE;
    }
    const id = this.#index.idOf(line);
    this.#open.push(id);
    if (id < 0) return NOTHING;
    const trail = this.#trails.follow(id, this.#open.length - 1, this.#reached);
    return trail === undefined ? NOTHING : this.#close(trail.place + 1, this.#open.length);
  }

  /**
   * The new text has ended: returns all that was open. `rest` says what becomes of the original's lines that were not
   * reached: `deleted`, as the new text is whole, or `kept`, as it was cut off.
   */
  finish(rest: 'deleted' | 'kept'): readonly DiffStep[] {
    if (this.#finished) return NOTHING;
    const steps: DiffStep[] = [];
    const { length } = this.#original;
    if (rest === 'kept') {
      // Where the text broke off: after the heaviest trail. Without any, nothing that may have been replaced is taken.
      const broken = this.#trails.heaviest();
      if (broken !== undefined) steps.push(...this.#close(broken.place + 1, broken.line + 1));
      if (this.#open.length > 0) steps.push({ kind: 'insert', count: this.#open.length });
      this.#rest = length - this.#reached;
      if (this.#rest > 0) steps.push({ kind: 'keep', count: this.#rest });
    } else if (this.#open.length > 0 || this.#reached < length) {
      steps.push(...this.#close(length, this.#open.length));
    }
    this.#reached = length;
    this.#open = [];
    this.#finished = true;
    return steps;
  }

  /** Decides the original's lines before `end` against the first `count` open lines. */
  #close(end: number, count: number): readonly DiffStep[] {
    const rest = this.#open.splice(count);
    const steps = closeHunk(this.#index.lines, this.#reached, end, this.#open);
    this.#reached = end;
    this.#open = rest;
    this.#trails.clear();
    return steps;
  }
}
