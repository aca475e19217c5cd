// The words and figures of the Usage view, as the reader's language writes them.
import { dollars, type Total } from '../../core/usage/totals.ts';
import type { UsageStrings } from '../../core/usage/usageStrings.ts';
import { filled } from '../words.ts';

export interface UsageWords {
  (key: keyof UsageStrings, ...values: readonly (string | number)[]): string;
  /** A key that comes with the data, such as a kind of request: shown as it is where no word is known. */
  nameOf(key: string): string;
  number(value: number, digits?: number): string;
  /** Marked where it is an estimate or at least so much; a price that nobody knows is not made up. */
  cost(total: Pick<Total, 'cost' | 'tokens' | 'unpriced' | 'estimated'>): string;
  /** A day or month as the user's calendar writes it. */
  time(name: string): string;
}

export function createUsageWords(strings: unknown, language: string): UsageWords {
  const table = new Map<string, unknown>(
    typeof strings === 'object' && strings !== null ? Object.entries(strings) : [],
  );
  const nameOf = (key: string): string => {
    const text = table.get(key);
    return typeof text === 'string' ? text : key;
  };
  const words = (key: keyof UsageStrings, ...values: readonly (string | number)[]): string =>
    filled(nameOf(key), values);
  return Object.assign(words, {
    nameOf,
    number: (value: number, digits = 0): string =>
      value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    cost: ({ cost, tokens, unpriced, estimated }: Parameters<UsageWords['cost']>[0]): string =>
      unpriced && cost === 0 && tokens > 0
        ? words('noPrice')
        : `${estimated ? '~' : ''}${dollars(cost)}${unpriced ? '+' : ''}`,
    time: (name: string): string => {
      const [year = 0, month = 1, day] = name.split('-').map(Number);
      const date = new Date(year, month - 1, day ?? 1);
      return date.toLocaleDateString(
        language,
        day === undefined ? { year: 'numeric', month: 'short' } : { month: 'short', day: 'numeric' },
      );
    },
  });
}
