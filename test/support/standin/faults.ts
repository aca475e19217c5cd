/** Spoils a reply in one exact place. Event indexes count `event` steps from 0; pings and faults added before count too. */
import type { Gate } from './gate.ts';
import { seeded } from './random.ts';
import { bytes, errorEvent, gate, type Reply, type Step, type WritePlan } from './script.ts';
import { encodeEvent } from './encode.ts';

/** How many events the reply has: the range of the indexes below. */
export const eventCount = (reply: Reply): number => reply.steps.filter((step) => step.do === 'event').length;

/** Puts steps before event `index` (at the end if there is none), keeping what follows. */
export function insertAt(reply: Reply, index: number, ...inserted: readonly Step[]): Reply {
  const at = position(reply, index);
  return { ...reply, steps: reply.steps.toSpliced(at, 0, ...inserted) };
}

/** Events before `index` are sent, then these steps, then nothing more of the reply. */
function breakAt(reply: Reply, index: number, ...last: readonly Step[]): Reply {
  return { ...reply, steps: [...reply.steps.slice(0, position(reply, index)), ...last] };
}

function position(reply: Reply, index: number): number {
  let seen = 0;
  const at = reply.steps.findIndex((step) => step.do === 'event' && seen++ === index);
  return at < 0 ? reply.steps.length : at;
}

/** The socket dies instead of event `index`. */
export const destroyAt = (reply: Reply, index: number, reset = false): Reply =>
  breakAt(reply, index, { do: 'destroy', reset });

/** The body ends in good order instead of event `index`: no error anywhere, only no `message_stop`. */
export const endAt = (reply: Reply, index: number): Reply => breakAt(reply, index, { do: 'end' });

/** Nothing more comes from event `index` on: for ever, or until the gate opens. */
export const stallAt = (reply: Reply, index: number, until?: Gate): Reply =>
  until ? insertAt(reply, index, gate(until)) : breakAt(reply, index, { do: 'stall' });

/** An `error` event instead of event `index`, after which the API closes. */
export const errorAt = (reply: Reply, index: number, type?: string, message?: string): Reply =>
  breakAt(reply, index, errorEvent(type, message), { do: 'end' });

/** An event whose data is no JSON instead of event `index`; the rest follows. */
export const garbageAt = (
  reply: Reply,
  index: number,
  garbage = 'event: content_block_delta\ndata: {"type":\n\n',
): Reply => insertAt(reply, index, bytes(garbage));

/** Bytes that are no UTF-8 instead of event `index`; the rest follows. */
export const noiseAt = (reply: Reply, index: number, seed: number, length = 64): Reply => {
  const random = seeded(seed);
  const noise = Uint8Array.from({ length }, () => 128 + Math.floor(random() * 128));
  return insertAt(reply, index, bytes(noise), bytes('\n\n'));
};

/** The first half of event `index`, then the socket dies (or the body ends). */
export function halfEventAt(reply: Reply, index: number, then: 'destroy' | 'end' = 'destroy'): Reply {
  const whole = encodedAt(reply, index);
  return breakAt(reply, index, bytes(whole.subarray(0, Math.ceil(whole.length / 2))), { do: then });
}

/** Event `index` up to the middle of its first character of several bytes, then the socket dies (or the body ends). */
export function halfCharacterAt(reply: Reply, index: number, then: 'destroy' | 'end' = 'destroy'): Reply {
  const whole = encodedAt(reply, index);
  const first = whole.findIndex((byte) => byte >= 0xc0);
  if (first < 0) throw new RangeError(`event ${index} has no character of several bytes`);
  return breakAt(reply, index, bytes(whole.subarray(0, first + 1)), { do: then });
}

function encodedAt(reply: Reply, index: number): Buffer {
  const step = reply.steps[position(reply, index)];
  if (step?.do !== 'event') throw new RangeError(`there is no event ${index}`);
  return Buffer.from(encodeEvent(step.name, step.data, reply.lineEnd));
}

/** Exactly `at` bytes of the body, then the socket dies, the body ends, or nothing more comes. */
export const cutAtByte = (reply: Reply, at: number, how: 'destroy' | 'end' | 'stall' = 'destroy'): Reply => ({
  ...reply,
  cut: { at, how },
});

/** The same bytes in other writes: at these offsets, or every `n` bytes. */
export const splitWrites = (reply: Reply, at: readonly number[] | number, gapMs?: number): Reply => {
  const plan: WritePlan = typeof at === 'number' ? { size: at } : { at: at.toSorted((a, b) => a - b) };
  return { ...reply, writes: gapMs === undefined ? plan : { ...plan, gapMs } };
};

/** Pieces of random size up to `largest`, the same for the same seed. */
export function splitAtRandom(reply: Reply, seed: number, length: number, largest = 64): Reply {
  const random = seeded(seed);
  const at: number[] = [];
  for (let next = 0; next < length; next += 1 + Math.floor(random() * largest)) at.push(next);
  return splitWrites(reply, at);
}

/** CRLF line ends, as some proxies make them. */
export const crlf = (reply: Reply): Reply => ({ ...reply, lineEnd: '\r\n' });

/** No `event:` lines, as some gateways send it. */
export const nameless = (reply: Reply): Reply => ({
  ...reply,
  steps: reply.steps.map((step) => (step.do === 'event' ? { ...step, name: null } : step)),
});
