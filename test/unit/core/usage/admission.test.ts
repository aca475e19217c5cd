// What is asked and held back before a request leaves: budgets of the day and of the chat, across midnight and time zones,
// over two windows; the user's own rate limit.
import assert from 'node:assert/strict';
import { Admission } from '../../../../src/core/usage/admission.ts';
import { levelOf, type BudgetState } from '../../../../src/core/usage/budget.ts';
import { dayName, midnight, monthName } from '../../../../src/core/usage/days.ts';
import { Ledger, writeEntry, type LedgerEntry } from '../../../../src/core/usage/ledger.ts';
import { nextAllowed } from '../../../../src/core/usage/rateLimit.ts';
import type { RunningSum } from '../../../../src/core/usage/runningUsage.ts';
import { FakeClock } from '../../../support/fakeClock.ts';

const HOUR = 3_600_000;
const usage = { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, thinking: 0 };

/** The one ledger of all windows. */
class Books {
  readonly ledger = new Ledger();
  readonly clock: FakeClock;
  constructor(at: string) {
    this.clock = new FakeClock(Date.parse(at));
  }
  enter(cost: number, chat = 'c'): LedgerEntry {
    const entry: LedgerEntry = { at: this.clock.now(), kind: 'chat', chat, model: 'm', usage, cost, estimated: false };
    this.ledger.read(writeEntry(entry));
    return entry;
  }
  mark(): void {
    this.ledger.read(writeEntry({ at: this.clock.now(), sent: 'chat' }));
  }
}

/** One window. */
class Window {
  readonly asked: BudgetState[] = [];
  readonly warned: BudgetState[] = [];
  limits = { perDayUsd: 1, perChatUsd: 0, requestsPerMinute: 0 };
  answer: 'once' | 'on' | 'no' = 'no';
  running: RunningSum | undefined;
  readonly admission: Admission;
  constructor(books: Books) {
    this.admission = new Admission({
      now: () => books.clock.now(),
      limits: () => this.limits,
      read: () => Promise.resolve(books.ledger),
      running: () => this.running,
      ask: (state) => {
        this.asked.push(state);
        return Promise.resolve(this.answer);
      },
      warn: (state) => this.warned.push(state),
    });
  }
}

const zone = process.env['TZ'];
const inZone = (name: string): void => void (process.env['TZ'] = name);
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

describe('budgets', () => {
  it('warn from 80 % on and are used up at 100 %, however the cents add up', () => {
    assert.deepEqual(
      [0, 0.79, 0.8, 0.999, 1, 2].map((spent) => levelOf(spent, 1)),
      ['free', 'free', 'near', 'near', 'reached', 'reached'],
    );
    const tenth = Array.from({ length: 10 }, () => 0.1).reduce((sum, cost) => sum + cost, 0);
    assert.ok(tenth < 1);
    assert.equal(levelOf(tenth, 1), 'reached');
    assert.equal(levelOf(5, 0), 'free');
  });

  it('ask once the day’s money is spent, by all windows', async () => {
    const books = new Books('2026-11-21T10:00:00Z');
    const [one, two] = [new Window(books), new Window(books)];
    books.enter(0.6, 'one');
    assert.equal(await two.admission.admit('two'), undefined);
    books.enter(0.4, 'two');
    assert.deepEqual(await one.admission.admit(undefined), { kind: 'overBudget' });
    assert.deepEqual(one.asked, [{ of: 'day', spent: 1, budget: 1 }]);
    one.answer = 'once';
    assert.equal(await one.admission.admit(undefined), undefined);
    assert.equal(await one.admission.admit('one'), undefined);
    assert.equal(one.asked.length, 3);
  });

  it('ask before a request that would use them up, and only once about each', async () => {
    const books = new Books('2026-11-21T10:00:00Z');
    const window = new Window(books);
    books.enter(0.6);
    assert.equal(await window.admission.admitCost(0.39, 'c'), undefined);
    assert.deepEqual(window.asked, []);
    assert.deepEqual(await window.admission.admitCost(0.4, 'c'), { kind: 'wouldPassBudget' });
    assert.deepEqual(window.asked, [{ of: 'day', spent: 0.6, budget: 1, toCome: 0.4 }]);
    window.answer = 'once';
    assert.equal(await window.admission.admitCost(0.4, 'c'), undefined);
    books.enter(0.4);
    assert.equal(await window.admission.admit('c'), undefined);
    assert.equal(await window.admission.admitCost(0.4, 'c'), undefined);
    assert.equal(window.asked.length, 3, 'about a budget that is used up it was asked when the request was admitted');
  });

  it('count what this window’s running replies have cost so far, once', async () => {
    const books = new Books('2026-11-21T10:00:00Z');
    const window = new Window(books);
    books.ledger.read(writeEntry({ ...books.enter(0), id: 'begun', cost: 0.5 }));
    window.running = { ids: new Set(['begun']), usage, estimated: true, cost: 0.9 };
    assert.equal(await window.admission.admit('c'), undefined);
    window.running = { ids: new Set(['begun']), usage, estimated: true, cost: 1.1 };
    assert.deepEqual(await window.admission.admit('c'), { kind: 'overBudget' });
  });

  it('ask no more until midnight, if the user says so', async () => {
    inZone('America/New_York');
    const books = new Books('2026-11-21T23:00:00-05:00');
    const window = new Window(books);
    window.answer = 'on';
    books.enter(2);
    for (let index = 0; index < 3; index++) assert.equal(await window.admission.admit('c'), undefined);
    assert.equal(window.asked.length, 1);
    books.clock.advance(HOUR);
    assert.equal(await window.admission.admit('c'), undefined);
    assert.equal(window.asked.length, 1, 'a new day has a new budget');
    books.enter(1);
    await window.admission.admit('c');
    assert.equal(window.asked.length, 2, 'and asks for itself');
  });

  it('begin anew at the midnight of the user’s own time zone, also where a day has 23 or 25 hours', async () => {
    for (const [name, before, hours] of [
      ['UTC', '2026-11-21T23:59:00Z', 24],
      ['Pacific/Kiritimati', '2026-11-21T23:59:00+14:00', 24],
      ['Pacific/Pago_Pago', '2026-11-21T23:59:00-11:00', 24],
      ['Asia/Kolkata', '2026-11-21T23:59:00+05:30', 24],
      ['Europe/Berlin', '2026-03-28T23:59:00+01:00', 23],
      ['America/New_York', '2026-10-31T23:59:00-04:00', 25],
    ] as const) {
      inZone(name);
      const books = new Books(before);
      const window = new Window(books);
      books.enter(1);
      assert.deepEqual(await window.admission.admit('c'), { kind: 'overBudget' }, name);
      books.clock.advance(60_000);
      assert.equal(await window.admission.admit('c'), undefined, name);
      books.enter(1);
      books.clock.advance(hours * HOUR - 1);
      assert.deepEqual(await window.admission.admit('c'), { kind: 'overBudget' }, name);
      books.clock.advance(1);
      assert.equal(await window.admission.admit('c'), undefined, name);
      assert.equal(midnight(books.clock.now(), -1), books.clock.now() - hours * HOUR);
    }
  });

  it('of a chat count that chat alone, over all days', async () => {
    const books = new Books('2026-11-21T10:00:00Z');
    const window = new Window(books);
    window.limits = { perDayUsd: 0, perChatUsd: 1, requestsPerMinute: 0 };
    books.enter(0.5, 'a');
    books.enter(5, 'b');
    books.clock.advance(40 * 24 * HOUR);
    books.enter(0.5, 'a');
    assert.deepEqual(await window.admission.admit('a'), { kind: 'overBudget' });
    assert.equal(await window.admission.admit('c'), undefined);
    assert.equal(await window.admission.admit(undefined), undefined);
    window.answer = 'on';
    for (let index = 0; index < 2; index++) assert.equal(await window.admission.admit('a'), undefined);
    assert.deepEqual(window.asked.length, 2);
    await window.admission.admit('b');
    assert.equal(window.asked.length, 3, 'another chat asks for itself');
  });

  it('warn in the one window whose request came near them, once', async () => {
    const books = new Books('2026-11-21T10:00:00Z');
    const [one, two] = [new Window(books), new Window(books)];
    await one.admission.spent(books.enter(0.79));
    await two.admission.spent(books.enter(0.02));
    await one.admission.spent(books.enter(0.02));
    assert.deepEqual([one.warned.length, two.warned], [0, [{ of: 'day', spent: 0.81, budget: 1 }]]);
  });
});

describe('the user’s own rate limit', () => {
  it('tells when the next request may leave, in a sliding minute', () => {
    const now = 1_000_000;
    assert.equal(nextAllowed([], 1, now), undefined);
    assert.equal(nextAllowed([now - 60_000], 1, now), undefined);
    assert.equal(nextAllowed([now - 59_999], 1, now), now + 1);
    assert.equal(nextAllowed([now - 10, now - 50_000, now - 30_000], 2, now), now + 30_000);
    assert.equal(nextAllowed([now - 10, now - 20, now - 30], 0, now), undefined);
    assert.equal(nextAllowed([now + 5], 1, now), undefined, 'a clock was set back');
  });

  it('counts over all windows', async () => {
    const books = new Books('2026-11-21T10:00:00Z');
    const [one, two] = [new Window(books), new Window(books)];
    for (const window of [one, two]) window.limits = { perDayUsd: 0, perChatUsd: 0, requestsPerMinute: 2 };
    books.mark();
    books.clock.advance(20_000);
    assert.equal(await two.admission.admit('c'), undefined);
    books.mark();
    const nextAt = books.clock.now() + 40_000;
    for (const window of [one, two]) {
      assert.deepEqual(await window.admission.admit(undefined), { kind: 'ownRateLimit', nextAt });
    }
    books.clock.advance(40_000);
    assert.equal(await one.admission.admit(undefined), undefined);
  });
});

describe('days', () => {
  it('are named by the user’s calendar, months by UTC', () => {
    inZone('Pacific/Kiritimati');
    const at = Date.parse('2026-11-30T12:00:00Z');
    assert.deepEqual([dayName(at), monthName(at)], ['2026-12-01', '2026-11']);
  });
});
