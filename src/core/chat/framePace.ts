// The beat at which text goes to the page. The page draws for a part of each of its own frames, and what arrives then waits.
// A beat of almost the same length drifts through those frames: for half a second nothing waits, for the next one all does.
// So some beats last a little longer when messages begin to come late. That moves them behind the drawing; from there they
// drift back towards it, since the beat is else the shorter of the two.

/** One frame at 60 Hz: the panel draws no faster. */
export const FRAME_MS = 16;
/** Later than this than the fastest, and a message has met the page at work: ways differ by as much without it. */
const USUAL_MS = 2;
/** Once it has begun, it goes on until messages are no later than this: the very edge would be no place to stay. */
const CLEAR_MS = 1;
/** Longer than a frame of the page is than ours, so that it moves; little, where the page is late for another reason. */
const MORE_MS = 2;
/** Beats that are longer, from the last late message on: they lead a bit further than just out of the way. */
const BEATS = 3;

export class FramePace {
  #last = 0;
  #beats = 0;

  /** A message has arrived, so many milliseconds later than the fastest would have. One alone tells of no drift. */
  arrived(late: number): void {
    const both = Math.min(late, this.#last);
    this.#last = late;
    if (both > (this.#beats > 0 ? CLEAR_MS : USUAL_MS)) this.#beats = BEATS;
  }

  /** At the end of a frame: milliseconds until the next batch should go. */
  more(): number {
    if (this.#beats === 0) return 0;
    this.#beats -= 1;
    return MORE_MS;
  }
}
