// Costs against a table that was worked out by hand, exact to a millionth of a dollar.
import assert from 'node:assert/strict';
import type { MessageUsage } from '../../../../src/core/claude/messageUsage.ts';
import { costOf } from '../../../../src/core/usage/cost.ts';
import { priceOf, PRICES } from '../../../../src/core/usage/prices.ts';

const NONE: MessageUsage = { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, thinking: 0 };

/** Model, usage, US dollars. `thinking` is a part of `output` and must not be counted twice. */
const TABLE: [string, Partial<MessageUsage>, number][] = [
  ['claude-sonnet-5-5', { input: 1_000_000 }, 2],
  ['claude-sonnet-5-5', { output: 1_000_000, thinking: 900_000 }, 10],
  ['claude-sonnet-5-5', { input: 42, output: 187, cacheRead: 5200, cacheWrite5m: 900 }, 0.004724],
  ['claude-sonnet-5-5', { cacheWrite1h: 2500, cacheRead: 10 }, 0.010001],
  ['claude-opus-5-5', { input: 1000, output: 2000, cacheRead: 100_000 }, 0.064],
  ['claude-opus-5-5', { cacheWrite5m: 8000, cacheWrite1h: 500 }, 0.044],
  ['claude-opus-4-5', { input: 10, output: 10, cacheRead: 10, cacheWrite5m: 10, cacheWrite1h: 10 }, 0.0004675],
  ['claude-fable-5-2', { input: 1, output: 1 }, 0.000048],
  ['claude-fable-5-1', { input: 3, output: 7, cacheRead: 4_000_000 }, 1.00038],
  ['claude-fable-5', { cacheRead: 123_456 }, 0.123456],
  ['claude-sonnet-4-6', { input: 333_333, output: 1 }, 1.000014],
  ['claude-haiku-4-5-20251001', { input: 7, output: 9, cacheRead: 11 }, 0.0000531],
  // Haiku 5.5: the size of the whole prompt decides for every token of the request.
  ['claude-haiku-5-5', { input: 100_000, output: 1000 }, 0.0105],
  ['claude-haiku-5-5', { input: 100_001, output: 1000 }, 0.0525005],
  ['claude-haiku-5-5', { input: 1, cacheRead: 60_000, cacheWrite5m: 40_000, output: 100 }, 0.0282505],
  ['claude-haiku-5-5', { cacheRead: 60_000, cacheWrite5m: 20_000, cacheWrite1h: 20_000, output: 100 }, 0.00715],
  ['claude-sonnet-5', {}, 0],
];

describe('the cost of a message', () => {
  for (const [model, usage, dollars] of TABLE) {
    it(`${model} ${JSON.stringify(usage)} = $${dollars}`, () => {
      const cost = costOf({ ...NONE, ...usage }, model);
      assert.ok(cost !== undefined && Math.abs(cost - dollars) < 1e-9, `${cost}`);
    });
  }

  it('is unknown for a model without a price, whatever its name inherits', () => {
    for (const model of ['gpt-9', 'constructor', 'toString', '', 'claude-sonnet', 'claude-sonnet-5-5-fast']) {
      assert.equal(costOf({ ...NONE, input: 1 }, model), undefined, model);
    }
  });

  it('follows a table of the user’s', () => {
    const prices = { 'my-model': { input: 1, output: 2, cacheWrite5m: 3, cacheWrite1h: 4, cacheRead: 5 } };
    assert.equal(costOf({ ...NONE, input: 1e6, output: 1e6 }, 'my-model', { ...PRICES, ...prices }), 3);
  });
});

describe('the table of prices', () => {
  it('has write factors of 1.25 and 2, and a cheap read, in every row', () => {
    for (const [model, price] of Object.entries(PRICES)) {
      for (const row of [price, ...(price.long ? [price.long.price] : [])]) {
        assert.ok(Math.abs(row.cacheWrite5m - row.input * 1.25) < 1e-9, model);
        assert.ok(Math.abs(row.cacheWrite1h - row.input * 2) < 1e-9, model);
        assert.ok(row.cacheRead <= row.input * 0.1 + 1e-9 && row.cacheRead > 0, model);
        assert.ok(Math.abs(row.output - row.input * 5) < 1e-9, model);
      }
    }
  });

  it('finds a model by its id with or without its date', () => {
    assert.equal(priceOf('claude-opus-5-5'), PRICES['claude-opus-5-5']);
    assert.equal(priceOf('claude-opus-5-5-20261001'), PRICES['claude-opus-5-5']);
    assert.equal(priceOf('claude-opus-5-5-2026'), undefined);
  });
});
