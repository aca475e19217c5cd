// Whether an answer streamed: a model writes for a second or more, so that its events come one after the other; where they
// come in one lump, something on the way had gathered them.
import type { Arrival } from './tapFetch.ts';

export interface StreamReading {
  /** `unclear`: too short to tell. */
  readonly verdict: 'streams' | 'held' | 'unclear';
  readonly events: number;
  readonly bytes: number;
  /** Lumps: what arrived within a moment counts as one. */
  readonly lumps: number;
  /** From sending to the first and to the last byte of the body, in milliseconds. */
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Pieces this near to each other came together; no model writes so fast. */
const TOGETHER_MS = 3;

/** With fewer events one lump may be chance. */
const LEAST_EVENTS = 16;

/** So many events in a lump, on average, are no chance: over a slow line two or three come together. */
const EVENTS_A_LUMP = 8;

export function readStream({ sentAt, pieces }: Arrival, events: number): StreamReading {
  const lumps = pieces.filter(({ at }, nth) => at - (pieces[nth - 1]?.at ?? -Infinity) >= TOGETHER_MS).length;
  const held = lumps <= Math.max(2, events / EVENTS_A_LUMP);
  return {
    verdict: events < LEAST_EVENTS ? 'unclear' : held ? 'held' : 'streams',
    events,
    bytes: pieces.reduce((sum, { bytes }) => sum + bytes, 0),
    lumps,
    firstMs: (pieces[0]?.at ?? sentAt) - sentAt,
    lastMs: (pieces.at(-1)?.at ?? sentAt) - sentAt,
  };
}
