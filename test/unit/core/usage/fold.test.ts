// A folded month tells the same sums, and hides neither an unknown price nor an estimate in a known one.
import assert from 'node:assert/strict';
import { fold } from '../../../../src/core/usage/fold.ts';
import type { LedgerEntry } from '../../../../src/core/usage/ledger.ts';

const usage = { input: 1, output: 2, cacheRead: 3, cacheWrite5m: 4, cacheWrite1h: 5, thinking: 6 };
const entry: LedgerEntry = { at: Date.UTC(2026, 7, 5, 12), kind: 'chat', model: 'm', usage, cost: 1, estimated: false };

describe('folding', () => {
  it('joins what agrees in day, kind, chat, model, and in how its cost is known', () => {
    const { cost: _, ...unpriced } = entry;
    const apart = [
      { ...entry, estimated: true },
      unpriced,
      { ...entry, usage: { ...usage, batch: true as const } },
      { ...entry, chat: 'c' },
      { ...entry, kind: 'edit' as const },
      { ...entry, model: 'other' },
      { ...entry, at: entry.at + 86_400_000 },
    ];
    const folded = fold([entry, ...apart, { ...entry, at: entry.at - 1, cost: 2 }]);
    assert.equal(folded.length, apart.length + 1);
    const doubled = { input: 2, output: 4, cacheRead: 6, cacheWrite5m: 8, cacheWrite1h: 10, thinking: 12 };
    assert.deepEqual(folded[0], { ...entry, at: entry.at - 1, cost: 3, usage: doubled, requests: 2 });
    assert.deepEqual(fold(folded), folded);
  });
});
