// Costs against a table that was worked out by hand, exact to a millionth of a dollar.
import assert from 'node:assert/strict';
import { readUsage, type MessageUsage } from '../../../../src/core/claude/messageUsage.ts';
import { cacheSaving, costOf } from '../../../../src/core/usage/cost.ts';
import { priceOf, PRICES, pricesWith } from '../../../../src/core/usage/prices.ts';

const NONE: MessageUsage = { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, thinking: 0 };

/** Model, usage, US dollars. `thinking` is a part of `output` and must not be counted twice. */
const TABLE: [string, Partial<MessageUsage>, number][] = [
  ['claude-sonnet-5-5', { input: 1_000_000 }, 2],
  ['claude-sonnet-5-5', { output: 1_000_000, thinking: 900_000 }, 10],
  ['claude-sonnet-5-5', { input: 42, output: 187, cacheRead: 5200, cacheWrite5m: 900 }, 0.004724],
  ['claude-sonnet-5-5', { cacheWrite1h: 2500, cacheRead: 10 }, 0.010001],
  ['claude-sonnet-5-5', { input: 1 }, 0.000002],
  ['claude-sonnet-5-5', { cacheRead: 1 }, 0.0000001],
  ['claude-sonnet-5-5', { input: 250_000, output: 4000 }, 0.54],
  ['claude-sonnet-5-5-20260901', { cacheWrite5m: 400_000 }, 1],
  ['claude-opus-5-5', { input: 1000, output: 2000, cacheRead: 100_000 }, 0.064],
  ['claude-opus-5-5', { cacheWrite5m: 8000, cacheWrite1h: 500 }, 0.044],
  ['claude-opus-5-5', { output: 128_000, thinking: 100_000 }, 2.56],
  ['claude-opus-5-5', { cacheRead: 995_000, input: 5000 }, 0.219],
  ['claude-opus-5', { input: 2, output: 3 }, 0.000085],
  ['claude-opus-5', { cacheWrite1h: 123 }, 0.00123],
  ['claude-opus-4-8', { cacheRead: 2222 }, 0.001111],
  ['claude-opus-4-7', { cacheWrite5m: 16 }, 0.0001],
  ['claude-opus-4-6', { input: 200_001, output: 1 }, 1.00003],
  ['claude-opus-4-5', { input: 10, output: 10, cacheRead: 10, cacheWrite5m: 10, cacheWrite1h: 10 }, 0.0004675],
  ['claude-opus-4-5-20251101', { input: 9, output: 8 }, 0.000245],
  ['claude-fable-5-2', { input: 1, output: 1 }, 0.000048],
  ['claude-fable-5-2', { cacheRead: 15, cacheWrite5m: 3, cacheWrite1h: 2 }, 0.000065],
  ['claude-fable-5-1', { input: 3, output: 7, cacheRead: 4_000_000 }, 1.00038],
  ['claude-fable-5-1', { cacheWrite5m: 80, cacheWrite1h: 50 }, 0.002],
  ['claude-fable-5', { cacheRead: 123_456 }, 0.123456],
  ['claude-fable-5', { input: 100, output: 20, thinking: 20 }, 0.002],
  ['claude-sonnet-5', { cacheRead: 5 }, 0.000001],
  ['claude-sonnet-5', { input: 11, output: 13, cacheWrite5m: 4 }, 0.000162],
  ['claude-sonnet-5', {}, 0],
  ['claude-sonnet-4-6', { input: 333_333, output: 1 }, 1.000014],
  ['claude-sonnet-4-6', { cacheRead: 10, cacheWrite5m: 4, cacheWrite1h: 1 }, 0.000024],
  ['claude-haiku-4-5-20251001', { input: 7, output: 9, cacheRead: 11 }, 0.0000531],
  ['claude-haiku-4-5', { cacheWrite5m: 8, cacheWrite1h: 5, cacheRead: 10 }, 0.000021],
  // Haiku 5.5: the size of the whole prompt decides for every token of the request.
  ['claude-haiku-5-5', { input: 10_000, output: 2000 }, 0.002],
  ['claude-haiku-5-5', { input: 100_000, output: 1000 }, 0.0105],
  ['claude-haiku-5-5', { input: 100_001, output: 1000 }, 0.0525005],
  ['claude-haiku-5-5', { input: 1, cacheRead: 60_000, cacheWrite5m: 40_000, output: 100 }, 0.0282505],
  ['claude-haiku-5-5', { cacheRead: 60_000, cacheWrite5m: 20_000, cacheWrite1h: 20_000, output: 100 }, 0.00715],
  ['claude-haiku-5-5', { cacheWrite1h: 100_001 }, 0.100001],
  // A long answer to a short prompt is no long prompt.
  ['claude-haiku-5-5', { input: 100, output: 128_000 }, 0.06401],
  // In a batch all of it is half the price, the step included.
  ['claude-sonnet-5-5', { input: 1000, output: 500, batch: true }, 0.0035],
  ['claude-opus-5-5', { cacheRead: 1000, cacheWrite5m: 100, cacheWrite1h: 10, batch: true }, 0.00039],
  ['claude-haiku-5-5', { input: 200_000, output: 1000, batch: true }, 0.05125],
  ['claude-fable-5-2', { batch: true }, 0],
];

describe('the cost of a message', () => {
  it('is told by hand for at least 40 usages and every model of the table', () => {
    assert.ok(TABLE.length >= 40, `${TABLE.length}`);
    const told = new Set(TABLE.map(([model]) => model.replace(/-\d{8}$/, '')));
    assert.deepEqual(
      Object.keys(PRICES).filter((model) => !told.has(model)),
      [],
    );
  });

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

  it('follows the user’s own prices, the cache’s by the usual factors where they name none', () => {
    const prices = pricesWith({
      'my-model': { input: 1, output: 2, cacheWrite5m: 3, cacheWrite1h: 4, cacheRead: 5 },
      mine: { input: 10, output: 20 },
      'claude-sonnet-5-5': { input: 0, output: 0 },
    });
    const million = { ...NONE, input: 1e6, output: 1e6, cacheRead: 1e6, cacheWrite5m: 1e6, cacheWrite1h: 1e6 };
    assert.equal(costOf(million, 'my-model', prices), 15);
    assert.equal(costOf(million, 'mine', prices), 10 + 20 + 12.5 + 20 + 1);
    assert.equal(costOf(million, 'claude-sonnet-5-5', prices), 0);
    assert.equal(costOf(million, 'claude-sonnet-5', prices), costOf(million, 'claude-sonnet-5'));
  });

  it('is not led astray by a setting that holds anything', () => {
    const odd = [undefined, null, 1, 'x', [], {}, { m: 1 }, { m: { input: 1 } }, { m: { input: '1', output: -1 } }];
    for (const setting of odd) assert.equal(pricesWith(setting), PRICES);
  });

  it('is what a batch’s own usage says', () => {
    const wire = { input_tokens: 1000, output_tokens: 500, service_tier: 'batch' };
    const usage = readUsage(wire, undefined);
    assert.ok(usage);
    assert.equal(costOf(usage, 'claude-sonnet-5-5'), 0.0035);
    assert.equal(readUsage({ output_tokens: 9 }, usage)?.batch, true);
  });

  it('saves what the cache’s reads would have cost as input, less what its writes cost more', () => {
    const saving = (usage: Partial<MessageUsage>, model: string) => cacheSaving({ ...NONE, ...usage }, model);
    assert.equal(saving({ cacheRead: 1_000_000, input: 5 }, 'claude-sonnet-5-5'), 1.9);
    assert.equal(saving({ cacheWrite5m: 1_000_000 }, 'claude-sonnet-5-5'), -0.5);
    assert.equal(saving({ cacheWrite1h: 1_000_000, batch: true }, 'claude-sonnet-5-5'), -1);
    assert.equal(saving({ cacheRead: 1 }, 'unknown'), undefined);
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
