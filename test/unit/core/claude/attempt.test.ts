// One request over a real socket: what it gives out, how it ends, and what it leaves behind.
import assert from 'node:assert/strict';
import { subscribe } from 'node:diagnostics_channel';
import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages/messages';
import { attempt, listModels } from '../../../../src/core/claude/attempt.ts';
import { answer } from '../../../support/standin/answer.ts';
import { failure, html, json, silence } from '../../../support/standin/failure.ts';
import { crlf, destroyAt, insertAt, stallAt } from '../../../support/standin/faults.ts';
import { Gate } from '../../../support/standin/gate.ts';
import { bytes, event, gate, ping, unknownEvent, type Reply } from '../../../support/standin/script.ts';
import { question } from '../../../support/standin/sdkClient.ts';
import { startStandIn, type StandIn } from '../../../support/standin/standIn.ts';
import { countListeners } from '../../../support/countListeners.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import { TEST_KEY, testConnection } from '../../../support/testConnection.ts';

describe('an attempt', () => {
  let standIn: StandIn;
  let events: RawMessageStreamEvent[];
  before(async () => {
    standIn = await startStandIn();
  });
  after(() => standIn.close());
  beforeEach(() => {
    events = [];
  });
  const listener = {
    firstByte: () => {},
    headers: () => {},
    event: (one: RawMessageStreamEvent) => void events.push(one),
  };
  const send = (reply: Reply, signal = new AbortController().signal, clock = new FakeClock()) => {
    standIn.queue(reply);
    return attempt(testConnection(standIn.url, { clock }), question(), signal, listener);
  };
  const types = () => events.map(({ type }) => type as string);

  it('gives each event, in order, but pings; unknown kinds too', async () => {
    const reply = insertAt(answer({ text: 'Hi', chunk: 9 }), 1, ping(), unknownEvent());
    for (const sent of [reply, crlf(reply)]) {
      events = [];
      assert.deepEqual(await send(sent), { kind: 'ended' });
      assert.deepEqual(types(), [
        'message_start',
        'weather_report',
        'content_block_start',
        'content_block_delta',
        'content_block_stop',
        'message_delta',
        'message_stop',
      ]);
    }
  });

  it('passes over what is malformed', async () => {
    const broken = [
      ['message_start', { type: 'message_start' }],
      ['message_start', { type: 'message_start', message: { id: 1 } }],
      ['content_block_start', { type: 'content_block_start', index: 0 }],
      ['content_block_delta', { type: 'content_block_delta', index: 0 }],
      ['content_block_delta', { type: 'content_block_delta', index: 0, delta: { type: 'text_delta' } }],
      ['content_block_delta', { type: 'content_block_delta', delta: { type: 'text_delta', text: 'x' } }],
      ['content_block_stop', { type: 'content_block_stop' }],
      ['message_delta', { type: 'message_delta', delta: null }],
      ['odd', null],
      ['odd', [1]],
      ['odd', 'null'],
    ] as const;
    const steps = broken.map(([name, data]) => event(name, data));
    assert.deepEqual(await send(insertAt(answer('Hi'), 2, ...steps)), { kind: 'ended' });
    await send(answer('Hi'));
    const half = types().length / 2;
    assert.deepEqual(types().slice(0, half), types().slice(half));
  });

  it('is over with message_stop, even if the server keeps the connection open', async () => {
    const clock = new FakeClock();
    const open = new Gate();
    const whole = answer('Hi');
    const reply = { ...whole, steps: [...whole.steps, gate(open), ping(), { do: 'stall' } as const] };
    assert.deepEqual(await send(reply, undefined, clock), { kind: 'ended' });
    await open.reached;
    const record = standIn.messages.at(-1);
    assert.equal(record?.closedBy, undefined);
    clock.advance(2000);
    await record?.closed;
    assert.equal(record?.closedBy, 'client');
  });

  it('takes what comes after message_stop for nothing, be it an error', async () => {
    const whole = answer('Hi');
    const reply = {
      ...whole,
      steps: [...whole.steps, bytes('event: error\ndata: {}\n\n'), { do: 'destroy' } as const],
    };
    assert.deepEqual(await send(reply), { kind: 'ended' });
    assert.equal(types().at(-1), 'message_stop');
  });

  it('lets the next request use its connection', async () => {
    // A server of its own: to the other one connections are open already.
    const fresh = await startStandIn();
    const { ports, fetch: counted } = portsOf();
    for (let n = 0; n < 3; n++) {
      // The end of the body comes after the last event, and nobody waits for it.
      const last = new Gate();
      const whole = answer('Hi');
      fresh.queue({ ...whole, steps: [...whole.steps, gate(last)] });
      await attempt(testConnection(fresh.url, { fetch: counted }), question(), new AbortController().signal, listener);
      await last.reached;
      // The client has read the end of the body.
      const ended = new Promise((resolve) => subscribe('undici:request:trailers', resolve));
      last.open();
      await ended;
      // undici waits for one turn of the loop before it uses a socket again.
      for (let turns = 0; turns < 3; turns++) await new Promise((resolve) => setImmediate(resolve));
    }
    await fresh.close();
    assert.deepEqual([ports().length, new Set(ports()).size], [3, 1]);
  });
  /** The stand-in does not tell its sockets apart, but undici's diagnostics do. */
  function portsOf(): { ports: () => unknown[]; fetch: typeof globalThis.fetch } {
    const seen: unknown[] = [];
    subscribe('undici:client:sendHeaders', (message) => seen.push((message as { socket: unknown }).socket));
    return { ports: () => seen, fetch: (input, init) => fetch(input, init) };
  }

  it('gives nothing out after an abort, though the SDK has buffered it', async () => {
    const controller = new AbortController();
    standIn.queue({ ...answer({ text: 'abcdefgh', chunk: 1 }), writes: { size: 1 << 20 } });
    const end = attempt(testConnection(standIn.url), question(), controller.signal, {
      ...listener,
      event: (one) => {
        events.push(one);
        if (one.type === 'content_block_delta') controller.abort();
      },
    });
    assert.deepEqual(await end, { kind: 'aborted' });
    assert.equal(types().filter((type) => type === 'content_block_delta').length, 1);
  });

  it('does not even ask when it was aborted before', async () => {
    const before = standIn.requests.length;
    const end = attempt(testConnection(standIn.url), question(), AbortSignal.abort(), listener);
    assert.deepEqual(await end, { kind: 'aborted' });
    assert.equal(standIn.requests.length, before);
  });

  it('lets go of the caller’s signal however it ends', async () => {
    const { signal, count } = countListeners(new AbortController().signal);
    const whole = answer('Hi');
    const replies = [
      whole,
      failure(500),
      failure(404),
      html(200),
      json({}),
      destroyAt(whole, 2),
      { ...whole, steps: [] },
    ];
    for (const reply of replies) {
      await send(reply, signal);
      assert.equal(count(), 0);
    }
    const unreachable = testConnection('http://127.0.0.1:9');
    await attempt(unreachable, question(), signal, listener);
    await attempt({ ...unreachable, apiKey: 'a\nb' }, question(), signal, listener);
    assert.equal(count(), 0);
    for (const reply of [silence(), stallAt(whole, 0), stallAt(whole, 3)]) {
      const stopped = new AbortController();
      const counted = countListeners(stopped.signal);
      const end = send(reply, counted.signal);
      await standIn.arrived(standIn.messages.length);
      stopped.abort();
      assert.deepEqual(await end, { kind: 'aborted' });
      assert.equal(counted.count(), 0);
      await standIn.messages.at(-1)?.closed;
    }
  });

  it('sends the key by the header that is wanted, and no other', async () => {
    const header = async (more: object) => {
      standIn.queue(answer('Hi'));
      await attempt(testConnection(standIn.url, more), question(), new AbortController().signal, listener);
      const {
        authorization,
        'x-api-key': own,
        'anthropic-version': version,
        'x-team': team,
      } = standIn.messages.at(-1)?.headers ?? {};
      return { authorization, own, version, team };
    };
    const version = '2026-10-21';
    const bearer = `Bearer ${TEST_KEY}`;
    assert.deepEqual(await header({}), { authorization: bearer, own: undefined, version, team: undefined });
    assert.deepEqual(await header({ apiKeyHeader: 'x-api-key', customHeaders: { 'X-Team': 'blue' } }), {
      authorization: undefined,
      own: TEST_KEY,
      version,
      team: 'blue',
    });
    const older = await header({ apiVersion: '2023-06-01', customHeaders: { Authorization: 'Basic x' } });
    assert.deepEqual([older.version, older.authorization], ['2023-06-01', bearer]);
  });

  it('looks at no variable of the environment', async () => {
    const names = ['ANTHROPIC_BASE_URL', 'ANTHROPIC_CUSTOM_HEADERS', 'ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_API_KEY'];
    const values = ['http://127.0.0.1:9', 'Authorization: Bearer evil\nx-team: evil', 'evil', 'evil'];
    for (const [at, name] of names.entries()) process.env[name] = values[at] ?? '';
    assert.deepEqual(await send(answer('Hi')), { kind: 'ended' });
    for (const name of names) delete process.env[name];
    assert.equal(standIn.messages.at(-1)?.headers.authorization, `Bearer ${TEST_KEY}`);
  });

  it('lists the models, and tells why where it cannot', async () => {
    const list = await listModels(testConnection(standIn.url), new AbortController().signal);
    assert.ok('models' in list && list.models.length > 3);
    standIn.override('GET /v1/models', json({ data: [{ id: 'a' }, { no: 1 }, null, 'x'] }));
    assert.deepEqual(await listModels(testConnection(standIn.url), new AbortController().signal), {
      models: [{ id: 'a' }],
    });
    standIn.override('GET /v1/models', failure(404));
    const none = await listModels(testConnection(standIn.url), new AbortController().signal);
    assert.ok('failure' in none && none.failure.kind === 'notFound');
    standIn.override('GET /v1/models', undefined);
    // Words for what was sent would be about nothing.
    const late = await listModels(testConnection(standIn.url), AbortSignal.abort());
    assert.deepEqual(late, { failure: { kind: 'unreachable', code: 'ETIMEDOUT' } });
  });
});
