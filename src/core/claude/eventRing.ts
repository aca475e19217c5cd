// The last events of this run of the editor, as they came, for the raw view: bounded, in memory only. Holds nothing of
// the request, so no key can be in it.
import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages/messages';

interface Seen {
  readonly turnId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly event: RawMessageStreamEvent;
}

/** Some tens of answers, or the last part of a very long one. */
const CAPACITY = 20_000;

export class EventRing {
  readonly #seen: Seen[] = [];
  /** Where the oldest one lies, once the ring is full. */
  #start = 0;

  push(turnId: string, at: number, event: RawMessageStreamEvent): void {
    const seen = { turnId, at, event };
    if (this.#seen.length < CAPACITY) {
      this.#seen.push(seen);
      return;
    }
    this.#seen[this.#start] = seen;
    this.#start = (this.#start + 1) % CAPACITY;
  }

  /** The events of one turn, or of the last turn that had any, as JSON lines with the time since its first. */
  lines(turnId: string | undefined): string {
    const all = [...this.#seen.slice(this.#start), ...this.#seen.slice(0, this.#start)];
    const wanted = turnId ?? all.at(-1)?.turnId;
    const ofTurn = all.filter((seen) => seen.turnId === wanted);
    const first = ofTurn[0]?.at ?? 0;
    return ofTurn.map(({ at, event }) => `${JSON.stringify({ ms: at - first, event })}\n`).join('');
  }
}
