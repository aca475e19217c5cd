// What can go wrong with a request, as plain data: made from the SDK's errors in readFailure.ts, turned into words in
// failureWords.ts, and into waits in retry.ts.

export type FailureKind =
  | 'badRequest'
  | 'authentication'
  | 'billing'
  | 'permission'
  | 'notFound'
  | 'requestTimeout'
  | 'conflict'
  | 'tooLarge'
  | 'rateLimit'
  | 'spendLimit'
  | 'server'
  | 'gatewayTimeout'
  | 'overloaded'
  /** The server points elsewhere; we never follow, so that the key goes nowhere else. */
  | 'redirect'
  /** An answer that no Messages API gives: a login page, a proxy's error page, JSON where a stream was due. */
  | 'notTheApi'
  /** No connection came about: DNS, refused, no route. `code` tells which. */
  | 'unreachable'
  /** The connection came about but its certificate or protocol was refused. */
  | 'tls'
  /** The socket died in the middle. */
  | 'connectionLost'
  /** The stream ended politely without `message_stop`. */
  | 'truncated'
  /** Headers or the first byte did not come in time. */
  | 'noFirstByte'
  /** Bytes came, then none for too long. */
  | 'stalled'
  /** What came is no JSON. */
  | 'garbled'
  /** The key holds characters that no header can carry. */
  | 'badKey'
  /** One of the user's own headers has a name or a value that no request can carry. */
  | 'badHeader'
  | 'noKey'
  | 'badBaseUrl'
  /** The user's own limit of requests a minute; nothing was sent. */
  | 'ownRateLimit'
  /** A budget is used up and the user did not want to go over it; nothing was sent. */
  | 'overBudget'
  /** By the API's count the request is longer than its model can read; it was not sent. */
  | 'overWindow'
  /** It would have used up a budget and the user did not want that; nothing was sent. */
  | 'wouldPassBudget'
  | 'other';

export interface Failure {
  readonly kind: FailureKind;
  /** Id of the model that the API does not have, or not for this key. */
  readonly model?: string;
  readonly status?: number;
  /** The API's own `error.type`. */
  readonly type?: string;
  /** The API's `error_code`, or the system's (`ECONNREFUSED`). */
  readonly code?: string;
  /** What the server said, without markup, at most 500 characters. */
  readonly said?: string;
  readonly requestId?: string;
  /** From `retry-after-ms`, `retry-after` or the body of a gateway, in milliseconds. */
  readonly retryAfterMs?: number;
  /** When the user's own rate limit lets the next request go, in milliseconds since the epoch. */
  readonly nextAt?: number;
  /** The server's `x-should-retry`, which overrules our own policy. */
  readonly shouldRetry?: boolean;
}
