// Quantiles by the nearest rank: a figure that was measured, not one in between.

/** `part` in (0, 1]; undefined where nothing was measured. */
export function quantile(values: readonly number[], part: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}

/** Half of what was measured is at most the median, 95 % at most `p95`. */
export interface Spread {
  readonly median: number;
  readonly p95: number;
}

export function spreadOf(values: readonly number[]): Spread | undefined {
  const [median, p95] = [quantile(values, 0.5), quantile(values, 0.95)];
  return median === undefined || p95 === undefined ? undefined : { median, p95 };
}
