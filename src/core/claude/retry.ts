// Whether and when a failed request is sent again by itself. Pure: the caller counts, waits and shows the countdown.
// The table is the API's own advice where it gives any, else this project's (README, "When something goes wrong").
import type { Failure, FailureKind } from './failure.ts';

/** Longest wait that is worth a countdown; above it the user is told the time and decides. */
export const LONGEST_WAIT_MS = 120_000;

export type RetryDecision =
  /** `of`: how many automatic retries this kind of failure gets at most. */
  | { readonly again: true; readonly afterMs: number; readonly of: number }
  /** Not by itself; `retryAfterMs` is set where the server named a time to wait. */
  | { readonly again: false; readonly retryAfterMs?: number };

interface Rule {
  /** Automatic retries at most, below the user's own limit. */
  readonly atMost: number;
  /** Wait before the nth retry (0 = first), in milliseconds; `random` is in [0, 1). */
  readonly delay: (nth: number, random: number) => number;
}

const atOnce: Rule = { atMost: 2, delay: (_, random) => 200 + 800 * random };
const serverError: Rule = { atMost: 3, delay: (nth, random) => 1000 * 2 ** nth * (1 + random / 4) };
const once: Rule = { atMost: 1, delay: () => 1000 };

const RULES: Partial<Record<FailureKind, Rule>> = {
  requestTimeout: atOnce,
  unreachable: atOnce,
  connectionLost: atOnce,
  truncated: atOnce,
  garbled: atOnce,
  noFirstByte: atOnce,
  stalled: atOnce,
  conflict: once,
  gatewayTimeout: once,
  server: serverError,
  rateLimit: { atMost: 3, delay: (nth) => 5000 * 2 ** nth },
  overloaded: { atMost: 3, delay: (_, random) => 30_000 + 30_000 * random },
};

/**
 * Decides after a failure before anything of the answer was shown. `retries` is the number of automatic retries done
 * so far for this action of the user, `maxRetries` the user's setting.
 */
export function decideRetry(failure: Failure, retries: number, maxRetries: number, random: number): RetryDecision {
  const { kind, retryAfterMs, shouldRetry } = failure;
  const no = { again: false, ...(retryAfterMs !== undefined && retryAfterMs > 0 && { retryAfterMs }) } as const;
  // Whatever a server says, money that has run out does not come back in seconds.
  const rule = kind === 'spendLimit' ? undefined : (RULES[kind] ?? (shouldRetry === true ? serverError : undefined));
  if (rule === undefined || shouldRetry === false) return no;
  if (retryAfterMs !== undefined && retryAfterMs > LONGEST_WAIT_MS) return no;
  const of = Math.min(rule.atMost, maxRetries);
  if (retries >= of) return no;
  return { again: true, afterMs: retryAfterMs ?? rule.delay(retries, random), of };
}
