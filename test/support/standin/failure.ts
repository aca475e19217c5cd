/** Replies that are no answer: error statuses as the API words them, HTML pages, redirects, headers that never come. */
import type { Gate } from './gate.ts';
import { bytes, gate, type Reply } from './script.ts';

const TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  408: 'timeout_error',
  409: 'conflict_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  502: 'api_error',
  503: 'api_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

export interface FailureOptions {
  type?: string;
  message?: string;
  /** For example `enforced_spend_limit_reached`, in `error.details.error_code`. */
  errorCode?: string;
  requestId?: string | null;
  /** Header `retry-after`: seconds or a date. */
  retryAfter?: number | string;
  retryAfterMs?: number;
  shouldRetry?: boolean;
  headers?: Record<string, string>;
}

/** An error before the stream began, with the API's body and headers. */
export function failure(status: number, options: FailureOptions = {}): Reply {
  const { requestId = 'req_standin_failure', errorCode, retryAfter, retryAfterMs, shouldRetry } = options;
  const headers: Record<string, string> = {};
  if (requestId !== null) headers['request-id'] = requestId;
  if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter);
  if (retryAfterMs !== undefined) headers['retry-after-ms'] = String(retryAfterMs);
  if (shouldRetry !== undefined) headers['x-should-retry'] = String(shouldRetry);
  const type = options.type ?? TYPES[status] ?? (status < 500 ? 'invalid_request_error' : 'api_error');
  const details = errorCode ? { error_code: errorCode } : null;
  const error = { type, message: options.message ?? `Scripted ${type}`, details };
  return json({ type: 'error', error, request_id: requestId }, status, { ...headers, ...options.headers });
}

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}): Reply =>
  plain(JSON.stringify(value), 'application/json', status, headers);

const PAGE = '<!doctype html><html><head><title>Sign in</title></head><body><h1>Please sign in</h1></body></html>';

/** What a captive portal or a proxy says in place of the API. */
export const html = (status = 200, page = PAGE): Reply => plain(page, 'text/html; charset=utf-8', status);

export const redirect = (location: string, status = 302): Reply => plain('', 'text/plain', status, { location });

export function plain(body: string, type: string, status = 200, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': type, ...headers }, before: [], steps: [bytes(body)], lineEnd: '\n' };
}

/** The request is read and nothing comes back, not even a status: for ever, or until the gate opens and `then` follows. */
export const silence = (until?: Gate, then: Reply = failure(500)): Reply => ({
  ...then,
  before: [until ? gate(until) : { do: 'stall' }],
});

/** The socket dies before a status line. */
export const hangUp = (reset = false): Reply => ({ ...failure(500), before: [{ do: 'destroy', reset }] });

/** The rate-limit headers that come with every answer of the API, success included. */
export function rateLimits(
  kind: 'requests' | 'tokens' | 'input-tokens' | 'output-tokens',
  limit: number,
  remaining: number,
  reset: Date,
): Record<string, string> {
  const name = `anthropic-ratelimit-${kind}`;
  const time = reset.toISOString().replace(/\.\d+Z$/, 'Z');
  return { [`${name}-limit`]: String(limit), [`${name}-remaining`]: String(remaining), [`${name}-reset`]: time };
}
