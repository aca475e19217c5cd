// The accounts: what is written is read again, whatever stands around it, and sums are right.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  add,
  dollars,
  NOTHING,
  readLedger,
  shortTokens,
  sumBetween,
  writeEntry,
  type LedgerEntry,
} from '../../../../src/core/usage/ledger.ts';

const entry = (at: number, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  at,
  kind: 'chat',
  chat: 'c"}\n{',
  model: 'claude-opus-5-5',
  usage: { input: 1, output: 10, cacheRead: 100, cacheWrite5m: 1000, cacheWrite1h: 10_000, thinking: 5 },
  cost: 0.25,
  estimated: false,
  ...more,
});

describe('the ledger', () => {
  it('reads what it wrote', () => {
    const entries = [entry(1), entry(2, { kind: 'commit', estimated: true }), entry(3)];
    assert.deepEqual(readLedger(entries.map(writeEntry).join('')), entries);
  });

  it('passes over what is no entry, and finds the one behind a torn line', () => {
    const odd = [
      '',
      'x',
      '[]',
      'null',
      '{}',
      '{"at":1}',
      JSON.stringify({ ...entry(1), usage: {} }),
      JSON.stringify({ ...entry(1), cost: '1' }),
    ];
    assert.deepEqual(readLedger(odd.join('\n')), []);
    const line = writeEntry(entry(1));
    for (let cut = 0; cut < line.length; cut++) {
      assert.deepEqual(readLedger(line.slice(0, cut) + writeEntry(entry(2))).at(-1), entry(2), line.slice(0, cut));
    }
  });

  it('never throws, whatever the file holds', () => {
    fc.assert(fc.property(fc.string(), (text) => void readLedger(text)));
    fc.assert(fc.property(fc.json(), (text) => void readLedger(text)));
  });

  it('sums tokens and cost of a time, and says where it does not know', () => {
    const entries = [entry(1), entry(2), entry(3, { estimated: true }), entry(4)];
    assert.deepEqual(sumBetween(entries, 2, 4), { tokens: 22_222, cost: 0.5, unpriced: false, estimated: true });
    const { cost: _, ...unpriced } = entry(5);
    assert.deepEqual(add(NOTHING, unpriced), { tokens: 11_111, cost: 0, unpriced: true, estimated: false });
    assert.equal(sumBetween([], 0, 9), NOTHING);
  });

  it('writes figures short', () => {
    const tokens = [0, 999, 1000, 1234, 99_950, 999_949, 999_950, 12_345_678].map(shortTokens);
    assert.deepEqual(tokens, ['0', '999', '1.0k', '1.2k', '100.0k', '999.9k', '1.0M', '12.3M']);
    assert.deepEqual([dollars(0), dollars(0.00005), dollars(12.34567)], ['$0.0000', '$0.0001', '$12.3457']);
  });
});
