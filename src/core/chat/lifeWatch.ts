// A process that dies writes no end: while a turn comes in another window, its life is looked at.
import type { ChatFace } from './chatFace.ts';
import type { Clock } from '../clock.ts';
import type { LoggedClaudeTurn } from './chatLog.ts';

/** How soon the death of another window's process is noticed. */
const LIFE_CHECK_MS = 2000;

export class LifeWatch {
  readonly #face: ChatFace;
  readonly #clock: Clock;
  readonly #onDeath: (turn: LoggedClaudeTurn) => void;
  #cancel: (() => void) | undefined;

  constructor(face: ChatFace, clock: Clock, onDeath: (turn: LoggedClaudeTurn) => void) {
    this.#face = face;
    this.#clock = clock;
    this.#onDeath = onDeath;
  }

  /** Looks at what comes elsewhere, if anything does, until it has ended. */
  look(): void {
    const turn = this.#face.comesElsewhere();
    if (turn === undefined || this.#cancel !== undefined) return;
    this.#cancel = this.#clock.after(LIFE_CHECK_MS, () => {
      this.#cancel = undefined;
      if (this.#face.elsewhere(turn)) this.look();
      else this.#onDeath(turn);
    });
  }

  dispose(): void {
    this.#cancel?.();
  }
}
