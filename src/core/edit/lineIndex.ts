// Where each line of a text stands: lines become numbers, equal lines the same one, and each number knows its places in
// rising order. Built from the end on, so that one look-up per line is enough, two for a line that is new.
import { isTrivial } from './trivialLine.ts';

/** There is no such line, or no further place. */
export const NONE = -1;

export class LineIndex {
  /** The number of each line, in the text's order: the last place at which it stands. */
  readonly lines: Int32Array;
  readonly #text: readonly string[];
  readonly #ids: ReadonlyMap<string, number>;
  /** The first place of line `id` that has not been passed, and the place after each place of the same line. */
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  /** Of line `id`: 0 not looked at yet, 1 trivial, 2 not. */
  readonly #kinds: Uint8Array;

  constructor(text: readonly string[]) {
    const { length } = text;
    const ids = new Map<string, number>();
    const lines = new Int32Array(length);
    const first = new Int32Array(length);
    const next = new Int32Array(length).fill(NONE);
    for (let place = length - 1; place >= 0; place--) {
      const line = text[place] ?? '';
      const id = ids.get(line);
      if (id === undefined) {
        ids.set(line, place);
        lines[place] = place;
        first[place] = place;
      } else {
        lines[place] = id;
        next[place] = first[id] ?? NONE;
        first[id] = place;
      }
    }
    this.lines = lines;
    this.#text = text;
    this.#ids = ids;
    this.#first = first;
    this.#next = next;
    this.#kinds = new Uint8Array(length);
  }

  /** The number of `line`; {@link NONE} where the text has none such. */
  idOf(line: string): number {
    return this.#ids.get(line) ?? NONE;
  }

  /** The first place of line `id` that is not before `from`, which must never be less than in an earlier call. */
  first(id: number, from: number): number {
    let place = this.#first[id] ?? NONE;
    if (place < from && place !== NONE) {
      do place = this.#next[place] ?? NONE;
      while (place < from && place !== NONE);
      this.#first[id] = place;
    }
    return place;
  }

  /** The place after `place` at which the same line stands again. */
  next(place: number): number {
    return this.#next[place] ?? NONE;
  }

  isTrivial(id: number): boolean {
    let kind = this.#kinds[id];
    if (kind === 0) {
      kind = isTrivial(this.#text[id] ?? '') ? 1 : 2;
      this.#kinds[id] = kind;
    }
    return kind === 1;
  }
}
