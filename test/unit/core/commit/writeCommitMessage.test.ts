// A message streams into the box over a real socket: at most four writes a second, what was typed first, stoppable, and
// giving way to the user's own keys.
import assert from 'node:assert/strict';
import type { ExchangePorts, RetryPlan } from '../../../../src/core/claude/exchange.ts';
import { attempt } from '../../../../src/core/claude/attempt.ts';
import { RefusedFields } from '../../../../src/core/claude/refusedFields.ts';
import type { Clock } from '../../../../src/core/clock.ts';
import { commitRequest } from '../../../../src/core/commit/commitPrompt.ts';
import { commitNotice } from '../../../../src/core/commit/commitWords.ts';
import { PacedWriter } from '../../../../src/core/commit/pacedWriter.ts';
import { writeCommitMessage } from '../../../../src/core/commit/writeCommitMessage.ts';
import { systemClock } from '../../../../src/host/systemClock.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import { answer } from '../../../support/standin/answer.ts';
import { failure } from '../../../support/standin/failure.ts';
import { destroyAt, insertAt, stallAt } from '../../../support/standin/faults.ts';
import { Gate } from '../../../support/standin/gate.ts';
import { gate } from '../../../support/standin/script.ts';
import { startStandIn, type StandIn } from '../../../support/standin/standIn.ts';
import { modelOf } from '../../../support/testChat.ts';
import { testConnection } from '../../../support/testConnection.ts';
import { translate } from '../../../support/translate.ts';

/** A box that counts how often it is written. */
class Box {
  readonly writes: string[] = [];
  #value = '';
  get value(): string {
    return this.#value;
  }
  set value(value: string) {
    this.writes.push(value);
    this.#value = value;
  }
  type(value: string): void {
    this.#value = value;
  }
}

const source = { lastMessages: ['Add a', 'Fix b'], branch: 'tides', changes: '+x', instructions: 'In French.' };
const situation = { host: 'standin', model: 'sonnet', firstByteSeconds: 120, idleSeconds: 90 };

describe('writing at a pace', () => {
  it('writes the first at once, then the newest, never more often than allowed, and the last for certain', async () => {
    const clock = new FakeClock();
    const written: [number, number][] = [];
    const began = clock.now();
    const writer = new PacedWriter<number>(clock, 250, (value) => written.push([clock.now() - began, value]));
    for (let value = 0; value <= 100; value++) {
      writer.push(value);
      clock.advance(10);
    }
    const end = writer.written();
    clock.advance(240);
    await end;
    assert.deepEqual(written, [
      [0, 0],
      [250, 24],
      [500, 49],
      [750, 74],
      [1000, 99],
      [1250, 100],
    ]);
  });
});

describe('a commit message', () => {
  let standIn: StandIn;
  let box: Box;
  let stop: AbortController;
  let retries: (RetryPlan | undefined)[];
  let spent: number;

  beforeEach(async () => {
    standIn = await startStandIn();
    box = new Box();
    stop = new AbortController();
    retries = [];
    spent = 0;
  });
  afterEach(() => standIn.close());

  /** Waits of the pace and of retries are over at once; those that guard the connection are real. */
  const hurried: Clock = { now: () => Date.now(), after: (ms, run) => systemClock.after(ms < 60_000 ? 0 : ms, run) };
  const write = (typed = '', clock = hurried) => {
    const connection = testConnection(standIn.url);
    const send: ExchangePorts['send'] = (...request) => attempt(connection, ...request);
    const ports = { send, clock, random: () => 0, maxRetries: 3, refused: new RefusedFields() };
    const listener = {
      retry: (plan: RetryPlan | undefined) => void retries.push(plan),
      spent: () => void spent++,
      headers: () => {},
      event: () => {},
    };
    const request = commitRequest(modelOf('sonnet'), { ...source, typed });
    return writeCommitMessage(box, typed, request, ports, listener, stop.signal);
  };

  it('comes behind what was typed, and tells what it cost', async () => {
    standIn.queue(answer({ text: 'rise with the moon', chunk: 4 }));
    box.type('feat: ');
    const end = await write('feat: ');
    assert.deepEqual([end.outcome, box.value, spent], ['done', 'feat: rise with the moon', 1]);
    assert.ok(box.writes.every((value) => value.startsWith('feat: ')));
  });

  it('asks with the habit, the branch, the changes and the instructions, and without cache or needless thinking', async () => {
    await write('feat: ');
    const { system, messages, cache_control: cache, thinking } = standIn.messages[0]?.body ?? {};
    const asked = JSON.stringify(messages);
    for (const part of ['Add a', 'Fix b', 'tides', '+x', 'In French.', 'feat: ']) assert.ok(asked.includes(part), part);
    assert.match(JSON.stringify(system), /data/);
    assert.equal(cache ?? JSON.stringify(system).includes('cache_control'), false);
    assert.deepEqual(thinking, { type: 'between_tools' });
  });

  it('is written into the box at most four times a second, however fast it comes', async () => {
    standIn.queue(answer({ text: 'one two three four five six seven', chunk: 2 }));
    const clock = new FakeClock();
    const times: number[] = [];
    const writes = box.writes.push.bind(box.writes);
    box.writes.push = (value) => (times.push(clock.now()), writes(value));
    const end = write('', clock);
    let over = false;
    void end.then(() => (over = true));
    for (const isOver = () => over; !isOver();) {
      await new Promise(setImmediate);
      clock.advance(10);
    }
    assert.equal((await end).outcome, 'done');
    assert.ok(times.length > 0 && box.value.endsWith('seven'));
    for (const [nth, at] of times.entries()) assert.ok(nth === 0 || at - (times[nth - 1] ?? 0) >= 250, times.join(' '));
  });

  it('ends at once when stopped, and what came stays', async () => {
    const held = new Gate();
    standIn.queue(stallAt(answer({ text: 'Half a message', chunk: 6 }), 4, held));
    const end = write();
    await held.reached;
    while (box.value === '') await new Promise(setImmediate);
    stop.abort();
    const { outcome } = await end;
    assert.equal(outcome, 'stopped');
    const record = await standIn.arrived(0);
    await record.closed;
    assert.equal(record.closedBy, 'client');
    assert.ok('Half a message'.startsWith(box.value));
  });

  it('gives way when the user types, and keeps what was typed', async () => {
    const [first, never] = [new Gate(), new Gate()];
    const pace = new FakeClock();
    standIn.queue(insertAt(insertAt(answer({ text: 'One two three four', chunk: 4 }), 5, gate(never)), 3, gate(first)));
    const paced: Clock = {
      now: () => Date.now(),
      after: (ms, run) => (ms === 250 ? pace : systemClock).after(ms, run),
    };
    const end = write('', paced);
    await first.reached;
    while (box.writes.length === 0) await new Promise(setImmediate);
    box.type('My own words');
    first.open();
    // The next write sees the user's words, and ends the request; until there is one to make the clock turns.
    const over = end.then(() => true);
    while (!(await Promise.race([over, new Promise<false>((resolve) => setImmediate(resolve, false))])))
      pace.advance(250);
    assert.deepEqual([(await end).outcome, box.value, box.writes], ['typed', 'My own words', ['One']]);
    const record = await standIn.arrived(0);
    await record.closed;
    assert.equal(record.closedBy, 'client');
  });

  it('tells a break, a refusal and a failure in words, with what came in the box', async () => {
    const words = async () => commitNotice(await write(), situation, translate)?.title ?? '';
    standIn.queue(destroyAt(answer({ text: 'Half a message', chunk: 6 }), 4));
    assert.match(await words(), /connection to standin was lost/);
    assert.ok(box.value.length > 0);
    standIn.queue(answer({ text: '', stopReason: 'refusal' }));
    assert.match(await words(), /declined/);
    standIn.queue(failure(401, { message: 'bad key' }));
    assert.match(await words(), /does not accept/);
    standIn.queue(answer(''));
    assert.match(await words(), /empty/);
    standIn.queue(answer('Fine.'));
    assert.equal(await words(), '');
  });

  it('is tried again by itself as chats are', async () => {
    standIn.queue(failure(503, { message: 'busy' }), answer('At last'));
    const end = await write();
    assert.deepEqual([end.outcome, box.value], ['done', 'At last']);
    assert.equal(retries.filter((plan) => plan !== undefined).length, 1);
  });
});
