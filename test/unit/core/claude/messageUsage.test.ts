// Counters within one message replace each other; null and absence change nothing.
import assert from 'node:assert/strict';
import { promptTokens, readUsage } from '../../../../src/core/claude/messageUsage.ts';

const start = {
  input_tokens: 42,
  output_tokens: 1,
  cache_creation_input_tokens: 900,
  cache_read_input_tokens: 5200,
  cache_creation: { ephemeral_5m_input_tokens: 600, ephemeral_1h_input_tokens: 300 },
};

describe('the usage of a message', () => {
  it('is what message_start says', () => {
    const usage = readUsage(start, undefined);
    assert.deepEqual(usage, {
      input: 42,
      output: 1,
      cacheRead: 5200,
      cacheWrite5m: 600,
      cacheWrite1h: 300,
      thinking: 0,
    });
    assert.equal(usage && promptTokens(usage), 42 + 5200 + 900);
  });

  it('is overwritten, not added to, and keeps the split that only message_start tells', () => {
    const later = {
      ...start,
      cache_creation: null,
      output_tokens: 187,
      output_tokens_details: { thinking_tokens: 9 },
    };
    const usage = readUsage(later, readUsage(start, undefined));
    assert.deepEqual(usage, {
      input: 42,
      output: 187,
      cacheRead: 5200,
      cacheWrite5m: 600,
      cacheWrite1h: 300,
      thinking: 9,
    });
  });

  it('stays where a later event has null or nothing', () => {
    const before = readUsage(start, undefined);
    const nulls = { input_tokens: null, cache_read_input_tokens: null, cache_creation_input_tokens: null };
    assert.deepEqual(readUsage({ ...nulls, output_tokens: 7 }, before), { ...before, output: 7 });
    assert.deepEqual(readUsage(null, before), before);
    assert.deepEqual(readUsage(undefined, before), before);
    assert.equal(readUsage(undefined, undefined), undefined);
  });

  it('never splits more than was written', () => {
    const usage = readUsage(
      { cache_creation_input_tokens: 100, cache_creation: { ephemeral_1h_input_tokens: 300 } },
      undefined,
    );
    assert.deepEqual([usage?.cacheWrite5m, usage?.cacheWrite1h], [0, 100]);
  });
});
