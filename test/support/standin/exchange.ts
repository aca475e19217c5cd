/** Reads one request off the socket into a record that also follows what becomes of the reply. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RecordedRequest } from './recordedRequest.ts';
import { isFields } from './requestShape.ts';

/** The API's own limit for a request body. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024;

export interface Exchange {
  record: RecordedRequest;
  response: ServerResponse;
  tooLarge: boolean;
  badJson: boolean;
}

export async function readExchange(request: IncomingMessage, response: ServerResponse): Promise<Exchange> {
  const at = performance.now();
  const url = new URL(request.url ?? '/', 'http://standin');
  const closed = Promise.withResolvers<number>();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  const parsed = parse(text);
  const record: RecordedRequest = {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: isFields(parsed) ? parsed : {},
    text,
    at,
    status: 0,
    bytesSent: 0,
    sentAt: [],
    closed: closed.promise,
  };
  response.once('close', () => {
    record.closedBy ??= response.writableFinished ? 'server' : 'client';
    record.closedAt = performance.now();
    closed.resolve(record.closedAt);
  });
  return { record, response, tooLarge: size > MAX_BODY_BYTES, badJson: text !== '' && !isFields(parsed) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
