// One server-sent event as the event of the API that it holds.
import type { ServerSentEvent } from '@anthropic-ai/sdk/core/streaming';
import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages/messages';
import { StreamedError } from './thrown.ts';
import { isWellFormed } from './wellFormed.ts';

/**
 * The event, unless it is a ping or malformed. Its name is not needed: some gateways leave it out. Throws what the server
 * tells by an `error` event, and for data that is no JSON.
 */
export function readEvent({ event, data }: ServerSentEvent, headers: Headers): RawMessageStreamEvent | undefined {
  if (data === '' || event === 'ping') return undefined;
  if (event === 'error') throw new StreamedError(parse(data) ?? data, headers);
  const value: unknown = JSON.parse(data);
  if (!isWellFormed(value)) return undefined;
  const type: string = value.type;
  if (type === 'error') throw new StreamedError(value, headers);
  return type === 'ping' ? undefined : value;
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
