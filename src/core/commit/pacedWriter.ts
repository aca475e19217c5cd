// Writes the newest of many values at a bounded pace: the first at once, the last for certain.
import type { Clock } from '../clock.ts';

export class PacedWriter<T> {
  readonly #clock: Clock;
  readonly #everyMs: number;
  readonly #write: (value: T) => void;
  #waiting: { readonly value: T } | undefined;
  #resting = false;
  #onIdle: (() => void)[] = [];

  /** `write` is called at most once in `everyMs`. */
  constructor(clock: Clock, everyMs: number, write: (value: T) => void) {
    this.#clock = clock;
    this.#everyMs = everyMs;
    this.#write = write;
  }

  push(value: T): void {
    this.#waiting = { value };
    if (!this.#resting) this.#next();
  }

  /** Resolves when all that was pushed is written. */
  written(): Promise<void> {
    return this.#waiting === undefined ? Promise.resolve() : new Promise((resolve) => this.#onIdle.push(resolve));
  }

  #next(): void {
    this.#resting = this.#waiting !== undefined;
    if (this.#waiting === undefined) return;
    const { value } = this.#waiting;
    this.#waiting = undefined;
    this.#write(value);
    for (const idle of this.#onIdle.splice(0)) idle();
    this.#clock.after(this.#everyMs, () => this.#next());
  }
}
