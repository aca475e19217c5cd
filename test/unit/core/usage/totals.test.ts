// Sums over the accounts: right, and honest about what is not known.
import assert from 'node:assert/strict';
import type { LedgerEntry } from '../../../../src/core/usage/ledger.ts';
import { add, dollars, NOTHING, shortTokens, sum, sumBy } from '../../../../src/core/usage/totals.ts';

const entry = (more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  at: 1,
  kind: 'chat',
  model: 'claude-opus-5-5',
  usage: { input: 1, output: 10, cacheRead: 100, cacheWrite5m: 1000, cacheWrite1h: 10_000, thinking: 5 },
  cost: 0.25,
  saved: 0.5,
  estimated: false,
  ...more,
});

describe('totals', () => {
  it('sum tokens, cost, saving and requests, and say where they do not know', () => {
    const known = { tokens: 22_222, cost: 0.5, saved: 1, requests: 4, unpriced: false };
    assert.deepEqual(sum([entry(), entry({ estimated: true, requests: 3 })]), { ...known, estimated: true });
    const { cost: _, saved: __, ...unpriced } = entry();
    const nothing = { cost: 0, saved: 0, requests: 1, estimated: false };
    assert.deepEqual(add(NOTHING, unpriced), { ...nothing, tokens: 11_111, unpriced: true });
    assert.equal(sum([]), NOTHING);
  });

  it('sum what agrees, in the order in which it came first', () => {
    const sums = sumBy([entry({ kind: 'edit' }), entry(), entry({ kind: 'edit' })], ({ kind }) => kind);
    assert.deepEqual(
      [...sums].map(([kind, { requests }]) => [kind, requests]),
      [
        ['edit', 2],
        ['chat', 1],
      ],
    );
  });

  it('are written short', () => {
    const tokens = [0, 999, 1000, 1234, 99_950, 999_949, 999_950, 12_345_678].map(shortTokens);
    assert.deepEqual(tokens, ['0', '999', '1.0k', '1.2k', '100.0k', '999.9k', '1.0M', '12.3M']);
    const costs = [0, 0.00005, 12.34567, -0.5].map(dollars);
    assert.deepEqual(costs, ['$0.0000', '$0.0001', '$12.3457', '-$0.5000']);
  });
});
