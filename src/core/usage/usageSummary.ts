// What the status bar item says: its text, its tooltip as a Markdown table, and how near the money is to a budget.
import type { RateLimit } from '../claude/rateLimits.ts';
import type { Translate } from '../claude/failureWords.ts';
import { levelOf, type Budgets } from './budget.ts';
import { midnight } from './days.ts';
import type { LedgerEntry } from './ledger.ts';
import { without, type RunningSum } from './runningUsage.ts';
import { add, dollars, NOTHING, shortTokens, sum, sumBy, type Total } from './totals.ts';

export interface UsageFacts {
  readonly now: number;
  /** Of today and of the open chat, at least. */
  readonly entries: readonly LedgerEntry[];
  readonly running: RunningSum | undefined;
  /** The open chat. */
  readonly chat: string | undefined;
  readonly budgets: Budgets;
  readonly limits: readonly RateLimit[];
  readonly rehearsing: boolean;
}

export interface UsageSummary {
  readonly text: string;
  readonly tooltip: string;
  /** For screen readers. */
  readonly label: string;
  readonly level: ReturnType<typeof levelOf>;
}

/** The editor draws the columns of a tooltip close together. */
const GAP = '&nbsp;&nbsp;&nbsp;';

export function summarize(facts: UsageFacts, t: Translate): UsageSummary {
  const { now, running, chat, budgets, rehearsing } = facts;
  const entries = without(facts.entries, running);
  const [from, to] = [midnight(now), midnight(now, 1)];
  const ended = entries.filter(({ at }) => at >= from && at < to);
  const today = running === undefined ? sum(ended) : add(sum(ended), running);
  const ofChat = sum(facts.entries.filter((entry) => chat !== undefined && entry.chat === chat));
  const icon = running === undefined ? '$(sparkle)' : '$(sync~spin)';
  const rows = [
    [t('Today'), today],
    ...(ofChat === NOTHING ? [] : [[t('This chat'), ofChat] as const]),
    ...[...sumBy(ended, ({ model }) => model)].toSorted(([, a], [, b]) => b.cost - a.cost || b.tokens - a.tokens),
  ] as const;
  const table = [
    `| | ${GAP}${t('Tokens')} | ${GAP}${t('Cost')} |`,
    '| :-- | --: | --: |',
    ...rows.map(
      ([name, total]) => `| ${plain(name)} | ${GAP}${total.tokens.toLocaleString()} | ${GAP}${costWords(total, t)} |`,
    ),
  ].join('\n');
  const level = highest(levelOf(today.cost, budgets.perDayUsd), levelOf(ofChat.cost, budgets.perChatUsd));
  const notes = [
    sumSaved(ended, t),
    ...limitWords(facts.limits, now, t),
    ...(budgets.perDayUsd > 0 ? [t('Budget of the day: {0} of {1}', ...partOf(today, budgets.perDayUsd))] : []),
    ...(budgets.perChatUsd > 0 ? [t('Budget of this chat: {0} of {1}', ...partOf(ofChat, budgets.perChatUsd))] : []),
    today.unpriced ? t('Some models have no known price: the cost is at least this.') : '',
    today.estimated ? t('~ marks an estimate: a final count is still to come, or never came.') : '',
    rehearsing ? t('Rehearsal: answers come from this machine and cost nothing.') : '',
  ].filter((note) => note !== '');
  return {
    text: `${icon} ${shortTokens(today.tokens)} · ${costWords(today, t)}${rehearsing ? ` · ${t('Rehearsal')}` : ''}`,
    tooltip: [table, ...notes].join('\n\n'),
    label: `Sidestream. ${t('Today: {0} tokens, {1}', today.tokens.toLocaleString(), costWords(today, t))}`,
    level,
  };
}

function costWords({ cost, unpriced, estimated, tokens }: Total, t: Translate): string {
  // Of an unknown price a made-up one would be worse than none.
  if (unpriced && cost === 0 && tokens > 0) return t('no price known');
  return `${estimated ? '~' : ''}${dollars(cost)}${unpriced ? '+' : ''}`;
}

function sumSaved(entries: readonly LedgerEntry[], t: Translate): string {
  const { saved } = sum(entries);
  return Math.abs(saved) < 0.00005 ? '' : t('The cache saved {0} today.', dollars(saved));
}

function partOf({ cost }: Total, budget: number): [string, string] {
  return [`${Math.floor((cost / budget) * 100 + 1e-6)} %`, dollars(budget)];
}

/** Limits that are full again by now say nothing any more. */
function limitWords(limits: readonly RateLimit[], now: number, t: Translate): string[] {
  const names = {
    requests: t('Requests left'),
    tokens: t('Tokens left'),
    'input-tokens': t('Input tokens left'),
    'output-tokens': t('Output tokens left'),
  };
  const words = limits
    .filter(({ resetAt }) => resetAt === undefined || resetAt > now)
    .map(({ name, limit, remaining }) =>
      t('{0}: {1} of {2}', names[name], remaining.toLocaleString(), limit.toLocaleString()),
    );
  return words.length === 0 ? [] : [words.join('  \n')];
}

const LEVELS = ['free', 'near', 'reached'] as const;

function highest(...levels: UsageSummary['level'][]): UsageSummary['level'] {
  return LEVELS.findLast((level) => levels.includes(level)) ?? 'free';
}

/** A model's name comes from the network: nothing in it is Markdown. */
function plain(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N} .]/gu, (character) => `&#${character.codePointAt(0)};`);
}
