// A fetch that notes when the pieces of a body arrive, as bytes on the wire and before anything else reads them.
import type { Clock } from '../clock.ts';
import type { Fetch } from '../claude/watchdog.ts';

/** One answer, as it arrived. Times in milliseconds since the epoch. */
export interface Arrival {
  sentAt: number;
  headersAt: number | undefined;
  headers: Headers | undefined;
  readonly pieces: { readonly at: number; readonly bytes: number }[];
}

export function newArrival(now: number): Arrival {
  return { sentAt: now, headersAt: undefined, headers: undefined, pieces: [] };
}

/** Each request starts `arrival` anew, so that it tells of the last one. */
export function tapFetch(inner: Fetch, clock: Clock, arrival: Arrival): Fetch {
  return async (input, init) => {
    arrival.sentAt = clock.now();
    arrival.headersAt = undefined;
    arrival.pieces.length = 0;
    const response = await inner(input, init);
    arrival.headersAt = clock.now();
    arrival.headers = response.headers;
    if (response.body === null) return response;
    const note = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, controller) {
        arrival.pieces.push({ at: clock.now(), bytes: piece.byteLength });
        controller.enqueue(piece);
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(note), { status, statusText, headers });
  };
}
