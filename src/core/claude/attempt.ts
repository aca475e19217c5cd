// One request to the Messages API, from the headers to the last event. Loads the SDK, so it is imported on first use.
import { Stream } from '@anthropic-ai/sdk/core/streaming';
import {
  Messages,
  type MessageCreateParamsStreaming,
  type RawMessageStreamEvent,
} from '@anthropic-ai/sdk/resources/messages/messages';
import { Models, type ModelInfo } from '@anthropic-ai/sdk/resources/models';
import { client } from './client.ts';
import type { Connection } from './connection.ts';
import type { Failure } from './failure.ts';
import { readFailure } from './readFailure.ts';
import { NotAStreamError, OwnError } from './thrown.ts';
import { readEvent } from './readEvent.ts';

export type AttemptEnd =
  /** The stream ended; whether the answer is complete only its `message_stop` tells. */
  { readonly kind: 'ended' } | { readonly kind: 'aborted' } | { readonly kind: 'failed'; readonly failure: Failure };

export interface AttemptListener {
  firstByte(): void;
  /** Headers of an answer that is a stream: limits, request id. */
  headers(headers: Headers): void;
  event(event: RawMessageStreamEvent): void;
}

/** How long a finished answer may leave its connection open before we close it, and with it the chance to reuse it. */
const LINGER_MS = 2000;

/** Of an answer that is no stream, at most so much is read, for the words. */
const LONGEST_SAYING = 20_000;

/**
 * Sends `params` and gives each event to `listener`. Never throws: aborting by `signal` is an end like any other, and
 * after it no further event is given out, although the SDK may have buffered some.
 */
export async function attempt(
  connection: Connection,
  params: MessageCreateParamsStreaming,
  signal: AbortSignal,
  listener: AttemptListener,
): Promise<AttemptEnd> {
  if (signal.aborted) return { kind: 'aborted' };
  // The SDK lets go of a signal only when a stream came to its end: this one is gone with the attempt, whatever happens.
  const socket = new AbortController();
  const close = () => socket.abort();
  signal.addEventListener('abort', close, { once: true });
  let complete = false;
  try {
    const messages = new Messages(client(connection, () => listener.firstByte()));
    const response = await messages.create(params, { signal: socket.signal }).asResponse();
    if (!/^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '')) {
      throw new NotAStreamError(await beginningOf(response), response.headers.get('request-id') ?? undefined);
    }
    tell(listener, 'headers', response.headers);
    // The SDK's own loop would drop events without a name, as some gateways send them, and costs more.
    const events = Stream.rawEvents(response, socket);
    while (!complete) {
      const { done, value } = await events.next();
      if (done === true || signal.aborted) break;
      const event = readEvent(value, response.headers);
      if (event === undefined) continue;
      tell(listener, 'event', event);
      complete = event.type === 'message_stop';
    }
    // A server, or a proxy, may keep the connection open for long after the last event: nobody waits for that.
    if (complete) void linger(events, connection, close);
  } catch (error) {
    if (!signal.aborted) return { kind: 'failed', failure: readFailure(error, connection.clock.now()) };
  } finally {
    signal.removeEventListener('abort', close);
    if (!complete) close();
  }
  return complete || !signal.aborted ? { kind: 'ended' } : { kind: 'aborted' };
}

/** Reads on to the end of the body, so that the connection serves the next request too. */
async function linger(events: AsyncIterator<unknown>, { clock }: Connection, close: () => void): Promise<void> {
  const cancel = clock.after(LINGER_MS, close);
  try {
    while ((await events.next()).done !== true);
  } catch {
    // The answer was whole before.
  } finally {
    cancel();
  }
}

/** A mistake of our own must not look like one of the network, which would send the request again. */
function tell<K extends 'headers' | 'event'>(
  listener: { readonly [P in K]: (told: Parameters<AttemptListener[P]>[0]) => void },
  what: K,
  told: Parameters<AttemptListener[K]>[0],
): void {
  try {
    listener[what](told);
  } catch (error) {
    throw new OwnError(error);
  }
}

async function beginningOf(response: Response): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (text.length < LONGEST_SAYING) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  return text.slice(0, LONGEST_SAYING);
}

/** All models that the API lists, deprecated ones included; throws nothing but gives the failure. */
export async function listModels(
  connection: Connection,
  signal: AbortSignal,
): Promise<{ readonly models: readonly ModelInfo[] } | { readonly failure: Failure }> {
  try {
    const models: ModelInfo[] = [];
    const page = await new Models(client(connection, () => {})).list({ limit: 1000 }, { signal });
    // A gateway may answer with anything: only what looks like a model is taken.
    for await (const model of page) if (typeof model?.id === 'string') models.push(model);
    return { models };
  } catch (error) {
    // Whoever ends it has waited long enough.
    if (signal.aborted) return { failure: { kind: 'unreachable', code: 'ETIMEDOUT' } };
    return { failure: readFailure(error, connection.clock.now()) };
  }
}
