// Silence on a real socket under a clock that the test turns: what fires the watchdog, what must not, and what it leaves
// of the connection.
import assert from 'node:assert/strict';
import { SilenceError, watchdogFetch, type SilenceLimits } from '../../../../src/core/claude/watchdog.ts';
import { answer } from '../../../support/standin/answer.ts';
import { html, silence } from '../../../support/standin/failure.ts';
import { stallAt } from '../../../support/standin/faults.ts';
import { Gate } from '../../../support/standin/gate.ts';
import { HEADERS } from '../../../support/standin/rawClient.ts';
import { gate, ping, type Reply } from '../../../support/standin/script.ts';
import { startStandIn, type StandIn } from '../../../support/standin/standIn.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import { countListeners } from '../../../support/countListeners.ts';

const LIMITS: SilenceLimits = { firstByteMs: 120_000, idleMs: 90_000 };
const BODY = JSON.stringify({
  model: 'claude-opus-5',
  max_tokens: 9,
  stream: true,
  messages: [{ role: 'user', content: 'Hi' }],
});

describe('the watchdog', () => {
  let standIn: StandIn;
  let clock: FakeClock;
  let firstBytes: number;
  before(async () => {
    standIn = await startStandIn();
  });
  after(() => standIn.close());
  beforeEach(() => {
    clock = new FakeClock();
    firstBytes = 0;
  });

  const ask = (reply: Reply, limits = LIMITS, signal?: AbortSignal): Promise<Response> => {
    standIn.queue(reply);
    const watched = watchdogFetch(
      (input, init) => fetch(input, init),
      limits,
      clock,
      () => firstBytes++,
    );
    return watched(`${standIn.url}/v1/messages`, {
      method: 'POST',
      headers: HEADERS,
      body: BODY,
      signal: signal ?? null,
    });
  };
  const last = () => {
    const record = standIn.messages.at(-1);
    assert.ok(record);
    return record;
  };
  const before_ = async (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => assert.fail('nothing fired'),
      (error: unknown) => (error instanceof SilenceError ? error.before : assert.fail(String(error))),
    );
  /** Reads one piece that is there already. */
  const piece = async (reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> =>
    new TextDecoder().decode((await reader.read()).value);

  it('fires when no headers come in time, and closes the socket', async () => {
    const asked = before_(ask(silence()));
    await standIn.arrived(standIn.messages.length);
    clock.advance(119_000);
    assert.notEqual(clock.pending.length, 0);
    clock.advance(2000);
    assert.equal(await asked, 'firstByte');
    await last().closed;
    assert.equal(last().closedBy, 'client');
    assert.deepEqual(clock.pending, []);
  });

  it('fires when headers came but no first byte', async () => {
    const response = await ask({ ...answer('Hi'), before: [], steps: [{ do: 'stall' }] });
    const read = before_(response.text());
    clock.advance(121_000);
    assert.equal(await read, 'firstByte');
    assert.equal(firstBytes, 0);
    assert.equal(await last().closed.then(() => last().closedBy), 'client');
  });

  it('fires when bytes came and then none, at the idle limit, not before', async () => {
    const stall = new Gate();
    const response = await ask(stallAt(answer('Hello'), 2, stall));
    await stall.reached;
    const reader = response.body!.getReader();
    await piece(reader);
    assert.equal(firstBytes, 1);
    let fired = false;
    const read = before_(reader.read()).finally(() => (fired = true));
    clock.advance(89_000);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(fired, false);
    clock.advance(2000);
    assert.equal(await read, 'nextByte');
    await last().closed;
    assert.deepEqual(clock.pending, []);
  });

  it('takes pings for life, for hours', async () => {
    const gates = Array.from({ length: 5 }, () => new Gate());
    const whole = answer('Hello');
    const steps = [...whole.steps.slice(0, 1), ...gates.flatMap((at) => [gate(at), ping()]), ...whole.steps.slice(1)];
    const response = await ask({ ...whole, steps });
    const reader = response.body!.getReader();
    await piece(reader);
    for (const at of gates) {
      const read = piece(reader);
      await at.reached;
      clock.advance(80_000);
      at.open();
      assert.match(await read, /ping/);
    }
    for (;;) if ((await reader.read()).done) break;
    assert.deepEqual(clock.pending, []);
  });

  it('does not fire when a laptop wakes up, or after the event loop stood still', async () => {
    for (const asleep of [5000, 8 * 3_600_000]) {
      for (const limits of [LIMITS, { firstByteMs: 2000, idleMs: 2000 }]) {
        const stall = new Gate();
        const response = await ask(stallAt(answer('Hello'), 2, stall), limits);
        await stall.reached;
        const reader = response.body!.getReader();
        await piece(reader);
        const rest = piece(reader);
        clock.sleep(asleep);
        stall.open();
        assert.match(await rest, /data:/);
        await reader.cancel();
      }
    }
  });

  it('does not fire on a reader that is slow', async () => {
    const stall = new Gate();
    const response = await ask(stallAt(answer('Hello'), 2, stall), { firstByteMs: 400, idleMs: 400 });
    await stall.reached;
    const reader = response.body!.getReader();
    await piece(reader);
    clock.advance(390);
    clock.advance(600_000); // nobody reads
    stall.open();
    assert.match(await piece(reader), /data:/);
    await reader.cancel();
    assert.deepEqual(clock.pending, []);
  });

  it('counts from the moment somebody waits, not from the tick before', async () => {
    const stall = new Gate();
    const response = await ask(stallAt(answer('Hello'), 2, stall), { firstByteMs: 4000, idleMs: 4000 });
    await stall.reached;
    const reader = response.body!.getReader();
    await piece(reader);
    clock.advance(999);
    const read = piece(reader);
    clock.advance(3900);
    stall.open();
    assert.match(await read, /data:/);
    await reader.cancel();
  });

  it('holds no timer for a body that nobody reads, nor with its limits at zero', async () => {
    const stall = new Gate();
    const response = await ask(stallAt(answer('Hello'), 2, stall));
    await stall.reached;
    assert.deepEqual(clock.pending, []);
    await response.body!.cancel();
    await last().closed;

    const open = new Gate();
    const endless = await ask(stallAt(answer('Hello'), 2, open), { firstByteMs: 0, idleMs: 0 });
    await open.reached;
    const reader = endless.body!.getReader();
    await piece(reader);
    const read = piece(reader);
    assert.deepEqual(clock.pending, []);
    clock.advance(1e9);
    open.open();
    await read;
    await reader.cancel();
  });

  it('leaves an abort by the caller what it is: before headers, in the body, and before all', async () => {
    const early = new AbortController();
    const asked = ask(silence(), LIMITS, early.signal);
    await standIn.arrived(standIn.messages.length);
    early.abort();
    await assert.rejects(asked, { name: 'AbortError' });

    const late = new AbortController();
    const stall = new Gate();
    const response = await ask(stallAt(answer('Hello'), 2, stall), LIMITS, late.signal);
    await stall.reached;
    const reader = response.body!.getReader();
    await piece(reader);
    const read = reader.read();
    late.abort();
    await assert.rejects(read, { name: 'AbortError' });
    await last().closed;
    const watched = watchdogFetch(
      (input, init) => fetch(input, init),
      LIMITS,
      clock,
      () => {},
    );
    await assert.rejects(watched(standIn.url, { signal: AbortSignal.abort() }), { name: 'AbortError' });
    assert.deepEqual(clock.pending, []);
  });

  it('leaves no listener on the caller’s signal', async () => {
    const { signal, count } = countListeners(new AbortController().signal);
    await (await ask(answer('Hi'), LIMITS, signal)).text();
    await (await ask(html(200), LIMITS, signal)).text();
    await (await ask({ ...html(204), steps: [] }, LIMITS, signal)).text();
    await (await ask(answer('Hi'), LIMITS, signal)).body!.cancel();
    const stalled = before_(ask(silence(), LIMITS, signal));
    await standIn.arrived(standIn.messages.length);
    clock.advance(200_000);
    await stalled;
    assert.equal(count(), 0);
  });

  it('gives on status, headers and every byte', async () => {
    const response = await ask(html(418, '<p>Añ</p>'));
    assert.deepEqual([response.status, response.headers.get('content-type')], [418, 'text/html; charset=utf-8']);
    assert.equal(await response.text(), '<p>Añ</p>');
  });
});
