// The report behind the Usage view: nothing counted twice, nothing lost, days of the user's calendar.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { csvOf } from '../../../../src/core/usage/csv.ts';
import type { LedgerEntry } from '../../../../src/core/usage/ledger.ts';
import { quantile, spreadOf } from '../../../../src/core/usage/quantile.ts';
import { parseUsagePageMessage } from '../../../../src/core/usage/usageMessages.ts';
import { entriesOf, PERIODS, reportOf } from '../../../../src/core/usage/usageReport.ts';
import { ticksUpTo } from '../../../../src/webview/usage/scale.ts';
import { createUsageWords } from '../../../../src/webview/usage/usageWords.ts';

const NOW = new Date(2026, 10, 21, 15).getTime();
const HOUR = 3_600_000;
const usage = { input: 10, output: 20, cacheRead: 30, cacheWrite5m: 40, cacheWrite1h: 0, thinking: 5 };
const entry = (more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  at: NOW,
  kind: 'chat',
  model: 'claude-sonnet-5-5',
  usage,
  cost: 0.5,
  estimated: false,
  ...more,
});
const QUIET = { budgets: { perDayUsd: 0, perChatUsd: 0 }, limits: [], rehearsing: false };
const report = (entries: readonly LedgerEntry[], period: (typeof PERIODS)[number] = 7) =>
  reportOf(entries, period, NOW, QUIET);

describe('the usage report', () => {
  it('has a row for every day, also for one without requests, today last', () => {
    const { times } = report([entry(), entry({ at: NOW - 24 * HOUR, model: 'b' }), entry({ at: NOW - 24 * HOUR })]);
    assert.deepEqual(
      times.map(({ name, total }) => [name, total.requests]),
      [
        ['2026-11-15', 0],
        ['2026-11-16', 0],
        ['2026-11-17', 0],
        ['2026-11-18', 0],
        ['2026-11-19', 0],
        ['2026-11-20', 2],
        ['2026-11-21', 1],
      ],
    );
    assert.deepEqual(Object.keys(times[5]?.byModel ?? {}), ['b', 'claude-sonnet-5-5']);
    assert.equal(report([], 365).times.length, 13);
  });

  it('takes whole days of the user’s calendar', () => {
    const midnight = new Date(2026, 10, 15).getTime();
    const [before, first, future] = [
      entry({ at: midnight - 1 }),
      entry({ at: midnight }),
      entry({ at: NOW + 10 * HOUR }),
    ];
    assert.deepEqual(entriesOf([before, first, future], 7, NOW), [first]);
  });

  it('counts each request once in each of its sums', () => {
    const kinds = ['chat', 'edit', 'commit', 'provider'] as const;
    const any = fc.record({
      at: fc.integer({ min: NOW - 400 * 24 * HOUR, max: NOW }),
      kind: fc.constantFrom(...kinds),
      model: fc.constantFrom('a', 'b', '__proto__', 'constructor'),
    });
    fc.assert(
      fc.property(fc.array(any), fc.constantFrom(...PERIODS), (drawn, period) => {
        const made = report(
          drawn.map((each) => entry(each)),
          period,
        );
        const wanted = made.total.requests;
        for (const rows of [made.times, made.models, made.kinds]) {
          assert.equal(
            rows.reduce((sum, { total }) => sum + total.requests, 0),
            wanted,
          );
        }
        const parts = made.times.flatMap(({ byModel }) => Object.values(byModel));
        assert.equal(Math.round(parts.reduce((sum, { cost }) => sum + cost, 0) * 2), wanted);
      }),
    );
  });

  it('puts the dearest first, and only as many chats as one looks through', () => {
    const entries = Array.from({ length: 20 }, (_, index) => entry({ chat: `c${index}`, cost: index }));
    const made = report(entries);
    assert.deepEqual([made.chats[0]?.key, made.chats.length, made.moreChats], ['c19', 12, 8]);
  });

  it('tells median and 95 % of each model that was timed', () => {
    const timed = Array.from({ length: 100 }, (_, index) => entry({ firstToken: index + 1, tokensPerSecond: 5 }));
    const [row, other] = report([...timed, entry({ model: 'untimed', cost: 0 })]).models;
    assert.deepEqual(row?.firstToken, { median: 50, p95: 95 });
    assert.deepEqual(row?.tokensPerSecond, { median: 5, p95: 5 });
    assert.equal(other?.firstToken, undefined);
    assert.deepEqual([quantile([], 0.5), quantile([7], 0.95), spreadOf([])], [undefined, 7, undefined]);
  });
});

describe('the usage as CSV', () => {
  it('has a line for each request, quoted where it must be', () => {
    const lines = csvOf([
      entry({ model: 'a,"b"', cost: 0.1 + 0.2, firstToken: 12 }),
      entry({ model: '=HYPERLINK("x")', requests: 3 }),
    ]).split('\r\n');
    assert.equal(lines.length, 4);
    assert.match(lines[0] ?? '', /^time,kind,chat,model,requests,input_tokens,.*,tokens_per_second$/);
    assert.match(lines[1] ?? '', /^2026-11-21T[\d:.]+Z,chat,,"a,""b""",1,10,30,40,0,20,5,false,0\.3,,false,12,$/);
    assert.match(lines[2] ?? '', /,"'=HYPERLINK\(""x""\)",3,/);
  });
});

describe('messages of the Usage view’s page', () => {
  it('pass the guard only when they are of the protocol', () => {
    for (const good of [
      { type: 'ready' },
      { type: 'ready', period: 7 },
      { type: 'period', period: 365 },
      { type: 'exportCsv' },
      { type: 'changeBudgets' },
    ]) {
      assert.deepEqual(parseUsagePageMessage(good), good);
    }
    const bad = [null, 'ready', {}, { type: 'period' }, { type: 'period', period: 8 }, { type: 'ready', period: 'x' }];
    for (const message of [...bad, { type: 'evil' }]) assert.equal(parseUsagePageMessage(message), undefined);
    assert.deepEqual(parseUsagePageMessage({ type: 'exportCsv', path: '/etc' }), { type: 'exportCsv' });
  });
});

describe('the axis of a chart', () => {
  it('reaches the top in few round steps', () => {
    assert.deepEqual(ticksUpTo(0), [0, 1]);
    assert.deepEqual(ticksUpTo(10), [0, 2, 4, 6, 8, 10]);
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (top) => {
        const ticks = ticksUpTo(top);
        assert.ok(
          (ticks.at(-1) ?? 0) >= top * (1 - 1e-9) && ticks.length >= 3 && ticks.length <= 6,
          `${top}: ${ticks.join(' ')}`,
        );
      }),
    );
  });
});

describe('the words of the Usage view', () => {
  const words = createUsageWords({ chat: 'Gespräch', noPrice: 'kein Preis' }, 'en');
  it('name what is known, and show the rest as it came', () => {
    assert.deepEqual([words.nameOf('chat'), words.nameOf('later')], ['Gespräch', 'later']);
    const total = { cost: 0, tokens: 5, unpriced: true, estimated: false };
    assert.equal(words.cost(total), 'kein Preis');
    assert.equal(words.cost({ ...total, cost: 1, estimated: true }), '~$1.0000+');
    assert.deepEqual([words.time('2026-11-05'), words.time('2026-11')], ['Nov 5', 'Nov 2026']);
  });
});
