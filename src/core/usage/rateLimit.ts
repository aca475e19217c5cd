// The user's own limit of requests a minute, over all windows: when the next request may leave.

const MINUTE = 60_000;

/**
 * When the next request may leave, or `undefined` for now. `sent` are the times at which requests left, in any order;
 * one in the future is none: a clock was set back.
 */
export function nextAllowed(sent: readonly number[], perMinute: number, now: number): number | undefined {
  if (perMinute <= 0) return undefined;
  const recent = sent.filter((at) => at <= now && at > now - MINUTE).toSorted((a, b) => a - b);
  const oldest = recent.at(-perMinute);
  return oldest === undefined ? undefined : oldest + MINUTE;
}
