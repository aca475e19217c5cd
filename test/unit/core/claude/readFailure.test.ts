// What the SDK, fetch and the network throw, over real sockets, and the failure it is read as.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { attempt, type AttemptEnd } from '../../../../src/core/claude/attempt.ts';
import type { Connection } from '../../../../src/core/claude/connection.ts';
import { APIError } from '@anthropic-ai/sdk/error';
import type { Failure } from '../../../../src/core/claude/failure.ts';
import { plainWords, readFailure } from '../../../../src/core/claude/readFailure.ts';
import { cpuTime } from '../../../support/cpuTime.ts';
import { answer } from '../../../support/standin/answer.ts';
import { failure, hangUp, html, json, plain, redirect } from '../../../support/standin/failure.ts';
import { destroyAt, endAt, errorAt, garbageAt } from '../../../support/standin/faults.ts';
import { question } from '../../../support/standin/sdkClient.ts';
import { bytes, type Reply } from '../../../support/standin/script.ts';
import { startStandIn, type StandIn } from '../../../support/standin/standIn.ts';
import { TEST_KEY, testConnection } from '../../../support/testConnection.ts';

const quiet = { firstByte: () => {}, headers: () => {}, event: () => {} };
const send = (url: string, more: Partial<Connection> = {}): Promise<AttemptEnd> =>
  attempt(testConnection(url, more), question(), new AbortController().signal, quiet);

async function failureOf(end: Promise<AttemptEnd>): Promise<Failure> {
  const ended = await end;
  assert.equal(ended.kind, 'failed');
  assert.ok(ended.kind === 'failed');
  assert.ok(!JSON.stringify(ended.failure).includes(TEST_KEY), 'no key in a failure');
  return ended.failure;
}

const common = { said: 'Said so.', requestId: 'req_standin_failure' };
const kinds: [number, Failure['kind']][] = [
  [400, 'badRequest'],
  [401, 'authentication'],
  [402, 'billing'],
  [403, 'permission'],
  [404, 'notFound'],
  [408, 'requestTimeout'],
  [409, 'conflict'],
  [413, 'tooLarge'],
  [422, 'badRequest'],
  [429, 'rateLimit'],
  [431, 'badRequest'],
  [500, 'server'],
  [502, 'server'],
  [503, 'server'],
  [504, 'gatewayTimeout'],
  [529, 'overloaded'],
];

describe('a failure', () => {
  let standIn: StandIn;
  before(async () => {
    standIn = await startStandIn();
  });
  after(() => standIn.close());
  const answered = (reply: Reply): Promise<Failure> => {
    standIn.queue(reply);
    return failureOf(send(standIn.url));
  };

  for (const [status, kind] of kinds) {
    it(`of status ${status} is ${kind}`, async () => {
      const { type, ...read } = await answered(failure(status, { message: 'Said so.' }));
      assert.deepEqual(read, { kind, status, ...common });
      assert.match(type ?? '', /_error$|^request_too_large$/);
    });
  }

  for (const code of ['contract_spend_limit_reached', 'enforced_spend_limit_reached']) {
    it(`with ${code} is a spend limit, whatever its status`, async () => {
      assert.equal((await answered(failure(429, { errorCode: code }))).kind, 'spendLimit');
      assert.equal((await answered(failure(400, { errorCode: code }))).kind, 'spendLimit');
    });
  }
  it('with ramp_limit_exceeded is a rate limit like any other', async () => {
    const read = await answered(failure(429, { errorCode: 'ramp_limit_exceeded', retryAfter: 7 }));
    assert.deepEqual([read.kind, read.code, read.retryAfterMs], ['rateLimit', 'ramp_limit_exceeded', 7000]);
  });

  const inStream: [string, Failure['kind']][] = [
    ['overloaded_error', 'overloaded'],
    ['api_error', 'server'],
    ['rate_limit_error', 'rateLimit'],
    ['timeout_error', 'gatewayTimeout'],
    ['conflict_error', 'conflict'],
    ['invalid_request_error', 'badRequest'],
    ['of_tomorrow_error', 'server'],
    ['constructor', 'server'],
    ['toString', 'server'],
  ];
  for (const [type, kind] of inStream) {
    it(`in an error event of type ${type} is ${kind}`, async () => {
      const read = await answered(errorAt(answer('Hello'), 3, type, 'Oh.'));
      assert.deepEqual([read.kind, read.type, read.said, read.status], [kind, type, 'Oh.', undefined]);
    });
  }
  it('in an error event that is no JSON is garbled', async () => {
    assert.equal((await answered({ ...answer('x'), steps: [bytes('event: error\ndata: boom\n\n')] })).kind, 'garbled');
  });

  it('is garbled where an event is no JSON', async () => {
    assert.deepEqual(await answered(garbageAt(answer('Hello'), 3)), { kind: 'garbled' });
  });

  it('is a lost connection where the socket dies, before the headers or in the middle', async () => {
    for (const reply of [hangUp(), hangUp(true), destroyAt(answer('Hello'), 2), destroyAt(answer('Hello'), 2, true)]) {
      assert.equal((await answered(reply)).kind, 'connectionLost');
    }
  });

  it('is none of attempt’s where the body ends early: only the missing end mark tells', async () => {
    standIn.queue(endAt(answer('Hello'), 2));
    assert.deepEqual(await send(standIn.url), { kind: 'ended' });
  });

  it('is no answer of the API where a page, JSON or text came with 200', async () => {
    const page = await answered(html(200));
    assert.deepEqual(page, { kind: 'notTheApi', said: 'Please sign in', requestId: page.requestId });
    assert.equal((await answered(json({ hello: 'there' }))).kind, 'notTheApi');
    assert.equal((await answered(plain('', 'text/plain'))).kind, 'notTheApi');
  });

  it('reads an endless page only as far as its words go', async () => {
    const endless: Reply = { ...html(200), steps: [bytes('word '.repeat(5000)), { do: 'stall' }] };
    const read = await answered(endless);
    assert.equal(read.kind, 'notTheApi');
    assert.equal(read.said?.length, 500);
    await standIn.messages.at(-1)?.closed;
  });

  it('keeps the words of a gateway’s error page or body, without markup', async () => {
    const page =
      '<html><head><title>x</title><style>b{}</style></head><body><h1>502 Bad &lt;Gateway</h1>\n<hr>nginx</body>';
    const { requestId: _, ...read } = await answered(html(502, page));
    assert.deepEqual(read, { kind: 'server', status: 502, said: '502 Bad &lt;Gateway nginx' });
    assert.equal((await answered(json({ error: 'too many', retryAfter: 3 }, 429))).said, 'too many');
    assert.equal((await answered(json({ message: 'slow down' }, 429))).said, 'slow down');
  });

  it('never follows a redirect, which would carry the key away', async () => {
    const elsewhere = await startStandIn();
    for (const status of [301, 302, 303, 307, 308]) {
      const read = await answered(redirect(`${elsewhere.url}/v1/messages`, status));
      assert.deepEqual([read.kind, read.status], ['redirect', status]);
    }
    assert.equal(elsewhere.requests.length, 0);
    await elsewhere.close();
  });

  const waits: [string, Parameters<typeof failure>[1], number | undefined][] = [
    ['seconds', { retryAfter: 7 }, 7000],
    ['a fraction', { retryAfter: '0.5' }, 500],
    ['zero', { retryAfter: 0 }, 0],
    ['milliseconds, which win', { retryAfterMs: 1500, retryAfter: 9 }, 1500],
    ['nothing', {}, undefined],
    ['an empty header', { retryAfter: ' ' }, undefined],
    ['words', { retryAfter: 'soon' }, undefined],
    ['a negative number', { retryAfter: -5 }, undefined],
    [
      'a date by the server’s clock',
      { retryAfter: 'Wed, 21 Oct 2015 07:28:30 GMT', headers: { date: 'Wed, 21 Oct 2015 07:28:00 GMT' } },
      30_000,
    ],
    [
      'a date in the past',
      { retryAfter: 'Wed, 21 Oct 2015 07:27:00 GMT', headers: { date: 'Wed, 21 Oct 2015 07:28:00 GMT' } },
      0,
    ],
  ];
  for (const [form, options, ms] of waits) {
    it(`tells the wait from ${form}`, async () => {
      assert.equal((await answered(failure(429, options))).retryAfterMs, ms);
    });
  }
  it('tells the wait from a date by our own clock where the server tells no time', () => {
    const headers = new Headers({ 'retry-after': 'Wed, 21 Oct 2015 07:28:30 GMT' });
    const error = Object.assign(Object.create(APIError.prototype) as APIError, {
      status: 429,
      headers,
      error: {},
      message: 'x',
    });
    assert.equal(readFailure(error, Date.parse('Wed, 21 Oct 2015 07:28:00 GMT')).retryAfterMs, 30_000);
  });
  const bodies: [unknown, number | undefined][] = [
    [{ retryAfter: 3 }, 3000],
    [{ retry_after: '4' }, 4000],
    [{ error: { retryAfter: 5 } }, 5000],
    [{ error: { message: 'x', retry_after: 6 } }, 6000],
    [{ retryAfter: 'soon' }, undefined],
    [{ retryAfter: -1 }, undefined],
    [[], undefined],
  ];
  for (const [body, ms] of bodies) {
    it(`tells the wait from a gateway’s body ${JSON.stringify(body)}`, async () => {
      assert.equal((await answered(json(body, 429))).retryAfterMs, ms);
    });
  }
  it('hears x-should-retry', async () => {
    assert.equal((await answered(failure(400, { shouldRetry: true }))).shouldRetry, true);
    assert.equal((await answered(failure(500, { shouldRetry: false }))).shouldRetry, false);
    assert.equal('shouldRetry' in (await answered(failure(500))), false);
  });
});

describe('a failure below HTTP', () => {
  it('is unreachable where nothing listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    assert.deepEqual(await failureOf(send(`http://127.0.0.1:${port}`)), { kind: 'unreachable', code: 'ECONNREFUSED' });
  });

  it('is unreachable where the name is not found', async () => {
    const read = await failureOf(send('http://no-such-host.invalid'));
    assert.equal(read.kind, 'unreachable');
    assert.match(read.code ?? '', /ENOTFOUND|EAI_AGAIN/);
  });

  it('is TLS where the other side speaks none', async () => {
    const server = createServer((socket) => socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    assert.equal((await failureOf(send(`https://127.0.0.1:${port}`))).kind, 'tls');
    server.close();
  });

  it('is the key, or a header of the user’s, where it cannot be sent; and its words are not told', async () => {
    const url = 'http://127.0.0.1:9';
    assert.deepEqual(await failureOf(send(url, { apiKey: 'sk-“quoted”' })), { kind: 'badKey' });
    assert.deepEqual(await failureOf(send(url, { apiKey: 'a\nb' })), { kind: 'badKey' });
    assert.deepEqual(await failureOf(send(url, { customHeaders: { 'x-team': 'a\nb' } })), { kind: 'badHeader' });
    assert.deepEqual(await failureOf(send(url, { customHeaders: { 'x team': 'a' } })), { kind: 'badHeader' });
  });

  it('is ours, not the network’s, where our own code throws', async () => {
    const standIn = await startStandIn();
    const event = () => {
      throw new TypeError('terminated');
    };
    const end = attempt(testConnection(standIn.url), question(), new AbortController().signal, { ...quiet, event });
    assert.deepEqual(await failureOf(end), { kind: 'other', said: 'terminated' });
    await standIn.messages.at(-1)?.closed;
    await standIn.close();
  });

  it('is read from codes of the system and of TLS, also of several addresses tried', () => {
    const lost = (cause: unknown) => readFailure(Object.assign(new TypeError('terminated'), { cause }), 0);
    assert.deepEqual(lost({ code: 'UND_ERR_SOCKET' }), { kind: 'connectionLost', code: 'UND_ERR_SOCKET' });
    const many = new AggregateError([{ code: 'ENETUNREACH' }, { code: 'ECONNREFUSED' }]);
    assert.deepEqual(lost(many), { kind: 'connectionLost', code: 'ENETUNREACH' });
    assert.deepEqual(readFailure('odd', 0), { kind: 'other', said: 'odd' });
    const circle = new Error('round');
    circle.cause = circle;
    assert.deepEqual(readFailure(circle, 0), { kind: 'other', said: 'round' });
  });
});

describe('the words of a server', () => {
  it('lose markup and control characters, and are cut', () => {
    assert.equal(plainWords(' a<br>b\u0007\n\tc<script>x()</script> '), 'a b c');
    assert.equal(plainWords('<HEAD>no</head><header>yes</header><style>no</style>.<style>no'), 'yes .');
    assert.equal(plainWords('x'.repeat(600)).length, 500);
  });
  it('cost no time, however long and odd they are', () => {
    const began = cpuTime();
    for (const odd of ['<', '<script', '<head>', '< ']) plainWords(odd.repeat(2_000_000));
    assert.ok(cpuTime() - began < 1000);
  });
});
