// What the engine costs over the bare SDK: the processor's time for the same answer, taken alternately in one run, over a
// real socket, medians. `npm run bench -- engine`
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { BaseAnthropic } from '@anthropic-ai/sdk/client';
import { Messages } from '@anthropic-ai/sdk/resources/messages/messages';
import { ChatLog } from '../../src/core/chat/chatLog.ts';
import { FramePace } from '../../src/core/chat/framePace.ts';
import { Outbox } from '../../src/core/chat/outbox.ts';
import { Reporter } from '../../src/core/chat/reporter.ts';
import { attempt } from '../../src/core/claude/attempt.ts';
import { EventRing } from '../../src/core/claude/eventRing.ts';
import { Exchange } from '../../src/core/claude/exchange.ts';
import { RunningUsage } from '../../src/core/usage/runningUsage.ts';
import { RefusedFields } from '../../src/core/claude/refusedFields.ts';
import { systemClock } from '../../src/host/systemClock.ts';
import type { HostEvent } from '../../src/protocol.ts';
import { question } from '../support/standin/sdkClient.ts';
import { testConnection } from '../support/testConnection.ts';

const GOAL = 1.3;
const rounds = Number(process.argv[2] ?? 9);

async function bare(url: string): Promise<number> {
  const client = new BaseAnthropic({ apiKey: 'k', baseURL: url, maxRetries: 0, logLevel: 'off', openTelemetry: false });
  let length = 0;
  for await (const event of await new Messages(client).create(question())) {
    if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') length += event.delta.text.length;
  }
  return length;
}

/** From the socket to the post of each frame; `whole` adds the raw view and the live usage, as in the extension host. */
async function engine(url: string, whole: boolean): Promise<number> {
  const log = ChatLog.from([
    { type: 'user', id: 'u1', at: 0, text: 'Q' },
    { type: 'ask', id: 't1', to: 'u1', at: 0, model: 'm', from: 'u1' },
  ]);
  let posted = 0;
  const post = (event: HostEvent): void => {
    if (event.type === 'delta') posted += event.text.length;
  };
  const outbox = new Outbox(log, { append: () => Promise.resolve() }, systemClock, post, new FramePace());
  const ring = new EventRing();
  const usage = new RunningUsage();
  const reporter = new Reporter('t1', undefined, {
    outbox,
    clock: systemClock,
    live: { turnId: 't1', phase: 'waiting', retry: undefined, thinkingMs: undefined },
    price: () => undefined,
    reason: () => '',
    changed: () => undefined,
    userTurnChanged: () => undefined,
    onEvent: (event) => {
      if (!whole) return;
      ring.push('t1', systemClock.now(), event);
      usage.event('t1', event);
    },
    onHeaders: () => {},
    onSpent: () => {},
  });
  const connection = testConnection(url);
  const send: ConstructorParameters<typeof Exchange>[0]['send'] = (...request) => attempt(connection, ...request);
  const exchange = new Exchange(
    { send, clock: systemClock, random: () => 0, maxRetries: 0, refused: new RefusedFields() },
    reporter,
  );
  reporter.end(await exchange.run(question(), new AbortController().signal));
  await outbox.flush();
  return posted;
}

/** Processor time of one run. No collection is forced before: it would throw away compiled code, which no user does. */
async function cost(run: () => Promise<number>): Promise<{ ms: number; length: number }> {
  const before = process.cpuUsage();
  const length = await run();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, length };
}

const median = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[figures.length >> 1] ?? Number.NaN;

const server = fork(new URL('engineServer.ts', import.meta.url));
const [port] = (await once(server, 'message')) as [number];
const lines = [['deltas', 'SDK ms', 'engine ms', 'ratio', 'all ms', 'ratio']];
let worst = 0;
for (const deltas of [2000, 10_000, 50_000]) {
  const url = `http://127.0.0.1:${port}/${deltas}`;
  const runs = [() => bare(url), () => engine(url, false), () => engine(url, true)] as const;
  const figures: number[][] = [[], [], []];
  const lengths = new Set<number>();
  for (let round = -3; round < rounds; round++) {
    // Who goes first changes, so that none gains by the state that another leaves.
    for (let turn = 0; turn < runs.length; turn++) {
      const which = (turn + round + 3) % runs.length;
      const { ms, length } = await cost(runs[which] ?? runs[0]);
      lengths.add(length);
      if (round >= 0) figures[which]?.push(ms);
    }
  }
  if (lengths.size > 1) throw new Error(`texts of ${[...lengths].join(', ')} characters`);
  const [sdk = Number.NaN, ours = Number.NaN, all = Number.NaN] = figures.map(median);
  if (deltas >= 10_000) worst = Math.max(worst, ours / sdk);
  lines.push([
    String(deltas),
    sdk.toFixed(0),
    ours.toFixed(0),
    (ours / sdk).toFixed(2),
    all.toFixed(0),
    (all / sdk).toFixed(2),
  ]);
}
server.disconnect();
for (const line of lines) console.log(line.map((cell) => cell.padStart(10)).join(' '));
console.log(`The engine's processor time over the SDK's: ${worst.toFixed(2)} (goal: at most ${GOAL})`);
