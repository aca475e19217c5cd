// Limits as the API's headers tell them, and headers that tell nothing.
import assert from 'node:assert/strict';
import { readRateLimits } from '../../../../src/core/claude/rateLimits.ts';

const read = (fields: Record<string, string>) => readRateLimits(new Headers(fields));

describe('limits in the response headers', () => {
  it('are read, each whole', () => {
    const limits = read({
      'anthropic-ratelimit-requests-limit': '50',
      'anthropic-ratelimit-requests-remaining': '49',
      'anthropic-ratelimit-requests-reset': '2026-11-21T10:00:00Z',
      'anthropic-ratelimit-output-tokens-limit': '8000',
      'anthropic-ratelimit-output-tokens-remaining': '0',
    });
    assert.deepEqual(limits, [
      { name: 'requests', limit: 50, remaining: 49, resetAt: Date.parse('2026-11-21T10:00:00Z') },
      { name: 'output-tokens', limit: 8000, remaining: 0 },
    ]);
  });

  it('are none where they are missing, halves or nonsense', () => {
    assert.deepEqual(read({}), []);
    assert.deepEqual(read({ 'anthropic-ratelimit-tokens-limit': '50' }), []);
    for (const odd of ['', '-1', 'NaN', '1e9', '5 of 7', '9'.repeat(20)]) {
      const fields = { 'anthropic-ratelimit-tokens-limit': '50', 'anthropic-ratelimit-tokens-remaining': odd };
      assert.deepEqual(read(fields), [], odd);
    }
  });
});
