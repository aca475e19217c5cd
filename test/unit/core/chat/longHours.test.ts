// The longest answer a model gives, 128,000 tokens over eight hours with pings in its pauses: no limit of ours ends it.
import assert from 'node:assert/strict';
import { attempt } from '../../../../src/core/claude/attempt.ts';
import type { Fetch } from '../../../../src/core/claude/watchdog.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import { answer } from '../../../support/standin/answer.ts';
import { Gate } from '../../../support/standin/gate.ts';
import { gate, ping, type Step } from '../../../support/standin/script.ts';
import { startStandIn } from '../../../support/standin/standIn.ts';
import { TestChat } from '../../../support/testChat.ts';
import { testConnection } from '../../../support/testConnection.ts';

/** Four characters a token, in deltas of three tokens. */
const TEXT = Array.from({ length: 42_667 }, (_, index) => `${index} is one of`.slice(0, 11).padEnd(12)).join('');
const HOURS = 8;
/** Just below `timeout.idleSeconds`. */
const PAUSE_MS = 80_000;
const PAUSES = (HOURS * 3_600_000) / PAUSE_MS;

/** The real fetch, and a promise for the moment at which so many pings have passed through its body. */
function countingFetch(): { readonly fetch: Fetch; readonly pings: (count: number) => Promise<void> } {
  let [seen, wanted] = [0, 0];
  let arrived = Promise.withResolvers<void>();
  const decoder = new TextDecoder();
  const counter = () =>
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform: (piece, controller) => {
        seen += decoder.decode(piece, { stream: true }).split('event: ping').length - 1;
        controller.enqueue(piece);
        if (seen >= wanted) arrived.resolve();
      },
    });
  return {
    fetch: async (input, init) => {
      const response = await globalThis.fetch(input, init);
      const { status, headers } = response;
      return new Response(response.body?.pipeThrough(counter()) ?? null, { status, headers });
    },
    pings: (count) => {
      wanted = count;
      arrived = Promise.withResolvers();
      if (seen >= wanted) arrived.resolve();
      return arrived.promise;
    },
  };
}

describe('an answer of 128,000 tokens that takes eight hours', () => {
  it('comes to its end, whole, in bursts between pauses in which only pings come', async () => {
    const standIn = await startStandIn({ keepRequests: false });
    const whole = answer({ text: TEXT, chunk: 12 });
    const gates = Array.from({ length: PAUSES }, () => new Gate());
    const burst = Math.ceil(whole.steps.length / (PAUSES / 2));
    // Every second pause is followed by another: there the ping alone says that the server lives.
    const steps = gates.flatMap((at, index): Step[] => [
      gate(at),
      ping(),
      ...(index % 2 ? whole.steps.slice(((index - 1) / 2) * burst, ((index + 1) / 2) * burst) : []),
    ]);
    standIn.queue({ ...whole, steps });
    const clock = new FakeClock();
    clock.framesPass = true;
    const { fetch, pings } = countingFetch();
    const connection = testConnection(standIn.url, { clock, fetch });
    const chat = new TestChat(standIn.url, { clock, send: (...request) => attempt(connection, ...request) });
    const began = clock.now();
    const sent = chat.send('Write it all');
    for (const [index, at] of gates.entries()) {
      await Promise.race([at.reached, sent]);
      clock.advance(PAUSE_MS);
      at.open();
      await Promise.race([pings(index + 1), sent]);
    }
    await sent;
    const { outcome, text, timings } = chat.page.claude;
    assert.equal(outcome, 'done');
    assert.ok(text === TEXT, 'the text is whole');
    assert.ok(clock.now() - began >= HOURS * 3_600_000);
    assert.ok((timings?.total ?? 0) >= HOURS * 3_600_000);
    await chat.settled();
    await standIn.close();
  });
});
