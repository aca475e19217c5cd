// The retry table, each failure over a real socket under a clock that the test turns: how often, after which waits, and
// what the user can do meanwhile.
import assert from 'node:assert/strict';
import { decideRetry, LONGEST_WAIT_MS } from '../../../../src/core/claude/retry.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import { answer } from '../../../support/standin/answer.ts';
import {
  failure,
  hangUp,
  html,
  json,
  redirect,
  silence,
  type FailureOptions,
} from '../../../support/standin/failure.ts';
import { destroyAt, endAt, errorAt, garbageAt } from '../../../support/standin/faults.ts';
import type { Reply } from '../../../support/standin/script.ts';
import { startStandIn, type StandIn } from '../../../support/standin/standIn.ts';
import { TestChat } from '../../../support/testChat.ts';

/** With `random` at 0.5, as test chats have it. */
const JITTER = 600;
const SERVER = [1125, 2250, 4500];
const whole = answer({ text: 'Here it is.', chunk: 3 });

/** What fails again and again, and the waits before each automatic retry. */
const TABLE: [string, Reply, number[]][] = [
  ['400', failure(400), []],
  ['401', failure(401), []],
  ['402', failure(402), []],
  ['403', failure(403), []],
  ['404', failure(404), []],
  ['408', failure(408), [JITTER, JITTER]],
  ['409', failure(409), [1000]],
  ['413', failure(413), []],
  ['422', failure(422), []],
  ['429', failure(429), [5000, 10_000, 20_000]],
  ['429 with retry-after', failure(429, { retryAfter: 7 }), [7000, 7000, 7000]],
  ['429 with retry-after-ms', failure(429, { retryAfterMs: 1200 }), [1200, 1200, 1200]],
  ['429 with the longest wait', failure(429, { retryAfter: 120 }), [120_000, 120_000, 120_000]],
  ['429 with a longer one', failure(429, { retryAfter: 121 }), []],
  ['429 of a spend limit', failure(429, { errorCode: 'enforced_spend_limit_reached', retryAfter: 5 }), []],
  [
    '429 of a spend limit that insists',
    failure(429, { errorCode: 'contract_spend_limit_reached', shouldRetry: true }),
    [],
  ],
  ['429 of a ramp', failure(429, { errorCode: 'ramp_limit_exceeded', retryAfter: 3 }), [3000, 3000, 3000]],
  ['429 of a gateway', json({ error: 'slow', retryAfter: 2 }, 429), [2000, 2000, 2000]],
  ['500', failure(500), SERVER],
  ['502', html(502), SERVER],
  ['503', failure(503, { retryAfter: 9 }), [9000, 9000, 9000]],
  ['504', failure(504), [1000]],
  ['529', failure(529), [45_000, 45_000, 45_000]],
  ['500 that says no', failure(500, { shouldRetry: false }), []],
  ['400 that says yes', failure(400, { shouldRetry: true }), SERVER],
  ['a redirect', redirect('http://elsewhere.example/'), []],
  ['a page with 200', html(200), []],
  ['a socket that dies before the headers', hangUp(true), [JITTER, JITTER]],
  ['a socket that dies after message_start', destroyAt(whole, 1), [JITTER, JITTER]],
  ['a body that ends before the text', endAt(whole, 2), [JITTER, JITTER]],
  ['garbage before the text', garbageAt(whole, 1), [JITTER, JITTER]],
  ['an error event before the text', errorAt(whole, 1, 'overloaded_error'), [45_000, 45_000, 45_000]],
  ['an error event of a kind that is no use', errorAt(whole, 1, 'invalid_request_error'), []],
  // From the first text on nothing is sent again by itself.
  ['a socket that dies in the text', destroyAt(whole, 4), []],
  ['a body that ends in the text', endAt(whole, 4), []],
  ['an error event in the text', errorAt(whole, 4, 'overloaded_error'), []],
  ['a socket that dies in the thinking', destroyAt(answer({ thinking: 'So', text: 'x' }), 3), []],
];

describe('a request that fails', () => {
  let standIn: StandIn;
  let clock: FakeClock;
  let chat: TestChat;
  before(async () => {
    standIn = await startStandIn();
  });
  after(() => standIn.close());
  beforeEach(() => {
    clock = new FakeClock();
    clock.framesPass = true;
    chat = new TestChat(standIn.url, { clock });
  });

  /** The wait before the nth retry, once the page counts down to it. */
  const waiting = async (nth = 1): Promise<number> => {
    await chat.page.until((page) => page.turns.some((turn) => turn.role === 'claude' && turn.retry?.attempt === nth));
    return (chat.page.claude.retry?.at ?? 0) - clock.now();
  };

  for (const [name, reply, waits] of TABLE) {
    it(`by ${name} goes again after ${waits.join(', ') || 'nothing'}`, async () => {
      const before = standIn.messages.length;
      standIn.respond(reply);
      const sent = chat.send();
      for (const [index, ms] of waits.entries()) {
        assert.equal(await waiting(index + 1), ms);
        assert.equal(chat.page.claude.retry?.of, waits.length);
        assert.equal(standIn.messages.length - before, index + 1);
        clock.advance(ms - 1);
        assert.equal(chat.conversation.retryingTurn, chat.page.claude.id);
        clock.advance(1);
      }
      await sent;
      assert.equal(standIn.messages.length - before, waits.length + 1);
      assert.equal(chat.page.claude.outcome, 'broken');
      assert.equal(chat.page.claude.retry, undefined);
      await chat.settled();
    });
  }

  it('is answered when a retry succeeds, in the same turn', async () => {
    standIn.queue(failure(529), failure(500), whole);
    const sent = chat.send();
    assert.equal(await waiting(), 45_000);
    assert.match(chat.page.claude.retry?.reason ?? '', /overloaded/);
    assert.equal(chat.page.claude.phase, 'retrying');
    clock.advance(45_000);
    assert.equal(await waiting(2), 2250);
    clock.advance(2250);
    await sent;
    assert.deepEqual([chat.page.text, chat.page.claude.outcome, chat.page.turns.length], ['Here it is.', 'done', 2]);
    await chat.settled();
  });

  it('tells the time where the server wants a longer wait, or where retries are used up', async () => {
    standIn.queue(failure(429, { retryAfter: 600 }));
    await chat.send();
    assert.match(chat.page.claude.notice?.detail ?? '', /wait 10 min/);
    const none = new TestChat(standIn.url, { clock, maxRetries: 0 });
    standIn.queue(failure(429, { retryAfter: 30 }));
    const sent = none.send();
    await sent;
    assert.match(none.page.claude.notice?.detail ?? '', /wait 30 s/);
  });

  it('goes again at most as often as the user allows', async () => {
    for (const [maxRetries, waits] of [
      [0, 0],
      [1, 1],
      [2, 2],
      [10, 3],
    ] as const) {
      chat = new TestChat(standIn.url, { clock, maxRetries });
      const before = standIn.messages.length;
      standIn.respond(failure(500));
      const sent = chat.send();
      for (let n = 1; n <= waits; n++) {
        await waiting(n);
        assert.equal(chat.page.claude.retry?.of, waits);
        clock.advance(10_000);
      }
      await sent;
      assert.equal(standIn.messages.length - before, waits + 1);
    }
  });

  it('goes at once on Retry now', async () => {
    standIn.queue(failure(529), whole);
    const sent = chat.send();
    await waiting();
    chat.conversation.retryNow('another turn');
    assert.notEqual(chat.conversation.retryingTurn, undefined);
    chat.conversation.retryNow(chat.page.claude.id);
    await sent;
    assert.equal(chat.page.claude.outcome, 'done');
    assert.deepEqual(
      clock.pending.filter((ms) => ms > 2000),
      [],
      'the wait has let go of its timer',
    );
  });

  it('ends with its failure on Cancel retry', async () => {
    const before = standIn.messages.length;
    standIn.queue(failure(529));
    const sent = chat.send();
    await waiting();
    chat.conversation.cancelRetry(chat.page.claude.id);
    await sent;
    assert.match(chat.page.claude.notice?.title ?? '', /overloaded/);
    assert.equal(chat.page.claude.outcome, 'broken');
    assert.equal(standIn.messages.length, before + 1);
    await chat.settled();
  });

  it('ends as stopped on Stop, at once', async () => {
    const before = standIn.messages.length;
    standIn.queue(failure(529));
    const sent = chat.send();
    await waiting();
    chat.conversation.stop();
    await sent;
    assert.deepEqual(
      [chat.page.claude.outcome, chat.page.claude.notice?.steps],
      ['stopped', ['tryAgain', 'edit', 'drop']],
    );
    assert.equal(standIn.messages.length, before + 1);
    await chat.settled();
  });

  it('by silence goes again too', async () => {
    standIn.queue(silence(), whole);
    const index = standIn.messages.length;
    const sent = chat.send();
    await standIn.arrived(index);
    clock.advance(121_000);
    assert.equal(await waiting(), JITTER);
    assert.match(chat.page.claude.retry?.reason ?? '', /nothing for 120 s/);
    clock.advance(JITTER);
    await sent;
    assert.equal(chat.page.claude.outcome, 'done');
  });
});

describe('the retry table', () => {
  it('varies by chance within its bounds', () => {
    const bounds: [Parameters<typeof decideRetry>[0]['kind'], number, number][] = [
      ['connectionLost', 200, 1000],
      ['overloaded', 30_000, 60_000],
      ['server', 1000, 1250],
      ['rateLimit', 5000, 5000],
    ];
    for (const [kind, least, most] of bounds) {
      for (const random of [0, 0.3, 0.999_999]) {
        const decision = decideRetry({ kind }, 0, 3, random);
        assert.ok(decision.again && decision.afterMs >= least && decision.afterMs <= most, `${kind} ${random}`);
      }
    }
  });
  it('waits two minutes at most', () => {
    assert.equal(LONGEST_WAIT_MS, 120_000);
    const options: FailureOptions = { retryAfter: 121 };
    assert.ok(failure(429, options).headers['retry-after'] === '121');
    assert.deepEqual(decideRetry({ kind: 'rateLimit', retryAfterMs: 120_001 }, 0, 3, 0), {
      again: false,
      retryAfterMs: 120_001,
    });
  });
});
