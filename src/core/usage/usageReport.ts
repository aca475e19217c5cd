// What the Usage view draws: the accounts of some days by day, model, kind and chat, and how fast the models were.
import type { RateLimit } from '../claude/rateLimits.ts';
import type { Budgets } from './budget.ts';
import { dayName, midnight } from './days.ts';
import type { LedgerEntry } from './ledger.ts';
import { spreadOf, type Spread } from './quantile.ts';
import { sum, sumBy, type Total } from './totals.ts';

/** How many days the view can look back; a year is drawn by months. */
export const PERIODS = [7, 30, 90, 365] as const;
export type Period = (typeof PERIODS)[number];

/** As many chats as a reader looks through; the CSV has all. */
const MOST_CHATS = 12;

export interface Part {
  readonly cost: number;
  readonly tokens: number;
}

/** One bar: a day (`2026-11-21`), or a month (`2026-11`) of a year. */
export interface TimeRow {
  readonly name: string;
  readonly total: Total;
  readonly byModel: Readonly<Record<string, Part>>;
}

export interface UsageRow {
  readonly key: string;
  /** Words for `key`, where it is none itself. */
  readonly name?: string;
  readonly total: Total;
}

export interface ModelRow extends UsageRow {
  /** Milliseconds. */
  readonly firstToken?: Spread;
  readonly tokensPerSecond?: Spread;
}

export interface UsageReport {
  readonly period: Period;
  readonly total: Total;
  readonly times: readonly TimeRow[];
  readonly models: readonly ModelRow[];
  readonly kinds: readonly UsageRow[];
  readonly chats: readonly UsageRow[];
  readonly moreChats: number;
  readonly today: number;
  readonly budgets: Budgets;
  readonly limits: readonly RateLimit[];
  readonly rehearsing: boolean;
}

export type UsageCircumstances = Pick<UsageReport, 'budgets' | 'limits' | 'rehearsing'>;

/** The entries of the last `period` days, today included. */
export function entriesOf(all: readonly LedgerEntry[], period: Period, now: number): readonly LedgerEntry[] {
  const [from, to] = [midnight(now, 1 - period), midnight(now, 1)];
  return all.filter(({ at }) => at >= from && at < to);
}

export function reportOf(
  all: readonly LedgerEntry[],
  period: Period,
  now: number,
  circumstances: UsageCircumstances,
): UsageReport {
  const entries = entriesOf(all, period, now);
  const chats = rows(
    entries.filter(({ chat }) => chat !== undefined),
    ({ chat = '' }) => chat,
  );
  return {
    period,
    total: sum(entries),
    times: timesOf(entries, period, now),
    models: rows(entries, ({ model }) => model).map((row) => ({ ...row, ...paceOf(row.key, entries) })),
    kinds: rows(entries, ({ kind }) => kind),
    chats: chats.slice(0, MOST_CHATS),
    moreChats: Math.max(0, chats.length - MOST_CHATS),
    today: sum(entries.filter(({ at }) => at >= midnight(now))).cost,
    ...circumstances,
  };
}

/** The dearest first. */
function rows(entries: readonly LedgerEntry[], keyOf: (entry: LedgerEntry) => string): UsageRow[] {
  return [...sumBy(entries, keyOf)]
    .map(([key, total]) => ({ key, total }))
    .toSorted((a, b) => b.total.cost - a.total.cost || b.total.tokens - a.total.tokens);
}

function timesOf(entries: readonly LedgerEntry[], period: Period, now: number): TimeRow[] {
  const nameOf = (at: number): string => dayName(at).slice(0, period === 365 ? 7 : 10);
  const names = new Set(Array.from({ length: period }, (_, index) => nameOf(midnight(now, index + 1 - period))));
  const byTime = Map.groupBy(entries, ({ at }) => nameOf(at));
  return [...names].map((name) => {
    const of = byTime.get(name) ?? [];
    const byModel = [...sumBy(of, ({ model }) => model)].map(([model, { cost, tokens }]) => [model, { cost, tokens }]);
    return { name, total: sum(of), byModel: Object.fromEntries(byModel) };
  });
}

function paceOf(model: string, entries: readonly LedgerEntry[]): Pick<ModelRow, 'firstToken' | 'tokensPerSecond'> {
  const own = entries.filter((entry) => entry.model === model);
  const firstToken = spreadOf(own.flatMap((entry) => entry.firstToken ?? []));
  const tokensPerSecond = spreadOf(own.flatMap((entry) => entry.tokensPerSecond ?? []));
  return {
    ...(firstToken !== undefined && { firstToken }),
    ...(tokensPerSecond !== undefined && { tokensPerSecond }),
  };
}
