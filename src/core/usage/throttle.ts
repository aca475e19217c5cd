// Gathers many changes into few redraws: runs at most once in a while.
import type { Clock } from '../clock.ts';

export class Throttle {
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #run: () => Promise<void>;
  #cancel: (() => void) | undefined;
  #wanted = false;
  #disposed = false;

  /** From the end of one `run` to the beginning of the next there are at least `ms`. */
  constructor(clock: Clock, ms: number, run: () => Promise<void>) {
    this.#clock = clock;
    this.#ms = ms;
    this.#run = run;
  }

  /** Something has changed: `run` will see it. */
  want(): void {
    this.#wanted = true;
    if (!this.#disposed) this.#cancel ??= this.#clock.after(this.#ms, () => void this.#go());
  }

  dispose(): void {
    this.#disposed = true;
    this.#cancel?.();
  }

  async #go(): Promise<void> {
    this.#wanted = false;
    try {
      await this.#run();
    } catch {
      // The next change tries again.
    }
    this.#cancel = undefined;
    if (this.#wanted) this.want();
  }
}
