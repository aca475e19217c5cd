// A fetch that notices silence. It counts bytes, below the SDK: pings never reach the SDK's loop, and a model that
// thinks unseen may send nothing else for minutes.
import type { Clock } from '../clock.ts';

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export interface SilenceLimits {
  /** Until the headers, and again until the first byte of the body; 0 = no limit. */
  readonly firstByteMs: number;
  /** Between two pieces of the body; 0 = no limit. */
  readonly idleMs: number;
}

/** Not an `AbortError`: the SDK takes that for a wish of the user and ends the stream without a word. */
export class SilenceError extends Error {
  readonly before: 'firstByte' | 'nextByte';
  constructor(before: 'firstByte' | 'nextByte') {
    super(`no byte in time (${before})`);
    this.name = 'SilenceError';
    this.before = before;
  }
}

/** How often the silence is looked at, at most; a stall is noticed at most this much late. */
const TICK_MS = 1000;

/**
 * Counts silence in ticks, each worth at most two of them, so that the hours a laptop sleeps, or the seconds in which
 * the event loop stood still, count as a moment. Only while somebody waits for a byte: a slow reader is no silence of
 * the server, and a body that nobody reads holds no timer.
 */
class Silence {
  #quietMs = 0;
  #last = 0;
  #limitMs: number;
  #waiting = false;
  /** Set while a tick is due. */
  #cancel: (() => void) | undefined;
  readonly #clock: Clock;
  readonly #onLimit: () => void;

  constructor(clock: Clock, limitMs: number, onLimit: () => void) {
    this.#clock = clock;
    this.#limitMs = limitMs;
    this.#onLimit = onLimit;
  }

  /** Somebody waits for a byte from now on. */
  wait(): void {
    this.#last = this.#clock.now();
    this.#waiting = true;
    if (this.#cancel === undefined && this.#limitMs > 0) this.#next();
  }

  /** The byte is there; for the next one there is this limit. */
  heard(limitMs: number): void {
    this.#waiting = false;
    this.#quietMs = 0;
    this.#limitMs = limitMs;
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#waiting = false;
  }

  #next(): void {
    const tick = Math.min(TICK_MS, Math.ceil(this.#limitMs / 4));
    this.#cancel = this.#clock.after(tick, () => {
      this.#cancel = undefined;
      if (!this.#waiting || this.#limitMs <= 0) return;
      const now = this.#clock.now();
      this.#quietMs += Math.min(Math.max(now - this.#last, 0), 2 * tick);
      this.#last = now;
      if (this.#quietMs >= this.#limitMs) this.#onLimit();
      else this.#next();
    });
  }
}

/**
 * Wraps `inner` so that a silent server ends the request: before the headers the fetch rejects, later the body fails,
 * both with a {@link SilenceError}, and the socket is closed. An abort by the caller's signal behaves as in `inner`.
 */
export function watchdogFetch(inner: Fetch, limits: SilenceLimits, clock: Clock, onFirstByte: () => void): Fetch {
  return async (input, init) => {
    const connection = new AbortController();
    const caller = init?.signal;
    const abort = () => connection.abort();
    if (caller?.aborted) abort();
    else caller?.addEventListener('abort', abort, { once: true });

    let stalled: SilenceError | undefined;
    const beforeHeaders = new Silence(clock, limits.firstByteMs, () => {
      stalled = new SilenceError('firstByte');
      abort();
    });
    beforeHeaders.wait();
    let response: Response;
    try {
      response = await inner(input, { ...init, signal: connection.signal });
    } catch (error) {
      caller?.removeEventListener('abort', abort);
      throw stalled ?? error;
    } finally {
      beforeHeaders.stop();
    }
    if (response.body === null) {
      caller?.removeEventListener('abort', abort);
      return response;
    }
    const body = watchedBody(response.body.getReader(), limits, clock, onFirstByte, () => {
      caller?.removeEventListener('abort', abort);
      abort();
    });
    return new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers });
  };
}

function watchedBody(
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  limits: SilenceLimits,
  clock: Clock,
  onFirstByte: () => void,
  close: () => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let first = true;
  let stalled: SilenceError | undefined;
  const end = () => {
    silence.stop();
    close();
  };
  // Closing the connection makes the pending read fail. (Racing each read against one long-lived promise would be
  // simpler, and would keep every piece of a long answer alive until its end: https://github.com/nodejs/node/issues/17469.)
  const silence = new Silence(clock, limits.firstByteMs, () => {
    stalled = new SilenceError(first ? 'firstByte' : 'nextByte');
    close();
  });
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        silence.wait();
        try {
          const { done, value } = await reader.read();
          silence.heard(limits.idleMs);
          if (done) {
            end();
            controller.close();
            return;
          }
          if (first) {
            first = false;
            onFirstByte();
          }
          controller.enqueue(value);
        } catch (error) {
          controller.error(stalled ?? error);
          end();
        }
      },
      cancel(reason) {
        end();
        return reader.cancel(reason).catch(() => {}); // the abort above may have killed the body already
      },
    },
    { highWaterMark: 0 },
  );
}
