// The page's words: the strings that the host put into the frame, with their places filled in.
import type { PanelStrings } from '../core/chat/panelStrings.ts';

export interface Words {
  (key: keyof PanelStrings, ...values: readonly (string | number)[]): string;
  /** Formats numbers as the reader's language does. */
  number(value: number, digits?: number): string;
}

export function filled(text: string, values: readonly (string | number)[]): string {
  return text.replaceAll(/\{(\d)\}/g, (place, index: string) => String(values[Number(index)] ?? place));
}

/** `strings` is what stands in the frame, not yet trusted to be whole: a missing string is shown as its key. */
export function createWords(strings: unknown, language: string): Words {
  const table = new Map<string, unknown>(
    typeof strings === 'object' && strings !== null ? Object.entries(strings) : [],
  );
  const words = (key: keyof PanelStrings, ...values: readonly (string | number)[]): string => {
    const text = table.get(key);
    return filled(typeof text === 'string' ? text : key, values);
  };
  // Dear to make: a long chat has hundreds of numbers.
  const formats = new Map<number, Intl.NumberFormat>();
  return Object.assign(words, {
    number: (value: number, digits = 0): string => {
      let format = formats.get(digits);
      if (format === undefined) {
        format = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
        formats.set(digits, format);
      }
      return format.format(value);
    },
  });
}
