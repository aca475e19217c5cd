// Sums over the accounts, and how their figures are written.
import { promptTokens } from '../claude/messageUsage.ts';
import type { LedgerEntry } from './ledger.ts';

export interface Total {
  readonly tokens: number;
  readonly cost: number;
  /** What the cache saved. */
  readonly saved: number;
  readonly requests: number;
  /** Some requests had no known price, so the cost is at least this. */
  readonly unpriced: boolean;
  readonly estimated: boolean;
}

export const NOTHING: Total = { tokens: 0, cost: 0, saved: 0, requests: 0, unpriced: false, estimated: false };

type Summed = Pick<LedgerEntry, 'usage' | 'cost' | 'saved' | 'estimated' | 'requests'>;

export function add(total: Total, entry: Summed): Total {
  return {
    tokens: total.tokens + promptTokens(entry.usage) + entry.usage.output,
    cost: total.cost + (entry.cost ?? 0),
    saved: total.saved + (entry.saved ?? 0),
    requests: total.requests + (entry.requests ?? 1),
    unpriced: total.unpriced || entry.cost === undefined,
    estimated: total.estimated || entry.estimated,
  };
}

export function sum(entries: Iterable<Summed>): Total {
  let total = NOTHING;
  for (const entry of entries) total = add(total, entry);
  return total;
}

/** The sums of entries that agree in what `keyOf` makes of them, in the order in which each came first. */
export function sumBy<Key>(entries: Iterable<LedgerEntry>, keyOf: (entry: LedgerEntry) => Key): Map<Key, Total> {
  const sums = new Map<Key, Total>();
  for (const entry of entries) {
    const key = keyOf(entry);
    sums.set(key, add(sums.get(key) ?? NOTHING, entry));
  }
  return sums;
}

/** `1234` as `1.2k`: short enough for a status bar. */
export function shortTokens(tokens: number): string {
  if (tokens < 1000) return String(tokens);
  if (tokens < 999_950) return `${(tokens / 1000).toFixed(1)}k`;
  return `${(tokens / 1e6).toFixed(1)}M`;
}

/** US dollars with four decimals, as everywhere in the product. */
export function dollars(cost: number): string {
  return cost < 0 ? `-$${(-cost).toFixed(4)}` : `$${cost.toFixed(4)}`;
}
