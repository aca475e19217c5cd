// The test of the connection over real sockets: through real proxies it names who holds the stream back and what to change;
// every other fault ends it with the step that shows it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGzip } from 'node:zlib';
import express from 'express';
import { attempt, listModels } from '../../../../src/core/claude/attempt.ts';
import { readModel } from '../../../../src/core/claude/models.ts';
import { reportOf } from '../../../../src/core/doctor/diagnosis.ts';
import { testConnection, type DoctorPorts, type Tested } from '../../../../src/core/doctor/testConnection.ts';
import { network } from '../../../../src/host/doctor/network.ts';
import { startNginx } from '../../../support/nginx.ts';
import { startExpressProxy, type Proxy } from '../../../support/proxies.ts';
import { answer } from '../../../support/standin/answer.ts';
import { failure } from '../../../support/standin/failure.ts';
import { startStandIn, type StandIn } from '../../../support/standin/standIn.ts';
import { modelOf } from '../../../support/testChat.ts';
import { testConnection as connectionTo, TEST_KEY } from '../../../support/testConnection.ts';
import { translate } from '../../../support/translate.ts';

/** As slow as a quick model: forty deltas in half a second. */
const STREAM = answer({ text: 'one, two, '.repeat(20), chunk: 5, delayMs: 12 });

const ports = (host: string, spent: number[] = []): DoctorPorts => ({
  network,
  send:
    (connection) =>
    (...request) =>
      attempt(connection, ...request),
  list: async (connection, signal) => {
    const listed = await listModels(connection, signal);
    return 'failure' in listed ? listed : { models: listed.models.flatMap((info) => readModel(info) ?? []) };
  },
  model: () => Promise.resolve(modelOf('sonnet')),
  listener: { event: () => {}, headers: () => {}, spent: ({ output }) => void spent.push(output) },
  cost: ({ usage }) => `${usage?.output} tokens`,
  situation: { host, model: 'sonnet', firstByteSeconds: 120, idleSeconds: 90 },
  t: translate,
  onStep: () => {},
});

const at = (url: string, more: Partial<Tested> = {}): Tested => ({
  url: new URL(url),
  key: 'stored',
  insecure: false,
  connection: connectionTo(url),
  proxy: undefined,
  ...more,
});
const test = (url: string, more?: Partial<Tested>, spent?: number[]) =>
  testConnection(at(url, more), ports(new URL(url).host, spent), new AbortController().signal);

const KINDS = { Express: startExpressProxy, nginx: startNginx };
const CURES = { Express: /response\.flushHeaders\(\)/, nginx: /proxy_buffering off;.*X-Accel-Buffering: no/ };

for (const name of ['Express', 'nginx'] as const) {
  for (const buffer of [false, true]) {
    describe(`the test of a connection through ${name}, buffering ${buffer ? 'on' : 'off'}`, () => {
      let standIn: StandIn;
      let proxy: Proxy | undefined;
      before(async function () {
        standIn = await startStandIn({ respond: STREAM });
        proxy = await KINDS[name]({ target: standIn.url, buffer });
        if (!proxy) console.log(`    not run: ${name}`);
        if (!proxy) this.skip();
      });
      after(async () => {
        await proxy?.close();
        await standIn.close();
      });

      it(buffer ? 'names it, with figures and what to change' : 'finds nothing wrong', async () => {
        const { verdict, steps } = await test(proxy?.url ?? '');
        const stream = steps.find((step) => step.name === 'Stream');
        const shown = JSON.stringify({ verdict, stream });
        assert.equal(stream?.state, buffer ? 'failed' : 'ok', shown);
        if (!buffer) return assert.match(verdict.title, /All is well/);
        assert.match(verdict.title, /held back/);
        assert.match(verdict.detail ?? '', CURES[name]);
        assert.match(verdict.detail ?? '', /^4\d events came in [12] lumps, the first after \d+\.\d s/);
        for (const other of Object.values(CURES)) if (other !== CURES[name]) assert.doesNotMatch(shown, other);
      });
    });
  }
}

describe('the test of a connection', () => {
  let standIn: StandIn;
  beforeEach(async () => {
    standIn = await startStandIn({ respond: STREAM });
  });
  afterEach(() => standIn.close());
  const states = (steps: readonly { readonly name: string; readonly state: string }[]) =>
    Object.fromEntries(steps.map(({ name, state }) => [name, state]));

  it('times each step, asks little, and tells what it cost', async () => {
    const spent: number[] = [];
    const { steps, verdict } = await test(standIn.url, {}, spent);
    assert.match(verdict.title, /All is well/);
    assert.deepEqual(states(steps), {
      Address: 'ok',
      Key: 'ok',
      Proxy: 'skipped',
      Name: 'ok',
      Connection: 'ok',
      Encryption: 'skipped',
      Models: 'ok',
      Model: 'ok',
      'First byte': 'ok',
      Stream: 'ok',
      Cost: 'ok',
    });
    for (const name of ['Name', 'Connection', 'Models', 'First byte', 'Stream']) {
      assert.equal(typeof steps.find((step) => step.name === name)?.ms, 'number', name);
    }
    assert.equal(standIn.messages.length, 1);
    const { max_tokens: most, thinking } = standIn.messages[0]?.body ?? {};
    assert.ok(typeof most === 'number' && most <= 200);
    assert.deepEqual(thinking, { type: 'between_tools' });
    assert.equal(spent.length, 1);
  });

  it('names compression that gathers the stream', async () => {
    const app = express();
    app.use((request, response) => {
      const { method, headers } = request;
      const upstream = forward(new URL(request.originalUrl, standIn.url), { method, headers }, (reply) => {
        const type = reply.headers['content-type'];
        response.writeHead(reply.statusCode ?? 502, { 'content-type': type, 'content-encoding': 'gzip' });
        reply.pipe(createGzip()).pipe(response);
      });
      request.pipe(upstream);
    });
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { verdict } = await test(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.closeAllConnections();
    server.close();
    assert.match(verdict.detail ?? '', /compressed \(gzip\)/);
  });

  it('says so where no key is set, and sends nothing', async () => {
    const { verdict, steps } = await test(standIn.url, { key: 'none', connection: undefined });
    assert.match(verdict.title, /No API key/);
    assert.equal(states(steps)['Key'], 'failed');
    assert.equal(standIn.requests.length, 0);
  });

  it('ends at a key that is refused, before anything is paid for', async () => {
    standIn.override('GET /v1/models', failure(401, { message: 'invalid x-api-key' }));
    const { verdict } = await test(standIn.url);
    assert.match(verdict.title, /does not accept this API key/);
    assert.equal(standIn.messages.length, 0);
  });

  it('names an address where nothing listens, a wrong protocol, and a name that does not exist', async () => {
    const { port } = standIn;
    const tls = await test(`https://127.0.0.1:${port}`);
    assert.equal(states(tls.steps)['Encryption'], 'warning');
    assert.match(tls.verdict.title, /certificate|lost|reached/);
    await standIn.close();
    const gone = await test(`http://127.0.0.1:${port}`);
    assert.match(gone.verdict.title, /cannot be reached \(ECONNREFUSED\)/);
    assert.match(gone.steps.find(({ name }) => name === 'Connection')?.words ?? '', /ECONNREFUSED/);
    const unknown = await test('http://sidestream.invalid');
    assert.equal(states(unknown.steps)['Name'], 'warning');
    assert.match(unknown.verdict.title, /cannot be reached/);
    standIn = await startStandIn();
  });

  it('goes on where a gateway has no list of models', async () => {
    standIn.override('GET /v1/models', failure(404, { message: 'no such path' }));
    const { steps, verdict } = await test(standIn.url);
    assert.equal(states(steps)['Models'], 'skipped');
    assert.match(verdict.title, /All is well/);
  });

  it('tells a failure of the answer in words, and an answer that is too short to judge', async () => {
    standIn.queue(failure(429, { message: 'slow down', retryAfter: 7 }));
    assert.match((await test(standIn.url)).verdict.title, /rate limit/);
    standIn.queue(answer('Hi'));
    assert.match((await test(standIn.url)).verdict.title, /too short to tell/);
  });

  it('stops at once', async () => {
    const stop = new AbortController();
    stop.abort();
    const { verdict } = await testConnection(at(standIn.url), ports('standin'), stop.signal);
    assert.match(verdict.title, /stopped/);
    assert.equal(standIn.requests.length, 0);
  });

  it('makes a report without the key, even where the server repeated it', async () => {
    standIn.override('GET /v1/models', failure(401, { message: `no such key: ${TEST_KEY}` }));
    const diagnosis = await test(standIn.url);
    const report = reportOf(diagnosis, ['Custom headers: X-Team'], [TEST_KEY, 'team-secret', ''], translate);
    assert.doesNotMatch(report, /RECOGNISABLE/);
    assert.match(report, /^✓ Address +http:/m);
    assert.match(report, /^✓ Name +\d+ ms {2}127\.0\.0\.1 is 127\.0\.0\.1/m);
    assert.match(report, /no such key: …/);
  });
});
