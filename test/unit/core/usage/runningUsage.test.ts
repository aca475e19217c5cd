// What running replies have cost so far: counted where the server has counted, estimated where it has not.
import assert from 'node:assert/strict';
import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages/messages';
import { RunningUsage, without } from '../../../../src/core/usage/runningUsage.ts';

const made = (event: object): RawMessageStreamEvent => event as RawMessageStreamEvent;
const NONE = { cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, thinking: 0 };
let ids = 0;
const start = (running: RunningUsage, turn: string, model: string, input: number): string => {
  running.begin(turn, `line ${++ids}`, model, { ...NONE, input, output: 1 });
  return `line ${ids}`;
};
const delta = (fields: object) => made({ type: 'content_block_delta', index: 0, delta: fields });

describe('the usage of running replies', () => {
  it('is none before any has begun, or when all have ended', () => {
    const running = new RunningUsage();
    assert.equal(running.sum(), undefined);
    running.event('a', delta({ type: 'text_delta', text: 'x' }));
    assert.equal(running.sum(), undefined);
    const line = start(running, 'a', 'claude-sonnet-5-5', 10);
    assert.notEqual(running.sum(), undefined);
    running.end('a', line);
    assert.equal(running.sum(), undefined);
  });

  it('estimates the output by what came, until the server tells', () => {
    const running = new RunningUsage();
    start(running, 'a', 'claude-sonnet-5-5', 1_000_000);
    assert.deepEqual([running.sum()?.usage.output, running.sum()?.estimated], [1, true]);
    running.event('a', delta({ type: 'thinking_delta', thinking: 'x'.repeat(350) }));
    running.event('a', delta({ type: 'text_delta', text: 'x'.repeat(350) }));
    running.event('a', delta({ type: 'input_json_delta', partial_json: 'x'.repeat(350) }));
    running.event('a', delta({ type: 'signature_delta', signature: 'x'.repeat(350) }));
    assert.equal(running.sum()?.usage.output, 300);
    assert.equal(running.sum()?.cost, 2 + 0.003);
    running.event('a', made({ type: 'message_delta', delta: {}, usage: { output_tokens: 1000 } }));
    assert.equal(running.sum()?.usage.output, 1000);
  });

  it('adds up several, and knows no price where one has none', () => {
    const running = new RunningUsage();
    start(running, 'a', 'claude-sonnet-5-5', 5);
    start(running, 'b', 'claude-opus-5-5', 7);
    assert.deepEqual([running.sum()?.usage.input, running.sum()?.usage.output], [12, 2]);
    assert.notEqual(running.sum()?.cost, undefined);
    start(running, 'c', 'unknown', 1);
    assert.equal(running.sum()?.cost, undefined);
    // Sent again by itself: the new message counts, not the old one too.
    start(running, 'a', 'claude-sonnet-5-5', 6);
    assert.equal(running.sum()?.usage.input, 14);
    // Its first line's end comes late: the second request goes on.
    running.end('a', 'line 0');
    assert.equal(running.sum()?.usage.input, 14);
  });

  it('stands for its own lines of the ledger, and for no others', () => {
    const running = new RunningUsage();
    const line = start(running, 'a', 'claude-sonnet-5-5', 5);
    const entry = {
      at: 1,
      kind: 'chat',
      model: 'm',
      usage: { ...NONE, input: 1, output: 1 },
      estimated: true,
    } as const;
    const entries = [{ ...entry, id: line }, { ...entry, id: 'other' }, entry];
    assert.deepEqual(without(entries, running.sum()), entries.slice(1));
    assert.equal(without(entries, undefined), entries);
  });
});
