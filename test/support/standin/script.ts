/** What a reply of the stand-in is made of: a status, headers and a list of steps on the wire. Plain data, gates apart. */
import type { Gate } from './gate.ts';
import type { RecordedRequest } from './recordedRequest.ts';

export type Step =
  /** One server-sent event. `name: null` leaves the `event:` line out, as some gateways do. */
  | { do: 'event'; name: string | null; data: unknown }
  /** Bytes as they are: garbage, comments, half of something, a whole non-streaming body. */
  | { do: 'bytes'; bytes: string | Uint8Array }
  /** Due this long after the step before was due, so that a slow write does not slow the pace. */
  | { do: 'wait'; ms: number }
  | { do: 'gate'; gate: Gate }
  /** Waits for ever, or until the client goes away. */
  | { do: 'stall' }
  /** The socket dies: with FIN, or with RST when `reset` is set. The chunked body is left without its end. */
  | { do: 'destroy'; reset?: boolean }
  /** The body ends properly, here and now. */
  | { do: 'end' };

/** How bytes become writes. Left out: one write per event. */
export interface WritePlan {
  /** Cut at these byte offsets of the body, each piece a write (and a turn of the event loop) of its own. */
  at?: readonly number[];
  /** Pieces of this many bytes, across events: 1 is the slowest reader's worst case, 65536 a fast network. */
  size?: number;
  /** A pause after each piece. */
  gapMs?: number;
}

export interface Reply {
  status: number;
  headers: Record<string, string>;
  /** Happens before the status line: waits, gates, a stall (headers that never come), destroy. */
  before: readonly Step[];
  steps: readonly Step[];
  lineEnd: '\n' | '\r\n';
  writes?: WritePlan;
  /** After exactly this many bytes of the body, whatever the steps say. */
  cut?: { at: number; how: 'destroy' | 'end' | 'stall' };
}

/** A reply, or what makes one from the request at hand. */
export type Script = Reply | ((request: RecordedRequest) => Reply | Promise<Reply>);

export const event = (name: string, data: unknown): Step => ({ do: 'event', name, data });
export const bytes = (raw: string | Uint8Array): Step => ({ do: 'bytes', bytes: raw });
export const wait = (ms: number): Step => ({ do: 'wait', ms });
export const gate = (at: Gate): Step => ({ do: 'gate', gate: at });
export const ping = (): Step => event('ping', { type: 'ping' });
export const comment = (text = 'keep-alive'): Step => bytes(`: ${text}\n\n`);
/** An event of a kind nobody knows yet: the API promises that such will come. */
export const unknownEvent = (): Step => event('weather_report', { type: 'weather_report', sky: 'clear' });
export const errorEvent = (type = 'overloaded_error', message = 'Overloaded'): Step =>
  event('error', { type: 'error', error: { type, message, details: null }, request_id: 'req_standin_error' });
