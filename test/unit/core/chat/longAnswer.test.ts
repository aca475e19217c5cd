// A very long answer through the whole engine: nothing is lost, memory grows with the text only, time is linear.
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ChatLog } from '../../../../src/core/chat/chatLog.ts';
import { FramePace } from '../../../../src/core/chat/framePace.ts';
import { Outbox } from '../../../../src/core/chat/outbox.ts';
import { Reporter } from '../../../../src/core/chat/reporter.ts';
import { attempt } from '../../../../src/core/claude/attempt.ts';
import { Exchange } from '../../../../src/core/claude/exchange.ts';
import { RefusedFields } from '../../../../src/core/claude/refusedFields.ts';
import { systemClock } from '../../../../src/host/systemClock.ts';
import type { HostEvent } from '../../../../src/protocol.ts';
import { cpuTime } from '../../../support/cpuTime.ts';
import { SSE_HEADERS } from '../../../support/standin/answer.ts';
import { encodeEvent } from '../../../support/standin/encode.ts';
import { bytes, type Reply } from '../../../support/standin/script.ts';
import { question } from '../../../support/standin/sdkClient.ts';
import { startStandIn } from '../../../support/standin/standIn.ts';
import { testConnection } from '../../../support/testConnection.ts';

const DELTAS = 50_000;
const DELTA = 'some words ';

function longReply(deltas: number): Reply {
  const wire = (data: { type: string }) => encodeEvent(data.type, data);
  const message = { id: 'm', model: 'claude-sonnet-5-5', usage: { input_tokens: 1, output_tokens: 1 } };
  const start = wire({ type: 'message_start', message } as { type: string });
  const open = wire({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } } as {
    type: string;
  });
  const delta = { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: DELTA } };
  const end =
    wire({ type: 'content_block_stop', index: 0 } as { type: string }) +
    wire({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: deltas } } as {
      type: string;
    }) +
    wire({ type: 'message_stop' });
  const body = start + open + wire(delta).repeat(deltas) + end;
  return { status: 200, headers: SSE_HEADERS, before: [], steps: [bytes(body)], lineEnd: '\n' };
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const heap = (): number => {
  collect();
  return process.memoryUsage().heapUsed;
};

describe('an answer of 50,000 deltas', () => {
  it('passes whole, in linear time, and leaves its text in memory and little else', async () => {
    const standIn = await startStandIn({ keepRequests: false });
    const run = async (deltas: number) => {
      const log = ChatLog.from([
        { type: 'user', id: 'u1', at: 0, text: 'Q' },
        { type: 'ask', id: 't1', to: 'u1', at: 0, model: 'm', from: 'u1' },
      ]);
      let written = 0;
      let posted = 0;
      const journal = { append: (lines: string) => Promise.resolve(void (written += lines.length)) };
      const post = (event: HostEvent): void => {
        if (event.type === 'delta') posted += event.text.length;
      };
      const outbox = new Outbox(log, journal, systemClock, post, new FramePace());
      const reporter = new Reporter('t1', undefined, {
        outbox,
        clock: systemClock,
        live: { turnId: 't1', phase: 'waiting', retry: undefined, thinkingMs: undefined },
        price: () => undefined,
        reason: () => '',
        changed: () => undefined,
        userTurnChanged: () => undefined,
        onEvent: () => {},
        onHeaders: () => {},
        onSpent: () => {},
      });
      const connection = testConnection(standIn.url);
      const exchange = new Exchange(
        {
          send: (...request) => attempt(connection, ...request),
          clock: systemClock,
          random: () => 0,
          maxRetries: 0,
          refused: new RefusedFields(),
        },
        reporter,
      );
      standIn.queue(longReply(deltas));
      const began = cpuTime();
      const end = await exchange.run(question(), new AbortController().signal);
      const ms = cpuTime() - began;
      reporter.end(end);
      await outbox.flush();
      assert.equal(end.outcome, 'done');
      assert.equal(posted, DELTA.length * deltas);
      return { log, written, ms };
    };
    await run(DELTAS); // warm
    const before = heap();
    const { log, written, ms } = await run(DELTAS);
    const grown = heap() - before;
    const text = log.claudeTurn('t1')?.text ?? '';
    assert.equal(text, DELTA.repeat(DELTAS));
    // The text twice, as a rope and in its pieces, one byte a character, and some room for the collector.
    assert.ok(grown < 3 * text.length + 2_000_000, `${grown} bytes for ${text.length} characters`);
    assert.ok(written < 2 * text.length, `${written} bytes in the journal`);
    const tenth = (await run(DELTAS / 10)).ms;
    assert.ok(ms < tenth * 25 + 500, `${ms.toFixed(0)} ms, a tenth of it ${tenth.toFixed(0)} ms`);
    await standIn.close();
  });
});
