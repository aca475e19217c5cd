// What a benchmark runs in: it ends what it has started, and one that lacks its tools says so in a sentence and is no
// failure. Also the few words of statistics that they share.
import { main } from '../support/workbench/main.ts';
import { Trouble } from '../support/workbench/trouble.ts';

/** What a benchmark needs is not on this machine. */
class Lacking extends Error {}

/** Getting a tool; where that is not possible, the benchmark is left out. */
export async function tool<T>(what: string, get: () => Promise<T> | T): Promise<T> {
  try {
    return await get();
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    throw new Lacking(`Not measured, for want of ${what}: ${error.message}`, { cause: error });
  }
}

export async function bench(run: () => Promise<void>): Promise<void> {
  await main(async () => {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof Lacking)) throw error;
      console.log(error.message);
    }
  });
}

/** The value below which this part of all values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
