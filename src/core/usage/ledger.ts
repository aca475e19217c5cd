// The accounts: one line for each request that cost anything, append-only. Written by many windows at once, so a line
// stands for itself and a torn one is passed over.
import { promptTokens, type MessageUsage } from '../claude/messageUsage.ts';

export interface LedgerEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly kind: 'chat' | 'edit' | 'commit';
  readonly chat?: string;
  readonly model: string;
  readonly usage: MessageUsage;
  /** US dollars as known then; absent for a model without a known price. */
  readonly cost?: number;
  readonly estimated: boolean;
}

export function writeEntry(entry: LedgerEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

export function readLedger(text: string): LedgerEntry[] {
  return text.split('\n').flatMap((line) => {
    // Behind the torn line of a window that died the next entry stands in the same line.
    const value = parse(line) ?? parse(line.slice(line.lastIndexOf('{"at":')));
    return isEntry(value) ? [value] : [];
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is LedgerEntry {
  if (typeof value !== 'object' || value === null) return false;
  const usage: unknown = Reflect.get(value, 'usage');
  const cost: unknown = Reflect.get(value, 'cost');
  return (
    (cost === undefined || typeof cost === 'number') &&
    typeof Reflect.get(value, 'at') === 'number' &&
    typeof Reflect.get(value, 'model') === 'string' &&
    typeof usage === 'object' &&
    usage !== null &&
    ['input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'].every(
      (name) => typeof Reflect.get(usage, name) === 'number',
    )
  );
}

export interface Total {
  readonly tokens: number;
  readonly cost: number;
  /** Some requests had no known price, so the cost is at least this. */
  readonly unpriced: boolean;
  readonly estimated: boolean;
}

export const NOTHING: Total = { tokens: 0, cost: 0, unpriced: false, estimated: false };

export function add(total: Total, entry: Pick<LedgerEntry, 'usage' | 'cost' | 'estimated'>): Total {
  return {
    tokens: total.tokens + promptTokens(entry.usage) + entry.usage.output,
    cost: total.cost + (entry.cost ?? 0),
    unpriced: total.unpriced || entry.cost === undefined,
    estimated: total.estimated || entry.estimated,
  };
}

/** Sum of the entries from `from` (inclusive) to `to` (exclusive), in milliseconds since the epoch. */
export function sumBetween(entries: Iterable<LedgerEntry>, from: number, to: number): Total {
  let total = NOTHING;
  for (const entry of entries) if (entry.at >= from && entry.at < to) total = add(total, entry);
  return total;
}

/** `1234` as `1.2k`: short enough for a status bar. */
export function shortTokens(tokens: number): string {
  if (tokens < 1000) return String(tokens);
  if (tokens < 999_950) return `${(tokens / 1000).toFixed(1)}k`;
  return `${(tokens / 1e6).toFixed(1)}M`;
}

/** US dollars with four decimals, as everywhere in the product. */
export function dollars(cost: number): string {
  return `$${cost.toFixed(4)}`;
}
