/** The checks before a request's content is looked at: key, version header, size, JSON. */
import type { Exchange } from './exchange.ts';
import { failure } from './failure.ts';
import type { RecordedRequest } from './recordedRequest.ts';
import type { Reply } from './script.ts';

/** Which keys are let in: a list, any that is not empty, or anyone, with or without a key. */
export type Keys = readonly string[] | 'any' | 'anyone';

export function keyOf({ headers }: RecordedRequest): string {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const own = headers['x-api-key'];
  return bearer?.trim() ?? (typeof own === 'string' ? own.trim() : '');
}

export function refuseAccess({ record, tooLarge, badJson }: Exchange, keys: Keys): Reply | undefined {
  if (keys !== 'anyone') {
    const key = keyOf(record);
    if (key === '') return failure(401, { message: 'x-api-key header is required' });
    if (keys !== 'any' && !keys.includes(key)) return failure(401, { message: 'invalid x-api-key' });
  }
  if (!record.headers['anthropic-version']) {
    return failure(400, { message: 'anthropic-version: header is required' });
  }
  if (tooLarge) return failure(413, { message: 'Request exceeds the maximum size' });
  if (badJson) return failure(400, { message: 'The request body is not valid JSON' });
  return undefined;
}
