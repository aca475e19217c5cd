// What the engine costs over the bare SDK: the processor's time for the same answer, taken alternately in one run, over a
// real socket, medians. `node test/bench/engine.ts [rounds]`
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { BaseAnthropic } from '@anthropic-ai/sdk/client';
import { Messages } from '@anthropic-ai/sdk/resources/messages/messages';
import { ChatLog } from '../../src/core/chat/chatLog.ts';
import { Outbox } from '../../src/core/chat/outbox.ts';
import { Reporter } from '../../src/core/chat/reporter.ts';
import { attempt } from '../../src/core/claude/attempt.ts';
import { EventRing } from '../../src/core/claude/eventRing.ts';
import { Exchange } from '../../src/core/claude/exchange.ts';
import { RunningUsage } from '../../src/core/usage/runningUsage.ts';
import { systemClock } from '../../src/host/systemClock.ts';
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

/** All that happens to a reply in the extension host but the disk and the panel's own port. */
async function engine(url: string): Promise<number> {
  const log = ChatLog.from([
    { type: 'user', id: 'u1', at: 0, text: 'Q' },
    { type: 'ask', id: 't1', to: 'u1', at: 0, model: 'm', from: 'u1' },
  ]);
  let posted = 0;
  const outbox = new Outbox(log, { append: () => Promise.resolve() }, systemClock, (event) => {
    if (event.type === 'delta') posted += event.text.length;
  });
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
      ring.push('t1', systemClock.now(), event);
      usage.event('t1', event);
    },
    onHeaders: () => {},
    onSpent: () => {},
  });
  const connection = testConnection(url);
  const send: ConstructorParameters<typeof Exchange>[0]['send'] = (...request) => attempt(connection, ...request);
  const exchange = new Exchange({ send, clock: systemClock, random: () => 0, maxRetries: 0 }, reporter);
  reporter.end(await exchange.run(question(), new AbortController().signal));
  await outbox.flush();
  return posted;
}

async function cost(run: () => Promise<number>): Promise<{ cpu: number; wall: number; length: number }> {
  const began = performance.now();
  const before = process.cpuUsage();
  const length = await run();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000, wall: performance.now() - began, length };
}

const median = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[figures.length >> 1] ?? Number.NaN;

const server = fork(new URL('engineServer.ts', import.meta.url));
const [port] = (await once(server, 'message')) as [number];
const lines = [['deltas', 'SDK ms', 'engine ms', 'CPU ratio', 'time ratio']];
let worst = 0;
for (const deltas of [2000, 10_000, 50_000]) {
  const url = `http://127.0.0.1:${port}/${deltas}`;
  const figures = { bare: [] as number[], engine: [] as number[], cpu: [] as number[], wall: [] as number[] };
  for (let round = -2; round < rounds; round++) {
    // Who goes first changes, so that neither gains by the state that the other leaves.
    const first = round % 2 === 0;
    const a = await cost(() => (first ? bare : engine)(url));
    const b = await cost(() => (first ? engine : bare)(url));
    const [sdk, ours] = first ? [a, b] : [b, a];
    if (sdk.length !== ours.length) throw new Error(`${ours.length} characters of ${sdk.length}`);
    if (round < 0) continue; // warming up
    figures.bare.push(sdk.cpu);
    figures.engine.push(ours.cpu);
    figures.cpu.push(ours.cpu / sdk.cpu);
    figures.wall.push(ours.wall / sdk.wall);
  }
  const ratio = median(figures.cpu);
  if (deltas >= 10_000) worst = Math.max(worst, ratio);
  lines.push([
    String(deltas),
    ...[figures.bare, figures.engine].map((ms) => median(ms).toFixed(0)),
    ratio.toFixed(2),
    median(figures.wall).toFixed(2),
  ]);
}
server.disconnect();
for (const line of lines) console.log(line.map((cell) => cell.padStart(10)).join(' '));
console.log(`The engine's processor time over the SDK's: ${worst.toFixed(2)} (goal: at most ${GOAL})`);
process.exitCode = worst <= GOAL ? 0 : 1;
