// What the API's response headers tell of the account's limits: how much of each is left, and when it is full again.

const LIMITS = ['requests', 'tokens', 'input-tokens', 'output-tokens'] as const;
export type LimitName = (typeof LIMITS)[number];

export interface RateLimit {
  readonly name: LimitName;
  readonly limit: number;
  readonly remaining: number;
  /** When it is full again, in milliseconds since the epoch. */
  readonly resetAt?: number;
}

/** The limits that the headers name whole; none for most gateways. */
export function readRateLimits(headers: Pick<Headers, 'get'>): readonly RateLimit[] {
  return LIMITS.flatMap((name): RateLimit[] => {
    const field = (what: string): string => headers.get(`anthropic-ratelimit-${name}-${what}`)?.trim() ?? '';
    const [limit, remaining, resetAt] = [count(field('limit')), count(field('remaining')), Date.parse(field('reset'))];
    if (limit === undefined || remaining === undefined) return [];
    return [{ name, limit, remaining, ...(!Number.isNaN(resetAt) && { resetAt }) }];
  });
}

function count(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
