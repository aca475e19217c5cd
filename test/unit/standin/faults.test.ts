/** Each fault does on the socket what its name says, seen by a bare client. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { answer } from '../../support/standin/answer.ts';
import { failure, hangUp, html, rateLimits, redirect, silence } from '../../support/standin/failure.ts';
import {
  crlf,
  cutAtByte,
  destroyAt,
  endAt,
  errorAt,
  eventCount,
  garbageAt,
  halfCharacterAt,
  halfEventAt,
  insertAt,
  nameless,
  noiseAt,
  splitAtRandom,
  splitWrites,
  stallAt,
} from '../../support/standin/faults.ts';
import { Gate } from '../../support/standin/gate.ts';
import { HEADERS, post, type RawReply } from '../../support/standin/rawClient.ts';
import { ask } from '../../support/standin/sdkClient.ts';
import { comment, ping, unknownEvent, wait, type Reply } from '../../support/standin/script.ts';
import { startStandIn, type StandIn } from '../../support/standin/standIn.ts';

const whole = answer({ text: 'Año nuevo 🎉', chunk: 4, id: 'msg_fixed', usage: { input_tokens: 9 } });
const HI = { role: 'user', content: 'Hi' };
const events = (body: Buffer): number => (body.toString().match(/^event: /gm) ?? []).length;

describe('the stand-in’s faults', () => {
  let standIn: StandIn;
  let clean: Buffer;
  const played = (reply: Reply): Promise<RawReply> => {
    standIn.queue(reply);
    return post(standIn.url);
  };
  /** The chunks on the wire: `fetch` joins those that wait for its reader. */
  const piecesOf = async (reply: Reply): Promise<number[]> => {
    standIn.queue(reply);
    const body = JSON.stringify({ model: 'claude-sonnet-5-5', max_tokens: 9, stream: true, messages: [HI] });
    const sizes: number[] = [];
    const ended = Promise.withResolvers<void>();
    const request = httpRequest(`${standIn.url}/v1/messages`, { method: 'POST', headers: HEADERS }, (response) => {
      response.on('data', (piece: Buffer) => sizes.push(piece.length)).once('end', ended.resolve);
    });
    request.end(body);
    await ended.promise;
    return sizes;
  };
  beforeEach(async () => {
    standIn = await startStandIn();
    clean = (await played(whole)).body;
  });
  afterEach(() => standIn.close());

  it('destroys the socket, or ends in good order, at every event', async () => {
    for (let index = 0; index <= eventCount(whole); index += 1) {
      const died = await played(destroyAt(whole, index));
      assert.equal(events(died.body), index);
      assert.match(String(died.error), /terminated/);
      const ended = await played(endAt(whole, index));
      assert.equal(events(ended.body), index);
      assert.equal(ended.error, undefined);
    }
    assert.match(String((await played(destroyAt(whole, 2, true))).error), /terminated/);
  });

  it('cuts at every byte', async () => {
    for (let at = 0; at <= clean.length; at += 7) {
      const died = await played(cutAtByte(whole, at));
      assert.deepEqual(died.body, clean.subarray(0, at));
      assert.match(String(died.error), /terminated/);
      const ended = await played(cutAtByte(whole, at, 'end'));
      assert.deepEqual([ended.body, ended.error], [clean.subarray(0, at), undefined]);
    }
  });

  it('stalls until the test lets it go on, and knows when it has come there', async () => {
    const gate = new Gate();
    const reply = played(stallAt(whole, 3, gate));
    await gate.reached;
    assert.equal(standIn.messages.at(-1)?.sentAt.length, 3);
    gate.open();
    assert.deepEqual((await reply).body, clean);
  });

  it('stalls for ever, and records that the client went away', async () => {
    standIn.queue(stallAt(whole, 2));
    const stop = new AbortController();
    const { signal } = stop;
    const body = JSON.stringify({
      model: 'claude-opus-5',
      max_tokens: 9,
      stream: true,
      messages: [HI],
    });
    const response = await fetch(`${standIn.url}/v1/messages`, { method: 'POST', headers: HEADERS, body, signal });
    const reader = response.body!.getReader();
    await reader.read();
    const record = await standIn.arrived(1);
    assert.equal(record.closedAt, undefined);
    stop.abort();
    await record.closed;
    assert.equal(record.closedBy, 'client');
  });

  it('sends no headers until told to', async () => {
    const gate = new Gate();
    const reply = played(silence(gate, whole));
    await gate.reached;
    assert.equal(standIn.messages.at(-1)?.status, 0);
    gate.open();
    assert.equal((await reply).status, 200);
  });

  it('hangs up before the status line', async () => {
    await assert.rejects(played(hangUp()), /fetch failed/);
    await assert.rejects(played(hangUp(true)), /fetch failed/);
  });

  it('puts an error event, garbage, noise, comments, pings and unknown events where it is told', async () => {
    const broken = (await played(errorAt(whole, 2, 'api_error', 'Oh no'))).body.toString();
    assert.match(broken, /event: error\ndata: .*"type":"api_error","message":"Oh no".*\n\n$/);
    assert.match((await played(garbageAt(whole, 2))).body.toString(), /data: {"type":\n\n/);
    assert.ok((await played(noiseAt(whole, 2, 1))).body.length > clean.length);
    const extra = (await played(insertAt(whole, 1, comment('hi'), ping(), unknownEvent()))).body.toString();
    assert.match(extra, /\n\n: hi\n\nevent: ping\n.*\n\nevent: weather_report\n/);
  });

  it('sends half an event and half a character', async () => {
    const half = await played(halfEventAt(whole, 1));
    assert.equal(events(half.body), 2);
    assert.ok(!half.body.toString().endsWith('\n'));
    const torn = await played(halfCharacterAt(whole, 2, 'end'));
    assert.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(torn.body));
    assert.equal(torn.error, undefined);
  });

  it('sends the same bytes in other pieces', async () => {
    const bytewise = await played(splitWrites(whole, 1));
    assert.deepEqual(bytewise.body, clean);
    assert.equal((await piecesOf(splitWrites(whole, 1))).length, clean.length);
    assert.deepEqual(await piecesOf(splitWrites(whole, 1 << 20)), [clean.length]);
    assert.deepEqual((await piecesOf(splitWrites(whole, [10, 13]))).slice(0, 2), [10, 3]);
    const random = await played(splitAtRandom(whole, 42, clean.length));
    assert.deepEqual(random.body, clean);
  });

  it('gives each piece a segment of its own on the wire', async () => {
    standIn.queue(splitWrites(whole, 100));
    const body = JSON.stringify({ model: 'claude-sonnet-5-5', max_tokens: 9, stream: true, messages: [HI] });
    const head = Object.entries({ ...HEADERS, host: 'standin', 'content-length': body.length, connection: 'close' });
    const socket = connect(standIn.port, '127.0.0.1');
    let segments = 0;
    socket.on('data', () => (segments += 1));
    socket.write(`POST /v1/messages HTTP/1.1\r\n${head.map((line) => line.join(': ')).join('\r\n')}\r\n\r\n${body}`);
    await once(socket, 'close');
    // The head may come with the first piece, the last piece with the end.
    assert.ok(segments >= clean.length / 100 - 2, `${segments} segments`);
  });

  it('ends lines with CRLF, and leaves event names out', async () => {
    assert.equal((await played(crlf(whole))).body.toString(), clean.toString().replaceAll('\n', '\r\n'));
    assert.equal(events((await played(nameless(whole))).body), 0);
    standIn.queue(crlf(whole));
    assert.equal((await ask(standIn.url)).text, 'Año nuevo 🎉');
  });

  it('answers errors, pages and redirects', async () => {
    const limits = rateLimits('requests', 50, 0, new Date('2026-11-21T10:00:00Z'));
    const options = { retryAfter: 7, retryAfterMs: 7000, shouldRetry: false, errorCode: 'ramp_limit_exceeded' };
    const busy = await played(failure(429, { ...options, headers: limits }));
    assert.equal(busy.status, 429);
    assert.equal(busy.headers.get('retry-after'), '7');
    assert.equal(busy.headers.get('retry-after-ms'), '7000');
    assert.equal(busy.headers.get('x-should-retry'), 'false');
    assert.equal(busy.headers.get('anthropic-ratelimit-requests-reset'), '2026-11-21T10:00:00Z');
    assert.match(
      busy.body.toString(),
      /"type":"rate_limit_error".*"error_code":"ramp_limit_exceeded".*"request_id":"req_/,
    );
    assert.equal((await played(html(502))).headers.get('content-type'), 'text/html; charset=utf-8');
    const away = await played(redirect('http://127.0.0.2:1/login'));
    assert.deepEqual([away.status, away.headers.get('location')], [302, 'http://127.0.0.2:1/login']);
  });

  it('keeps its pace even where a delta takes less than a timer can', async () => {
    const quick = answer({ text: 'x'.repeat(400), chunk: 1, delayMs: 0.5 });
    await played(quick);
    const { sentAt } = standIn.messages.at(-1)!;
    // 399 pauses of half a millisecond make 199.5 ms; less than half of it would be no pace at all.
    assert.ok(sentAt.at(-1)! - sentAt[0]! >= 100, `${sentAt.at(-1)! - sentAt[0]!} ms`);
    assert.ok(quick.steps.filter((step) => step.do === 'wait').length === 399);
    assert.deepEqual(wait(1), { do: 'wait', ms: 1 });
  });
});
