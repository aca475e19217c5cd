// One request to the Messages API, from the headers to the last event. Loads the SDK, so it is imported on first use.
import { BaseAnthropic } from '@anthropic-ai/sdk/client';
import {
  Messages,
  type MessageCreateParamsStreaming,
  type RawMessageStreamEvent,
} from '@anthropic-ai/sdk/resources/messages/messages';
import { Models, type ModelInfo } from '@anthropic-ai/sdk/resources/models';
import type { Connection } from './connection.ts';
import type { Failure } from './failure.ts';
import { NotAStreamError, readFailure } from './readFailure.ts';
import { watchdogFetch } from './watchdog.ts';

export type AttemptEnd =
  /** The stream ended; whether the answer is complete only its `message_stop` tells. */
  { readonly kind: 'ended' } | { readonly kind: 'aborted' } | { readonly kind: 'failed'; readonly failure: Failure };

export interface AttemptListener {
  firstByte(): void;
  /** Headers of an answer that is a stream: limits, request id. */
  headers(headers: Headers): void;
  event(event: RawMessageStreamEvent): void;
}

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
  try {
    const messages = new Messages(client(connection, () => listener.firstByte()));
    const { data, response } = await messages.create(params, { signal }).withResponse();
    if (!/^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '')) {
      const said = (await response.text()).slice(0, 20_000);
      data.controller.abort();
      throw new NotAStreamError(said, response.headers.get('request-id') ?? undefined);
    }
    listener.headers(response.headers);
    for await (const event of data) {
      if (signal.aborted) break;
      listener.event(event);
    }
  } catch (error) {
    if (!signal.aborted) return { kind: 'failed', failure: readFailure(error) };
  }
  return signal.aborted ? { kind: 'aborted' } : { kind: 'ended' };
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
    return { failure: readFailure(error) };
  }
}

function client(connection: Connection, onFirstByte: () => void): BaseAnthropic {
  const { apiKey, limits } = connection;
  return new BaseAnthropic({
    // Each of these is explicit because its default would look into the environment of the editor.
    apiKey,
    baseURL: connection.baseUrl,
    defaultHeaders: {
      ...connection.customHeaders,
      ...(connection.apiKeyHeader === 'x-api-key'
        ? { 'x-api-key': apiKey, authorization: null }
        : { authorization: `Bearer ${apiKey}` }),
      ...(connection.apiVersion && { 'anthropic-version': connection.apiVersion }),
    },
    maxRetries: 0, // retry.ts decides, with a countdown that can be cancelled
    // Above the watchdog's, so that its words are the ones heard; undici ends the wait at 300 s in any case.
    timeout: limits.firstByteMs > 0 ? Math.min(limits.firstByteMs + 10_000, 290_000) : 290_000,
    logLevel: 'off', // at its default the SDK prints user content to the console
    openTelemetry: false, // another extension's tracer would see our requests
    fetch: watchdogFetch(connection.fetch, limits, connection.clock, onFirstByte),
    fetchOptions: { redirect: 'manual' }, // a redirect would carry the key to another host
  });
}
