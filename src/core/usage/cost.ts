// The cost of one message in US dollars: tokens of each kind by their price.
import { promptTokens, type MessageUsage } from '../claude/messageUsage.ts';
import { priceOf, type Prices } from './prices.ts';

/** `undefined` for a model without a known price: a made-up figure would be worse than none. */
export function costOf(usage: MessageUsage, model: string, prices?: Prices): number | undefined {
  const found = priceOf(model, prices);
  if (found === undefined) return undefined;
  // The step is per request: a long prompt raises the price of every token of it, the answer's too.
  const price = found.long !== undefined && promptTokens(usage) > found.long.above ? found.long.price : found;
  return (
    (usage.input * price.input +
      usage.output * price.output +
      usage.cacheWrite5m * price.cacheWrite5m +
      usage.cacheWrite1h * price.cacheWrite1h +
      usage.cacheRead * price.cacheRead) /
    1e6
  );
}
