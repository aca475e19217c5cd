// The SDK's client for one connection: retries, waits, redirects and logs are ours, so all of its own are turned off.
import { BaseAnthropic } from '@anthropic-ai/sdk/client';
import type { Connection } from './connection.ts';
import { NotSendableError } from './thrown.ts';
import { watchdogFetch } from './watchdog.ts';

/** Fetch tells of a header that cannot be sent by an error with the header in it: look before. */
function refuseHeaders({ apiKey, customHeaders }: Connection): void {
  if (!sendable({ authorization: `Bearer ${apiKey}` })) throw new NotSendableError('badKey');
  if (!sendable(customHeaders)) throw new NotSendableError('badHeader');
}

function sendable(headers: Readonly<Record<string, string>>): boolean {
  try {
    return new Headers(headers) instanceof Headers;
  } catch {
    return false;
  }
}

/** Throws where a header cannot be sent. */
export function client(connection: Connection, onFirstByte: () => void): BaseAnthropic {
  const { apiKey, limits } = connection;
  refuseHeaders(connection);
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
