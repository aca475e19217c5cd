// Reads what the SDK, fetch and the watchdog throw, and gives it as a Failure. The only place that knows their classes;
// it decides on status, type and code, never on the wording of a message, which is not stable.
import { APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk/error';
import type { Failure, FailureKind } from './failure.ts';
import { field, NotAStreamError, NotSendableError, OwnError, StreamedError, type Told } from './thrown.ts';
import { SilenceError } from './watchdog.ts';

const BY_STATUS: Readonly<Record<number, FailureKind>> = {
  400: 'badRequest',
  401: 'authentication',
  402: 'billing',
  403: 'permission',
  404: 'notFound',
  408: 'requestTimeout',
  409: 'conflict',
  413: 'tooLarge',
  429: 'rateLimit',
  504: 'gatewayTimeout',
  529: 'overloaded',
};

const BY_TYPE: ReadonlyMap<string | null, FailureKind> = new Map([
  ['invalid_request_error', 'badRequest'],
  ['authentication_error', 'authentication'],
  ['billing_error', 'billing'],
  ['permission_error', 'permission'],
  ['not_found_error', 'notFound'],
  ['conflict_error', 'conflict'],
  ['request_too_large', 'tooLarge'],
  ['rate_limit_error', 'rateLimit'],
  ['timeout_error', 'gatewayTimeout'],
  ['api_error', 'server'],
  ['overloaded_error', 'overloaded'],
]);

const SPEND_LIMITS = new Set(['contract_spend_limit_reached', 'enforced_spend_limit_reached']);

/**
 * Any error of one attempt as a Failure; `now` in milliseconds since the epoch. An abort by the user must be told apart
 * before, by the signal.
 */
export function readFailure(error: unknown, now: number): Failure {
  if (error instanceof OwnError) return { kind: 'other', said: plainWords(error.message) };
  if (error instanceof NotSendableError) return { kind: error.kind };
  const silence = inChain(error, (cause) => cause instanceof SilenceError);
  if (silence instanceof SilenceError) return { kind: silence.before === 'firstByte' ? 'noFirstByte' : 'stalled' };
  if (error instanceof NotAStreamError) {
    return { kind: 'notTheApi', said: plainWords(error.said), ...ifSet('requestId', error.requestId) };
  }
  if (error instanceof APIConnectionTimeoutError) return { kind: 'noFirstByte' };
  if (error instanceof APIConnectionError) return readConnectionError(error);
  if (error instanceof APIError || error instanceof StreamedError) return readTold(error, now);
  if (error instanceof SyntaxError) return { kind: 'garbled' };
  if (error instanceof TypeError && /ByteString/.test(error.message)) return { kind: 'badKey' };
  const code = systemCode(error);
  if (error instanceof TypeError) return { kind: 'connectionLost', ...ifSet('code', code) };
  return { kind: 'other', said: plainWords(error instanceof Error ? error.message : String(error)) };
}

function readTold(error: Told, now: number): Failure {
  const { status, type, headers } = error;
  const said = error.apiMessage ?? gatewayMessage(error.error) ?? error.message.replace(/^\d{3} /, '');
  const common = {
    ...ifSet('status', status),
    ...ifSet('type', type ?? undefined),
    ...ifSet('code', error.errorCode ?? undefined),
    said: plainWords(said),
    ...ifSet('requestId', error.requestID ?? undefined),
    ...ifSet('retryAfterMs', retryAfter(headers, error.error, now)),
    ...ifSet('shouldRetry', shouldRetry(headers)),
  };
  return { kind: kindOf(status, type, error.errorCode), ...common };
}

function kindOf(status: number | undefined, type: string | null, code: string | null): FailureKind {
  if (code !== null && SPEND_LIMITS.has(code)) return 'spendLimit';
  if (status === undefined) return BY_TYPE.get(type) ?? (type === null ? 'garbled' : 'server');
  if (status >= 300 && status < 400) return 'redirect';
  return BY_STATUS[status] ?? (status >= 500 ? 'server' : 'badRequest');
}

const TLS = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|EPROTO/;
const BEFORE_CONNECTION = /^(ENOTFOUND|EAI_|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT)/;

function readConnectionError(error: APIConnectionError): Failure {
  if (inChain(error, (cause) => cause instanceof TypeError && /ByteString/.test(cause.message)))
    return { kind: 'badKey' };
  const code = systemCode(error);
  if (code === undefined) return { kind: 'unreachable' };
  if (code === 'UND_ERR_HEADERS_TIMEOUT') return { kind: 'noFirstByte', code };
  if (TLS.test(code)) return { kind: 'tls', code };
  return { kind: BEFORE_CONNECTION.test(code) ? 'unreachable' : 'connectionLost', code };
}

/** The first of the error and its causes for which `test` holds. Causes may be circular in theory: ten are enough. */
function inChain(error: unknown, test: (cause: unknown) => boolean): unknown {
  let cause = error;
  for (let depth = 0; depth < 10 && cause !== undefined && cause !== null; depth++) {
    if (test(cause)) return cause;
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return undefined;
}

function systemCode(error: unknown): string | undefined {
  const owner = inChain(error, (cause) => codeOf(cause) !== undefined);
  // A happy-eyeballs failure is an AggregateError whose members carry the codes.
  return codeOf(owner);
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return error.errors.map(codeOf).find((code) => code !== undefined);
  return undefined;
}

/** `retry-after-ms`, `retry-after` (seconds or a date), or the `retryAfter` seconds that gateways put into the body. */
function retryAfter(headers: Headers | undefined, body: unknown, now: number): number | undefined {
  const ms = amount(headers?.get('retry-after-ms'));
  if (ms !== undefined) return ms;
  const value = headers?.get('retry-after') ?? undefined;
  const seconds = amount(value);
  if (seconds !== undefined) return seconds * 1000;
  // A date is read against the server's own clock, which may differ from ours, where it tells the time.
  const told = Date.parse(headers?.get('date') ?? '');
  // What is a bare number was no amount above, and is no date either, whatever Date.parse makes of it.
  const until = value === undefined || /^[\s\d.+-]*$/.test(value) ? Number.NaN : Date.parse(value);
  if (!Number.isNaN(until)) return Math.max(0, until - (Number.isNaN(told) ? now : told));
  const error = field(body, 'error');
  const own = [body, error].flatMap((part) => [amount(field(part, 'retryAfter')), amount(field(part, 'retry_after'))]);
  const found = own.find((given) => given !== undefined);
  return found === undefined ? undefined : found * 1000;
}

/** A number that is none below zero, also as text; an empty text is none. */
function amount(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
}

function shouldRetry(headers: Headers | undefined): boolean | undefined {
  const value = headers?.get('x-should-retry');
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/** Gateways answer `{"error":"words"}` or `{"message":"words"}` where the API has an object. */
function gatewayMessage(body: unknown): string | undefined {
  const words = [field(body, 'error'), field(body, 'message'), field(body, 'detail')];
  return words.find((value) => typeof value === 'string');
}

/** Takes markup and control characters out of what a server said, and keeps it short enough for a panel. */
export function plainWords(said: string): string {
  const shown = ['script', 'style', 'head'].reduce(withoutElement, said.slice(0, 20_000));
  const text = shown
    .replace(/<[^<>]*>/g, ' ')
    .replace(/[\u0000-\u001f\u007f\s]+/g, ' ')
    .trim();
  return text.length > 500 ? `${text.slice(0, 499)}…` : text;
}

/** Takes elements out with what is in them; one search after the other, since a single pattern would be quadratic. */
function withoutElement(page: string, name: string): string {
  const [opens, closes] = [new RegExp(`<${name}\\b`, 'gi'), new RegExp(`</${name}[^<>]*>`, 'gi')];
  let kept = '';
  for (;;) {
    const from = closes.lastIndex;
    opens.lastIndex = from;
    const open = opens.exec(page);
    kept += ` ${page.slice(from, open?.index)}`;
    closes.lastIndex = open?.index ?? 0;
    if (open === null || closes.exec(page) === null) return kept;
  }
}

function ifSet<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a computed key widens to `string`
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
