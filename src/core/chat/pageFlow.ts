// The way of messages to the page, numbered and with back pressure: while the page's own thread is behind, what comes is
// gathered, so that a page under load gets one long piece of text instead of many short ones that would only queue up
// before it, each costing it as much as a long one.
import type { HostEvent, HostMessage } from '../../protocol.ts';
import type { Clock } from '../clock.ts';
import type { FramePace } from './framePace.ts';

/** How much longer than the fastest a message may be on its way: a frame at 60 Hz. More, and the page is behind. */
const BEHIND_MS = 16;
/** Longest time that a message is held: whoever does not answer at all gets it all the same. */
const MOST_HELD_MS = 500;
/** How fast the fastest way is forgotten, per answer: after a minute of answers a slower network counts as usual. */
const FORGOTTEN_MS = 0.05;

/** Resolves when the message has been handed on where the page lives, whatever came of it. */
export type SendToPage = (message: HostMessage) => PromiseLike<unknown>;

export class PageFlow {
  readonly #send: SendToPage;
  readonly #clock: Clock;
  readonly #pace: FramePace;
  #seq = 0;
  #waiting: HostEvent[] = [];
  /** When those messages were sent that have not been answered, in their order. */
  #unanswered = new Map<number, number>();
  #fastest = Infinity;
  #endHold: (() => void) | undefined;

  constructor(send: SendToPage, clock: Clock, pace: FramePace) {
    this.#send = send;
    this.#clock = clock;
    this.#pace = pace;
  }

  post(event: HostEvent): void {
    // A snapshot is for a page that may be another one: what the one before has not answered says nothing of it.
    if (event.type === 'state') this.#unanswered.clear();
    const last = this.#waiting.at(-1);
    if (
      event.type === 'delta' &&
      last?.type === 'delta' &&
      last.turnId === event.turnId &&
      last.channel === event.channel
    )
      this.#waiting[this.#waiting.length - 1] = { ...last, text: last.text + event.text };
    else this.#waiting.push(event);
    if (!this.#behind) return this.#release();
    this.#endHold ??= this.#clock.after(MOST_HELD_MS, () => {
      this.#unanswered.clear();
      this.#release();
    });
  }

  get #behind(): boolean {
    const [oldest] = this.#unanswered.values();
    return oldest !== undefined && this.#clock.now() - oldest > this.#fastest + BEHIND_MS;
  }

  #release(): void {
    this.#endHold?.();
    this.#endHold = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const event of waiting) this.#post(event);
  }

  #post(event: HostEvent): void {
    const seq = ++this.#seq;
    this.#unanswered.set(seq, this.#clock.now());
    const answered = (): void => this.#answered(seq);
    this.#send({ seq, ...event }).then(answered, answered);
  }

  #answered(seq: number): void {
    const sent = this.#unanswered.get(seq);
    if (sent === undefined) return;
    this.#unanswered.delete(seq);
    const took = this.#clock.now() - sent;
    this.#fastest = Math.min(took, this.#fastest + FORGOTTEN_MS);
    this.#pace.arrived(took - this.#fastest);
    if (this.#waiting.length > 0 && !this.#behind) this.#release();
  }
}
