// A clock whose hands the test turns: core's timers run when the test says so, and what still waits can be seen.
import type { Clock } from '../../src/core/clock.ts';

interface Timer {
  readonly due: number;
  readonly run: () => void;
}

export class FakeClock implements Clock {
  #now: number;
  #timers: Timer[] = [];
  /** Lets waits of a frame or less pass at the next turn of the loop, the hands standing still: only long waits are the test's. */
  framesPass = false;

  constructor(now = 1_700_000_000_000) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    if (this.framesPass && ms <= 16) {
      const frame = setImmediate(run);
      return () => clearImmediate(frame);
    }
    const timer = { due: this.#now + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** How long each pending timer has still to wait, soonest first. */
  get pending(): number[] {
    return this.#timers.map(({ due }) => due - this.#now).sort((a, b) => a - b);
  }

  /** Lets time pass, running what falls due on the way, each at its own moment. */
  advance(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const next = this.#timers.filter(({ due }) => due <= until).sort((a, b) => a.due - b.due)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.due);
      next.run();
    }
    this.#now = until;
  }

  /** The time jumps while nothing runs, as when a laptop sleeps; what fell due in between runs once, late. */
  sleep(ms: number): void {
    this.#now += ms;
    const due = this.#timers.filter((timer) => timer.due <= this.#now);
    this.#timers = this.#timers.filter((timer) => timer.due > this.#now);
    for (const { run } of due) run();
  }
}
