// Before a large request leaves: the API counts it, free of charge, so that none is sent that its model cannot read, and
// the user is asked before one that would use up a budget.
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import type { Failure } from '../claude/failure.ts';
import { promptTokens } from '../claude/messageUsage.ts';
import { LARGE_TOKENS, tokensOfRequest } from '../claude/requestTokens.ts';
import type { Budgets } from './budget.ts';
import { costOf } from './cost.ts';
import type { LedgerEntry } from './ledger.ts';
import type { Prices } from './prices.ts';

export interface WeighPorts {
  /** The API's count; `undefined` where it gave none. */
  readonly count: (params: MessageCreateParamsStreaming, signal: AbortSignal) => Promise<number | undefined>;
  /** Tokens that the model reads at most, where that is known. */
  readonly window: number | undefined;
  readonly budgets: Budgets;
  readonly prices: Prices;
  /** Tokens of the request's beginning that are in the API's cache. */
  readonly cached: () => Promise<number>;
  /** Whether so many US dollars may be spent on reading it. */
  readonly admit: (cost: number) => Promise<Failure | undefined>;
}

/** A request whose reading costs so much of a budget is large, however short. */
const LARGE_SHARE = 0.1;

/** `undefined` lets the request go, also one that nobody could count; else the reason why it must not. */
export async function weigh(
  params: MessageCreateParamsStreaming,
  signal: AbortSignal,
  { count, window, budgets, prices, cached, admit }: WeighPorts,
): Promise<Failure | undefined> {
  const estimate = tokensOfRequest(params);
  const price = (tokens: number, read = 0): number | undefined =>
    costOf(usageOf(params, tokens, read), params.model, prices);
  const set = [budgets.perDayUsd, budgets.perChatUsd].filter((budget) => budget > 0);
  const dear = (price(estimate) ?? 0) >= LARGE_SHARE * Math.min(...set);
  if (estimate < LARGE_TOKENS && !dear) return undefined;
  const counted = await count(params, signal);
  if (signal.aborted) return undefined;
  if (counted !== undefined && window !== undefined && counted > window) return { kind: 'overWindow' };
  if (set.length === 0) return undefined;
  const cost = price(counted ?? estimate, await cached());
  return cost === undefined ? undefined : admit(cost);
}

/** The answer's length nobody knows before: only reading is priced. */
function usageOf(params: MessageCreateParamsStreaming, tokens: number, cached: number) {
  const marked = params.cache_control !== undefined;
  const cacheRead = marked ? Math.min(cached, tokens) : 0;
  const fresh = tokens - cacheRead;
  return {
    input: marked ? 0 : fresh,
    output: 0,
    cacheRead,
    cacheWrite5m: marked ? fresh : 0,
    cacheWrite1h: 0,
    thinking: 0,
  };
}

/** How long the API keeps a prefix after its last use. */
const CACHE_LIVES_MS = 5 * 60_000;

/** What the chat's last request has left in the cache of `model`, as far as the accounts tell. */
export function cachedTokens(
  entries: readonly LedgerEntry[],
  chat: string | undefined,
  model: string,
  now: number,
): number {
  if (chat === undefined) return 0;
  const last = entries.findLast((entry) => entry.chat === chat && entry.model === model);
  return last === undefined || now - last.at > CACHE_LIVES_MS ? 0 : promptTokens(last.usage) - last.usage.input;
}
