// The raw view: the last events, bounded, with times, by turn.
import assert from 'node:assert/strict';
import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages/messages';
import { EventRing } from '../../../../src/core/claude/eventRing.ts';

const event = (n: number): RawMessageStreamEvent => ({ type: 'content_block_stop', index: n });
const read = (lines: string) =>
  lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { ms: number; event: { index: number } });

describe('the ring of events', () => {
  it('gives the last turn’s, or those of the one that is asked for, with times from its first', () => {
    const ring = new EventRing();
    assert.equal(ring.lines(undefined), '');
    ring.push('a', 100, event(1));
    ring.push('b', 200, event(2));
    ring.push('a', 150, event(3));
    ring.push('b', 260, event(4));
    assert.deepEqual(read(ring.lines(undefined)), [
      { ms: 0, event: event(2) },
      { ms: 60, event: event(4) },
    ]);
    assert.deepEqual(read(ring.lines('a')), [
      { ms: 0, event: event(1) },
      { ms: 50, event: event(3) },
    ]);
    assert.equal(ring.lines('c'), '');
  });

  it('holds the last twenty thousand, in their order, wherever it is full', () => {
    for (const count of [19_999, 20_000, 20_001, 45_678]) {
      const ring = new EventRing();
      for (let n = 0; n < count; n++) ring.push('a', n, event(n));
      const lines = read(ring.lines('a'));
      const kept = Math.min(count, 20_000);
      assert.equal(lines.length, kept);
      assert.ok(lines.every(({ event: { index } }, at) => index === count - kept + at));
    }
  });
});
