/**
 * Prompt caching as the API does it: prefixes (tools, system, messages) that end at a marker are kept, and read again by
 * a request that begins with them. From each marker the API looks back over 20 blocks for a prefix kept before.
 */
import { canonical, digest } from './canonical.ts';
import { mergedTurns } from './mergedTurns.ts';
import { blocksOf, field, isFields, type MessagesBody } from './requestShape.ts';
import { estimateTokens } from './tokens.ts';
import type { Filling } from './fill.ts';

const LOOK_BACK = 20;
const PICTURE_TOKENS = 1600;

interface Piece {
  hash: string;
  /** Of the prefix up to and with this piece. */
  tokens: number;
  marker: unknown;
  cacheable: boolean;
}

export interface Priced {
  prompt: Filling['prompt'];
  total: number;
  /** Keeps what this request wrote; called once it has been answered. */
  commit(): void;
}

export class PromptCache {
  readonly #kept = new Map<string, number>();

  price(body: MessagesBody, model: string): Priced {
    const pieces = cut(body, model);
    const total = pieces.at(-1)?.tokens ?? 0;
    const marked = marks(body, pieces);
    const now = performance.now();
    const read = Math.max(0, ...marked.flatMap((at) => this.#found(pieces, at, now)));
    const last = marked.at(-1);
    const reach = last === undefined ? 0 : (pieces[last]?.tokens ?? 0);
    const worth = reach >= leastTokens(model);
    const write = worth ? Math.max(0, reach - read) : 0;
    const hour = marked.some((at) => field(pieces[at]?.marker ?? body.cache_control, 'ttl') === '1h');
    return {
      total,
      prompt: {
        input_tokens: total - read - write,
        cache_creation_input_tokens: write,
        cache_read_input_tokens: read,
        cache_creation: {
          ephemeral_5m_input_tokens: hour ? 0 : write,
          ephemeral_1h_input_tokens: hour ? write : 0,
        },
      },
      commit: () => {
        const until = now + (hour ? 3_600_000 : 300_000);
        for (const at of marked) {
          const piece = pieces[at];
          if (piece && piece.tokens >= leastTokens(model)) this.#kept.set(piece.hash, until);
        }
      },
    };
  }

  /** The longest kept prefix that this marker finds. */
  #found(pieces: readonly Piece[], at: number, now: number): number[] {
    const near = pieces.slice(Math.max(0, at - LOOK_BACK), at + 1);
    const hit = near.findLast((piece) => (this.#kept.get(piece.hash) ?? 0) > now);
    return hit ? [hit.tokens] : [];
  }
}

/** The prompt in its order, each piece with the hash of all up to it. */
function cut(body: MessagesBody, model: string): Piece[] {
  const parts: { kind: string; value: unknown }[] = [
    ...(Array.isArray(body.tools) ? body.tools : []).map((value: unknown) => ({ kind: 'tool', value })),
    ...blocksOf(body.system).map((value) => ({ kind: 'system', value })),
    ...mergedTurns(body).flatMap(({ role, blocks }) => blocks.map((value) => ({ kind: role, value }))),
  ];
  let hash = model;
  let tokens = 0;
  return parts.map(({ kind, value }) => {
    hash = digest(`${hash}\n${kind}\n${canonical(value)}`);
    tokens += tokensOf(value);
    const type = field(value, 'type');
    const cacheable = type !== 'thinking' && type !== 'redacted_thinking';
    return { hash, tokens, marker: field(value, 'cache_control'), cacheable };
  });
}

/** Positions of the markers; the one at the top level of the request follows the last block that can have one. */
function marks(body: MessagesBody, pieces: readonly Piece[]): number[] {
  const marked = pieces.flatMap((piece, at) => (isFields(piece.marker) ? [at] : []));
  const last = isFields(body.cache_control) ? pieces.findLastIndex((piece) => piece.cacheable) : -1;
  return last < 0 || marked.includes(last) ? marked : [...marked, last].sort((a, b) => a - b);
}

function tokensOf(value: unknown): number {
  if (field(value, 'type') === 'image') return PICTURE_TOKENS;
  return estimateTokens(canonical(value));
}

/** A shorter prefix is not kept, without an error. For the 5.5 models nothing is published; 1024 is the common figure. */
function leastTokens(model: string): number {
  if (/haiku-4-5/.test(model)) return 4096;
  return /opus-5$|fable/.test(model) ? 512 : 1024;
}

/** The API takes four markers a request, and a one-hour marker only before five-minute ones. */
export function refuseMarkers(body: MessagesBody): string | undefined {
  const found: unknown[] = [];
  for (const part of [body.tools, body.system, body.messages]) collect(part, found);
  if (isFields(body.cache_control)) found.push(body.cache_control);
  if (found.length > 4) {
    return `A maximum of 4 blocks with cache_control may be provided. Found ${found.length}.`;
  }
  if (found.some((marker) => field(marker, 'type') !== 'ephemeral')) {
    return "cache_control.type: Input should be 'ephemeral'";
  }
  const ttls = found.map((marker) => field(marker, 'ttl') ?? '5m');
  if (ttls.some((ttl) => ttl !== '5m' && ttl !== '1h')) return "cache_control.ttl: Input should be '5m' or '1h'";
  return ttls.indexOf('5m') >= 0 && ttls.lastIndexOf('1h') > ttls.indexOf('5m')
    ? "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block"
    : undefined;
}

function collect(value: unknown, found: unknown[]): void {
  if (Array.isArray(value)) for (const inner of value) collect(inner, found);
  if (!isFields(value)) return;
  if (isFields(value['cache_control'])) found.push(value['cache_control']);
  // Not into `input` and `input_schema`: those are the user's own data.
  collect(value['content'], found);
}
