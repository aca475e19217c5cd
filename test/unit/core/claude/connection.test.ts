// What people paste into the settings for address and key, and what becomes of it.
import assert from 'node:assert/strict';
import { DEFAULT_BASE_URL, parseApiKey, parseBaseUrl } from '../../../../src/core/claude/connection.ts';

describe('a base URL', () => {
  const good: [string, string, boolean?][] = [
    ['', DEFAULT_BASE_URL],
    ['  ', DEFAULT_BASE_URL],
    ['https://api.anthropic.com', 'https://api.anthropic.com'],
    ['https://api.anthropic.com/', 'https://api.anthropic.com'],
    [' https://api.anthropic.com/v1\n', 'https://api.anthropic.com'],
    ['https://api.anthropic.com/v1/', 'https://api.anthropic.com'],
    ['https://api.anthropic.com/v1/messages', 'https://api.anthropic.com'],
    ['https://gateway.example/team/anthropic//', 'https://gateway.example/team/anthropic'],
    ['https://gateway.example/v1/account/anthropic', 'https://gateway.example/v1/account/anthropic'],
    ['https://gateway.example/claude?x=1#y', 'https://gateway.example/claude'],
    ['HTTPS://Gateway.Example:443', 'https://gateway.example'],
    ['http://localhost:8080', 'http://localhost:8080', false],
    ['http://api.localhost', 'http://api.localhost', false],
    ['http://127.1.2.3:1', 'http://127.1.2.3:1', false],
    ['http://[::1]:9', 'http://[::1]:9', false],
    ['http://127.example.com', 'http://127.example.com', true],
    ['http://gateway.example', 'http://gateway.example', true],
  ];
  for (const [setting, url, insecure = false] of good) {
    it(`reads ${JSON.stringify(setting)}`, () => {
      assert.deepEqual(parseBaseUrl(setting), { ok: true, url, origin: new URL(url).origin, insecure });
    });
  }

  for (const setting of ['api.anthropic.com', 'localhost:8080', 'ftp://x.y', 'https://', 'https://me:pass@x.y', '::']) {
    it(`refuses ${setting}`, () => assert.deepEqual(parseBaseUrl(setting), { ok: false }));
  }
});

describe('an API key', () => {
  it('loses the line breaks and spaces around it', () => {
    assert.deepEqual(parseApiKey('\r\n  sk-ant-1_2 \n'), { ok: true, key: 'sk-ant-1_2' });
  });
  const bad: [string, string][] = [
    ['', 'empty'],
    [' \n', 'empty'],
    ['sk ant', 'space'],
    ['sk\nant', 'space'],
    ['sk-änt', 'characters'],
    ['sk-\u0000', 'characters'],
    ['sk-“x”', 'characters'],
  ];
  for (const [pasted, wrong] of bad) {
    it(`is refused as ${wrong}: ${JSON.stringify(pasted)}`, () => {
      assert.deepEqual(parseApiKey(pasted), { ok: false, wrong });
    });
  }
});
