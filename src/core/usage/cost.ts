// The cost of one message in US dollars: tokens of each kind by their price.
import { promptTokens, type MessageUsage } from '../claude/messageUsage.ts';
import { priceOf, type Price, type Prices } from './prices.ts';

/** `undefined` for a model without a known price: a made-up figure would be worse than none. */
export function costOf(usage: MessageUsage, model: string, prices?: Prices): number | undefined {
  const price = priceFor(usage, model, prices);
  return (
    price &&
    ((usage.input * price.input +
      usage.output * price.output +
      usage.cacheWrite5m * price.cacheWrite5m +
      usage.cacheWrite1h * price.cacheWrite1h +
      usage.cacheRead * price.cacheRead) *
      (usage.batch ? 0.5 : 1)) /
      1e6
  );
}

/** What the cache saved: its reads at the price of input, less what its writes cost more. Below zero when nobody read. */
export function cacheSaving(usage: MessageUsage, model: string, prices?: Prices): number | undefined {
  const price = priceFor(usage, model, prices);
  return (
    price &&
    ((usage.cacheRead * (price.input - price.cacheRead) -
      usage.cacheWrite5m * (price.cacheWrite5m - price.input) -
      usage.cacheWrite1h * (price.cacheWrite1h - price.input)) *
      (usage.batch ? 0.5 : 1)) /
      1e6
  );
}

/** The step is per request: a long prompt raises the price of every token of it, the answer's too. */
function priceFor(usage: MessageUsage, model: string, prices?: Prices): Omit<Price, 'long'> | undefined {
  const found = priceOf(model, prices);
  return found?.long !== undefined && promptTokens(usage) > found.long.above ? found.long.price : found;
}
