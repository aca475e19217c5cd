// The token counts of one message. The API's counters are cumulative: within a message a later value replaces the
// earlier one, across messages they add up.

/** Tokens; `input` is what was neither read from nor written to the cache. */
export interface MessageUsage {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  /** A part of `output`. */
  readonly thinking: number;
  /** Answered as a part of a batch, at half the price. */
  readonly batch?: true;
}

/** The API's usage object, in any of its versions: every field may be missing or null. */
interface WireUsage {
  readonly input_tokens?: number | null;
  readonly output_tokens?: number | null;
  readonly cache_creation_input_tokens?: number | null;
  readonly cache_read_input_tokens?: number | null;
  readonly cache_creation?: { readonly ephemeral_1h_input_tokens?: number | null } | null;
  readonly service_tier?: string | null;
  readonly output_tokens_details?: { readonly thinking_tokens?: number | null } | null;
}

/** Reads a usage object over what an earlier event of the same message said. */
export function readUsage(
  wire: WireUsage | null | undefined,
  before: MessageUsage | undefined,
): MessageUsage | undefined {
  if (wire === null || wire === undefined) return before;
  const written = wire.cache_creation_input_tokens ?? (before ? before.cacheWrite5m + before.cacheWrite1h : 0);
  // Only `message_start` tells how long the written part lives.
  const write1h = Math.min(wire.cache_creation?.ephemeral_1h_input_tokens ?? before?.cacheWrite1h ?? 0, written);
  return {
    input: wire.input_tokens ?? before?.input ?? 0,
    output: wire.output_tokens ?? before?.output ?? 0,
    cacheRead: wire.cache_read_input_tokens ?? before?.cacheRead ?? 0,
    cacheWrite5m: written - write1h,
    cacheWrite1h: write1h,
    thinking: wire.output_tokens_details?.thinking_tokens ?? before?.thinking ?? 0,
    ...((wire.service_tier === 'batch' || before?.batch === true) && { batch: true }),
  };
}

/** The size of the prompt, cached parts included. */
export function promptTokens(usage: MessageUsage): number {
  return usage.input + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h;
}

/** Newer tokenizers make about one token of 3.5 characters of mixed prose and code; used only where no count came. */
export function estimateTokens(characters: number): number {
  return Math.ceil(characters / 3.5);
}
