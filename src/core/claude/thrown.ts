// What an attempt throws beside the SDK's own errors, until readFailure.ts makes a failure of it.

/** The stream answered 200 with something that is no event stream. */
export class NotAStreamError extends Error {
  readonly said: string;
  readonly requestId: string | undefined;
  constructor(said: string, requestId: string | undefined) {
    super('the answer is no event stream');
    this.name = 'NotAStreamError';
    this.said = said;
    this.requestId = requestId;
  }
}

/** The request was never sent, because a header of it cannot be. */
export class NotSendableError extends Error {
  readonly kind: 'badKey' | 'badHeader';
  constructor(kind: 'badKey' | 'badHeader') {
    super(kind);
    this.name = 'NotSendableError';
    this.kind = kind;
  }
}

/** What a failure of the API tells, whether by its status or within a stream. */
export interface Told {
  readonly status?: number | undefined;
  readonly type: string | null;
  readonly errorCode: string | null;
  readonly apiMessage: string | null;
  readonly requestID?: string | null | undefined;
  readonly headers?: Headers | undefined;
  /** The body. */
  readonly error: unknown;
  readonly message: string;
}

/** An `error` event. */
export class StreamedError extends Error implements Told {
  readonly error: unknown;
  readonly headers: Headers;
  readonly type: string | null;
  readonly errorCode: string | null;
  readonly apiMessage: string | null;
  readonly requestID: string | null;
  constructor(body: unknown, headers: Headers) {
    super(typeof body === 'string' ? body : '');
    this.name = 'StreamedError';
    this.error = body;
    this.headers = headers;
    const error = field(body, 'error');
    this.type = textOf(field(error, 'type'));
    this.errorCode = textOf(field(field(error, 'details'), 'error_code'));
    this.apiMessage = textOf(field(error, 'message'));
    this.requestID = textOf(field(body, 'request_id')) ?? headers.get('request-id');
  }
}

/** A mistake of our own while an answer was taken in. */
export class OwnError extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'OwnError';
  }
}

/** Text, or null for anything else. */
function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
