// Large requests are counted by the API before they leave, over a real socket: what the model cannot read is not sent and
// says so, what would use up a budget is asked about, and no failure of the count holds a message back.
import assert from 'node:assert/strict';
import { countTokens } from '../../../../src/core/claude/countTokens.ts';
import { LARGE_TOKENS } from '../../../../src/core/claude/requestTokens.ts';
import type { LedgerEntry } from '../../../../src/core/usage/ledger.ts';
import { PRICES } from '../../../../src/core/usage/prices.ts';
import { cachedTokens, weigh, type WeighPorts } from '../../../../src/core/usage/weigh.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import { answer } from '../../../support/standin/answer.ts';
import { failure, json } from '../../../support/standin/failure.ts';
import { question } from '../../../support/standin/sdkClient.ts';
import { startStandIn, type StandIn } from '../../../support/standin/standIn.ts';
import { TestChat } from '../../../support/testChat.ts';
import { testConnection } from '../../../support/testConnection.ts';

const LARGE = question('word '.repeat(LARGE_TOKENS));
const SMALL = question('Hi');
const NEVER = new AbortController().signal;

const ports = (more: Partial<WeighPorts> = {}): WeighPorts => ({
  count: () => Promise.resolve(100_000),
  window: 200_000,
  budgets: { perDayUsd: 0, perChatUsd: 0 },
  prices: PRICES,
  cached: () => Promise.resolve(0),
  admit: () => Promise.resolve(undefined),
  ...more,
});

describe('weighing a request', () => {
  it('counts what is large, or dear for the budget, and nothing else', async () => {
    let counts = 0;
    const count = () => Promise.resolve(void counts++);
    await weigh(SMALL, NEVER, ports({ count }));
    await weigh(SMALL, NEVER, ports({ count, budgets: { perDayUsd: 1, perChatUsd: 0 } }));
    assert.equal(counts, 0);
    await weigh(LARGE, NEVER, ports({ count }));
    await weigh(SMALL, NEVER, ports({ count, budgets: { perDayUsd: 0, perChatUsd: 0.000_001 } }));
    assert.equal(counts, 2);
  });

  it('holds back what the API counts as longer than the window; an estimate alone holds back nothing', async () => {
    const count = (tokens?: number) => () => Promise.resolve(tokens);
    assert.deepEqual(await weigh(LARGE, NEVER, ports({ count: count(200_001) })), { kind: 'overWindow' });
    assert.equal(await weigh(LARGE, NEVER, ports({ count: count(200_000) })), undefined);
    assert.equal(await weigh(LARGE, NEVER, ports({ count: count(200_001), window: undefined })), undefined);
    assert.equal(await weigh(LARGE, NEVER, ports({ count: count(), window: 10 })), undefined);
  });

  it('asks the budget with the price of the counted tokens, those in the cache at theirs', async () => {
    const costs: number[] = [];
    const asks = (more: Partial<WeighPorts>) =>
      weigh({ ...LARGE, model: 'claude-sonnet-5-5', cache_control: { type: 'ephemeral' } }, NEVER, {
        ...ports({ budgets: { perDayUsd: 1, perChatUsd: 0 } }),
        admit: (cost) => {
          costs.push(cost);
          return Promise.resolve({ kind: 'wouldPassBudget' });
        },
        ...more,
      });
    assert.deepEqual(await asks({}), { kind: 'wouldPassBudget' });
    await asks({ cached: () => Promise.resolve(80_000) });
    assert.deepEqual(
      costs.map((cost) => cost.toFixed(6)),
      ['0.250000', '0.058000'],
    );
    assert.equal(await asks({ budgets: { perDayUsd: 0, perChatUsd: 0 } }), undefined, 'no budget, no question');
    assert.equal(await asks({ prices: {} }), undefined, 'no known price, no question');
  });

  it('knows what the chat’s last request has left in the cache, for five minutes', () => {
    const usage = { input: 7, output: 9, cacheRead: 100, cacheWrite5m: 20, cacheWrite1h: 3, thinking: 0 };
    const entry = { at: 1000, kind: 'chat', chat: 'c', model: 'm', usage, estimated: false } as const;
    const entries: LedgerEntry[] = [entry, { ...entry, chat: 'other' }];
    assert.equal(cachedTokens(entries, 'c', 'm', 301_000), 123);
    assert.equal(cachedTokens(entries, 'c', 'm', 301_001), 0);
    assert.equal(cachedTokens(entries, 'c', 'other', 1000), 0);
    assert.equal(cachedTokens(entries, undefined, 'm', 1000), 0);
  });
});

describe('the API’s count', () => {
  let standIn: StandIn;
  beforeEach(async () => {
    standIn = await startStandIn();
  });
  afterEach(() => standIn.close());

  it('holds back what its model cannot read, with the next steps; nothing of it is lost', async () => {
    let window = 100;
    const chat: TestChat = new TestChat(standIn.url, {
      holdBack: (params, signal) =>
        weigh(params, signal, ports({ window, count: (...of) => countTokens(testConnection(standIn.url), ...of) })),
    });
    const text = 'word '.repeat(LARGE_TOKENS);
    await chat.send(text);
    const [turn, asked] = [chat.page.claude, chat.page.turns[0]];
    assert.match(turn.notice?.title ?? '', /longer than sonnet can read/);
    // A single message has no older half to forget.
    assert.deepEqual(turn.notice?.steps, ['newChat', 'tryAgain', 'edit', 'drop']);
    assert.equal(asked?.text, text);
    assert.deepEqual([...new Set(standIn.requests.map(({ path }) => path))], ['/v1/messages/count_tokens']);
    window = 200_000;
    standIn.queue(answer({ text: 'Read.' }));
    await chat.step('tryAgain');
    assert.equal(chat.page.claude.text, 'Read.');
    await chat.settled();
  });

  it('is not asked of an address again that counts nothing, or nothing in time, until it has counted', async () => {
    const countless = new Set<string>();
    const { url } = standIn;
    const count = (more: Parameters<typeof testConnection>[1] = {}) =>
      countTokens(testConnection(url, more), LARGE, NEVER, countless);
    for (const status of [404, 405, 501]) {
      standIn.override('POST /v1/messages/count_tokens', failure(status));
      assert.equal(await count(), undefined);
      assert.deepEqual([...countless], [url], String(status));
      standIn.override('POST /v1/messages/count_tokens', undefined);
      assert.ok(((await count()) ?? 0) > 0);
      assert.equal(countless.size, 0);
    }
    for (const status of [401, 429, 500, 529]) {
      standIn.override('POST /v1/messages/count_tokens', failure(status));
      assert.equal(await count(), undefined);
      assert.equal(countless.size, 0, `${status} may pass`);
    }
    standIn.override('POST /v1/messages/count_tokens', json({ tokens: 'many' }));
    await count();
    assert.deepEqual([...countless], [url]);
  });

  it('is waited for at most five seconds, never after Stop, and lets the message go where none comes', async () => {
    const clock = new FakeClock();
    const asked: unknown[] = [];
    const fetch = (_: unknown, init?: RequestInit) =>
      new Promise<Response>((_resolve, reject) => {
        asked.push(init);
        init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    const silent = testConnection(standIn.url, { clock, fetch });
    const countless = new Set<string>();
    const stop = new AbortController();
    const stopped = countTokens(silent, LARGE, stop.signal, countless);
    while (asked.length === 0) await new Promise(setImmediate);
    stop.abort();
    assert.equal(await stopped, undefined);
    assert.equal(countless.size, 0, 'Stop says nothing of the address');
    const late = countTokens(silent, LARGE, NEVER, countless);
    while (asked.length === 1) await new Promise(setImmediate);
    clock.advance(5000);
    assert.equal(await late, undefined);
    assert.equal(countless.size, 1);
    // A gateway that knows only one path.
    const chat = new TestChat(standIn.url, {
      holdBack: (params, signal) =>
        weigh(
          params,
          signal,
          ports({ count: (...of) => countTokens(testConnection(`${standIn.url}/elsewhere`), ...of) }),
        ),
    });
    standIn.queue(answer({ text: 'Sent.' }));
    await chat.send('word '.repeat(LARGE_TOKENS));
    assert.equal(chat.page.claude.text, 'Sent.');
  });
});
