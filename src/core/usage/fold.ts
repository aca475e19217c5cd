// Makes an old month small: one entry for each day, kind, chat and model. Sums stay the same; how fast a single request
// was is no longer known.
import type { MessageUsage } from '../claude/messageUsage.ts';
import { dayName } from './days.ts';
import type { LedgerEntry } from './ledger.ts';

/** Folding what is folded changes nothing. */
export function fold(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const folded = new Map<string, LedgerEntry>();
  for (const entry of entries) {
    const { at, kind, chat, model, cost, estimated, usage } = entry;
    // A sum of a known and an unknown cost would hide the unknown one.
    const key = JSON.stringify([dayName(at), kind, chat, model, cost === undefined, estimated, usage.batch]);
    const before = folded.get(key);
    folded.set(key, before === undefined ? plain(entry) : joined(before, entry));
  }
  return [...folded.values()];
}

function plain({ at, kind, chat, model, usage, cost, saved, estimated, requests = 1 }: LedgerEntry): LedgerEntry {
  return {
    at,
    kind,
    ...(chat !== undefined && { chat }),
    model,
    usage,
    ...(cost !== undefined && { cost }),
    ...(saved !== undefined && { saved }),
    estimated,
    requests,
  };
}

function joined(a: LedgerEntry, b: LedgerEntry): LedgerEntry {
  const saved = a.saved === undefined && b.saved === undefined ? undefined : (a.saved ?? 0) + (b.saved ?? 0);
  return {
    ...a,
    at: Math.min(a.at, b.at),
    usage: addUsage(a.usage, b.usage),
    ...(a.cost !== undefined && b.cost !== undefined && { cost: a.cost + b.cost }),
    ...(saved !== undefined && { saved }),
    requests: (a.requests ?? 1) + (b.requests ?? 1),
  };
}

function addUsage(a: MessageUsage, b: MessageUsage): MessageUsage {
  return {
    ...a,
    input: a.input + b.input,
    output: a.output + b.output,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite5m: a.cacheWrite5m + b.cacheWrite5m,
    cacheWrite1h: a.cacheWrite1h + b.cacheWrite1h,
    thinking: a.thinking + b.thinking,
  };
}
