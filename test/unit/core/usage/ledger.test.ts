// The accounts: what is written is read again, whatever stands around it, and sums are right.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Ledger, paceOf, writeEntry, type LedgerEntry } from '../../../../src/core/usage/ledger.ts';

const read = (text: string) => new Ledger().read(text);

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
    const pace = paceOf({ total: 9, firstToken: 5, tokensPerSecond: 61.2345 });
    assert.deepEqual(pace, { firstToken: 5, tokensPerSecond: 61.2 });
    const entries = [entry(1), entry(2, { kind: 'commit', estimated: true, saved: -1, requests: 3 }), entry(3, pace)];
    assert.deepEqual(read(entries.map(writeEntry).join('')).entries, entries);
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
      JSON.stringify({ ...entry(1), id: 1 }),
      JSON.stringify({ at: 1, sent: 1 }),
    ];
    assert.deepEqual(read(odd.join('\n')), new Ledger());
    const line = writeEntry(entry(1));
    for (let cut = 0; cut < line.length; cut++) {
      assert.deepEqual(read(line.slice(0, cut) + writeEntry(entry(2))).entries.at(-1), entry(2), line.slice(0, cut));
    }
  });

  it('never throws, whatever the file holds', () => {
    fc.assert(fc.property(fc.string(), (text) => void read(text)));
    fc.assert(fc.property(fc.json(), (text) => void read(text)));
  });

  it('puts the end of a request in the place of its beginning, also when read in two goes', () => {
    const [begun, other] = [entry(1, { id: 'a', estimated: true }), entry(2, { id: 'b' })];
    const ended = entry(1, { id: 'a', cost: 0.5 });
    const ledger = read(writeEntry(begun) + writeEntry(other));
    assert.deepEqual(ledger.entries, [begun, other]);
    ledger.read(writeEntry(ended) + writeEntry(ended));
    assert.deepEqual(ledger.entries, [ended, other]);
  });

  it('knows when requests left', () => {
    const ledger = read(
      writeEntry({ at: 7, sent: 'chat' }) + writeEntry(entry(8)) + writeEntry({ at: 9, sent: 'edit' }),
    );
    assert.deepEqual([ledger.sent, ledger.entries.length], [[7, 9], 1]);
  });
});
