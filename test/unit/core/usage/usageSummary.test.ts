// What the status bar item says of the accounts: text, tooltip, colour, and never a made-up price.
import assert from 'node:assert/strict';
import type { LedgerEntry } from '../../../../src/core/usage/ledger.ts';
import { summarize, type UsageFacts } from '../../../../src/core/usage/usageSummary.ts';
import { translate as t } from '../../../support/translate.ts';

const NOW = Date.parse('2026-11-21T12:00:00');
const DAY = 86_400_000;
const usage = { input: 1000, output: 200, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, thinking: 0 };
const entry = (more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  at: NOW,
  kind: 'chat',
  chat: 'c',
  model: 'claude-sonnet-5-5',
  usage,
  cost: 0.0123,
  estimated: false,
  ...more,
});
const say = (facts: Partial<UsageFacts>) =>
  summarize(
    {
      now: NOW,
      entries: [],
      running: undefined,
      chat: 'c',
      budgets: { perDayUsd: 0, perChatUsd: 0 },
      limits: [],
      rehearsing: false,
      ...facts,
    },
    t,
  );

describe('the status bar item', () => {
  it('says nothing spent, then what today has cost over all that was asked', () => {
    assert.equal(say({}).text, '$(sparkle) 0 · $0.0000');
    const yesterday = entry({ at: NOW - DAY, cost: 9 });
    const summary = say({ entries: [entry(), yesterday, entry({ chat: 'other', kind: 'edit' })] });
    assert.equal(summary.text, '$(sparkle) 2.4k · $0.0246');
    assert.equal(summary.label, 'Sidestream. Today: 2,400 tokens, $0.0246');
  });

  it('is live while a reply streams, its own line counted once', () => {
    const begun = entry({ id: 'begun', estimated: true });
    const running = { ids: new Set(['begun']), usage, cost: 0.02, estimated: true };
    assert.equal(say({ entries: [entry(), begun], running }).text, '$(sync~spin) 2.4k · ~$0.0323');
  });

  it('marks what is estimated, in text, table and words, and says why', () => {
    const stopped = entry({ id: 'stopped', estimated: true, model: 'claude-opus-5-5' });
    const { text, tooltip, label } = say({ entries: [entry(), stopped] });
    assert.equal(text, '$(sparkle) 2.4k · ~$0.0246');
    assert.match(label, /~\$0\.0246/);
    const table = tooltip.replaceAll('&nbsp;', '');
    assert.match(table, /\| Today \| 2,400 \| ~\$0\.0246 \|/);
    assert.match(table, /opus.*~\$0\.0123/);
    assert.match(table, /sonnet.*\| \$0\.0123/);
    assert.match(tooltip, /~ marks an estimate: a final count is still to come, or never came\./);
    assert.doesNotMatch(say({ entries: [entry()] }).tooltip, /~/);
  });

  it('breaks today down in a table: the day, the open chat, each model', () => {
    const old = entry({ at: NOW - 3 * DAY, cost: 1 });
    const opus = entry({ model: 'claude-opus-5-5', cost: 0.5, chat: 'other', saved: 0.25 });
    const [table] = say({ entries: [old, entry(), opus] })
      .tooltip.replaceAll('&nbsp;', '')
      .split('\n\n');
    assert.deepEqual(table?.split('\n'), [
      '| | Tokens | Cost |',
      '| :-- | --: | --: |',
      '| Today | 2,400 | $0.5123 |',
      '| This chat | 2,400 | $1.0123 |',
      '| claude&#45;opus&#45;5&#45;5 | 1,200 | $0.5000 |',
      '| claude&#45;sonnet&#45;5&#45;5 | 1,200 | $0.0123 |',
    ]);
    assert.match(say({ entries: [opus] }).tooltip, /The cache saved \$0\.2500 today\./);
  });

  it('takes no Markdown from the name of a model', () => {
    const model = '[x](command:evil)|<img>`$(alert)`';
    const { tooltip } = say({ entries: [entry({ model })] });
    assert.doesNotMatch(tooltip, /\[|\]|<|`|\(|\$\(/);
  });

  it('shows tokens only where no price is known, and says that a sum is at least so much', () => {
    const { cost: _, ...unpriced } = entry({ model: 'mine' });
    assert.equal(say({ entries: [unpriced] }).text, '$(sparkle) 1.2k · no price known');
    const both = say({ entries: [unpriced, entry()] });
    assert.equal(both.text, '$(sparkle) 2.4k · $0.0123+');
    assert.match(both.tooltip.replaceAll('&nbsp;', ''), /\| mine \| 1,200 \| no price known \|/);
    assert.match(both.tooltip, /the cost is at least this/);
  });

  it('tells of limits until they are full again, of budgets, and colours the item near them', () => {
    const limits = [
      { name: 'requests', limit: 50, remaining: 7, resetAt: NOW + 1 },
      { name: 'tokens', limit: 50, remaining: 7, resetAt: NOW - 1 },
      { name: 'output-tokens', limit: 8000, remaining: 1234 },
    ] as const;
    const { tooltip } = say({ limits });
    assert.match(tooltip, /Requests left: 7 of 50 {2}\nOutput tokens left: 1,234 of 8,000/);
    assert.doesNotMatch(tooltip, /\nTokens left/);
    const at = (perDayUsd: number, perChatUsd = 0) => say({ entries: [entry()], budgets: { perDayUsd, perChatUsd } });
    assert.deepEqual(
      [at(0), at(1), at(0.015), at(0.0123), at(1, 0.015), at(0.0123, 0.015)].map(({ level }) => level),
      ['free', 'free', 'near', 'reached', 'near', 'reached'],
    );
    assert.match(at(0.0246).tooltip, /Budget of the day: 50 % of \$0\.0246/);
    assert.match(at(0, 0.0123).tooltip, /Budget of this chat: 100 % of \$0\.0123/);
  });

  it('says so when it rehearses', () => {
    assert.equal(say({ rehearsing: true }).text, '$(sparkle) 0 · $0.0000 · Rehearsal');
  });
});
