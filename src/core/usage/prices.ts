// What the models cost, as data: the one table of prices, with its source and date. A setting may override or extend it.
// Source: Anthropic's published price list and release notes, November 2026; cache prices of the 5.5 models by the
// factors that were reported for them. US dollars per million tokens.

export interface Price {
  readonly input: number;
  readonly output: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly cacheRead: number;
  /** Prices of a request whose whole prompt, cached parts included, is longer than `above` tokens. */
  readonly long?: { readonly above: number; readonly price: Omit<Price, 'long'> };
}

export type Prices = Readonly<Record<string, Price>>;

const row = (input: number, output: number, write5m: number, write1h: number, read: number): Omit<Price, 'long'> => ({
  input,
  output,
  cacheWrite5m: write5m,
  cacheWrite1h: write1h,
  cacheRead: read,
});

const OPUS = row(5, 25, 6.25, 10, 0.5);

export const PRICES: Prices = {
  'claude-fable-5-2': row(8, 40, 10, 16, 0.2),
  'claude-fable-5-1': row(10, 50, 12.5, 20, 0.25),
  'claude-fable-5': row(10, 50, 12.5, 20, 1),
  'claude-opus-5-5': row(4, 20, 5, 8, 0.2),
  'claude-opus-5': OPUS,
  'claude-opus-4-8': OPUS,
  'claude-opus-4-7': OPUS,
  'claude-opus-4-6': OPUS,
  'claude-opus-4-5': OPUS,
  'claude-sonnet-5-5': row(2, 10, 2.5, 4, 0.1),
  'claude-sonnet-5': row(2, 10, 2.5, 4, 0.2),
  'claude-sonnet-4-6': row(3, 15, 3.75, 6, 0.3),
  'claude-haiku-5-5': {
    ...row(0.1, 0.5, 0.125, 0.2, 0.01),
    long: { above: 100_000, price: row(0.5, 2.5, 0.625, 1, 0.05) },
  },
  'claude-haiku-4-5': row(1, 5, 1.25, 2, 0.1),
};

/** The price of a model by its id, with or without a date behind it (`claude-haiku-4-5-20251001`). */
export function priceOf(model: string, prices: Prices = PRICES): Price | undefined {
  const undated = model.replace(/-\d{8}$/, '');
  if (Object.hasOwn(prices, model)) return prices[model];
  return Object.hasOwn(prices, undated) ? prices[undated] : undefined;
}

/** Writes to the cache cost so much more than input, and reads so much less, where the user names no price of their own. */
const USUAL = { write5m: 1.25, write1h: 2, read: 0.1 };

/**
 * The table with the rows of the setting `prices` over it. A row needs `input` and `output`; one that is no row is left
 * out, since a settings file may hold anything.
 */
export function pricesWith(setting: unknown): Prices {
  if (typeof setting !== 'object' || setting === null) return PRICES;
  const own = Object.entries(setting).flatMap(([model, value]): [string, Price][] => {
    const price = readPrice(value);
    return price === undefined ? [] : [[model, price]];
  });
  return own.length === 0 ? PRICES : { ...PRICES, ...Object.fromEntries(own) };
}

function readPrice(value: unknown): Price | undefined {
  const field = (name: string): number | undefined => {
    const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
    return typeof found === 'number' && found >= 0 && Number.isFinite(found) ? found : undefined;
  };
  const [input, output] = [field('input'), field('output')];
  if (input === undefined || output === undefined) return undefined;
  const write5m = field('cacheWrite5m') ?? input * USUAL.write5m;
  const write1h = field('cacheWrite1h') ?? input * USUAL.write1h;
  return row(input, output, write5m, write1h, field('cacheRead') ?? input * USUAL.read);
}
