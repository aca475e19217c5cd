// What the test of the connection concludes from headers, settings and arrival times.
import assert from 'node:assert/strict';
import { cureWords, findCulprit, type Culprit } from '../../../../src/core/doctor/culprit.ts';
import { proxyFor, type ProxySettings } from '../../../../src/core/doctor/proxySetting.ts';
import { readStream } from '../../../../src/core/doctor/streamReading.ts';
import { isWidespread } from '../../../../src/core/doctor/tryReply.ts';
import { translate } from '../../../support/translate.ts';

describe('who holds a stream back', () => {
  const cases: readonly (readonly [Record<string, string>, Culprit, RegExp])[] = [
    [{ server: 'nginx/1.22.1' }, 'nginx', /proxy_buffering off;/],
    [{ server: 'nginx', 'content-encoding': 'gzip' }, 'compression', /gzip/],
    [{ server: 'nginx', 'content-length': '9', 'x-powered-by': 'Express' }, 'application', /gateway \(Express\)/],
    [{ server: 'Apache/2.4' }, 'apache', /flushpackets=on/],
    [{ server: 'Microsoft-IIS/10.0' }, 'iis', /responseBufferLimit/],
    [{ via: '1.1 Caddy' }, 'caddy', /flush_interval -1/],
    [{ server: 'cloudflare', 'cf-ray': '1' }, 'cloudflare', /no-transform/],
    [{ via: '1.1 squid (squid/5)' }, 'squid', /Squid/],
    [{ 'x-powered-by': 'Express' }, 'application', /Express/],
    [{ via: '1.1 box' }, 'proxy', /administrator/],
    [{}, 'unknown', /X-Accel-Buffering/],
  ];
  for (const [headers, culprit, words] of cases) {
    it(`${JSON.stringify(headers)}: ${culprit}`, () => {
      assert.equal(findCulprit(new Headers(headers), false), culprit);
      assert.match(cureWords(culprit, new Headers(headers), translate), words);
    });
  }
  it('is the known proxy where nothing else is known', () => {
    assert.equal(findCulprit(new Headers(), true), 'proxy');
  });
});

describe('the reading of a stream', () => {
  const arrival = (times: readonly number[]) => ({
    sentAt: 0,
    headersAt: 1,
    headers: undefined,
    pieces: times.map((at) => ({ at, bytes: 100 })),
  });
  const every = (ms: number, count: number) => Array.from({ length: count }, (_, nth) => 500 + nth * ms);

  it('streams where its events come one after the other, or two by two', () => {
    assert.equal(readStream(arrival(every(10, 40)), 40).verdict, 'streams');
    assert.equal(readStream(arrival(every(20, 20)), 40).verdict, 'streams');
  });
  it('is held where they come in one lump or a few, with the figures of it', () => {
    const one = readStream(arrival([2000, 2000, 2001, 2001]), 43);
    assert.deepEqual(one, { verdict: 'held', events: 43, bytes: 400, lumps: 1, firstMs: 2000, lastMs: 2001 });
    assert.equal(readStream(arrival([500, 1500, 2500]), 43).verdict, 'held');
  });
  it('is unclear where there are too few', () => {
    assert.equal(readStream(arrival([500]), 6).verdict, 'unclear');
    assert.equal(readStream(arrival([]), 0).verdict, 'unclear');
  });
});

describe('the proxy of a request', () => {
  const none: ProxySettings = { proxy: '', support: 'override', noProxy: [], environment: {} };
  const target = new URL('https://api.anthropic.com');
  const found = (settings: Partial<ProxySettings>, url = target) => proxyFor(url, { ...none, ...settings })?.url.host;
  const environment = { HTTPS_PROXY: 'http://env:3128', http_proxy: 'http://plain:1' };

  it('comes from the setting, else from the environment', () => {
    assert.equal(found({}), undefined);
    assert.equal(found({ environment }), 'env:3128');
    assert.equal(found({ environment, proxy: 'http://set:8080' }), 'set:8080');
    assert.equal(found({ environment }, new URL('http://gateway.local')), 'plain:1');
    assert.equal(found({ environment, support: 'off' }), undefined);
  });
  it('is none for what is exempt', () => {
    for (const entry of ['api.anthropic.com', '.anthropic.com', '*.anthropic.com', 'anthropic.com', '*']) {
      assert.equal(found({ environment, noProxy: [entry] }), undefined, entry);
      assert.equal(found({ environment: { ...environment, NO_PROXY: `localhost, ${entry}` } }), undefined, entry);
    }
    assert.equal(found({ environment, noProxy: ['thropic.com', 'api.anthropic.com:8443'] }), 'env:3128');
  });
});

it('trouble is widespread where the service itself tells of it', () => {
  assert.equal(isWidespread({ kind: 'overloaded' }, 'api.anthropic.com'), true);
  assert.equal(isWidespread({ kind: 'overloaded' }, 'gateway.example'), false);
  assert.equal(isWidespread({ kind: 'authentication' }, 'api.anthropic.com'), false);
});
