/** One message request by bare `fetch`: the bytes as they came, in the pieces in which they came, and how it ended. */

export interface RawReply {
  status: number;
  headers: Headers;
  pieces: Buffer[];
  body: Buffer;
  /** Undefined when the body ended in good order. */
  error?: Error;
}

const BASIC = { model: 'claude-sonnet-5-5', max_tokens: 100, messages: [{ role: 'user', content: 'Hello' }] };

export const HEADERS = {
  authorization: 'Bearer test-key',
  'anthropic-version': '2026-10-21',
  'content-type': 'application/json',
};

/** `more` replaces fields of a plain streaming request; `undefined` takes one out. */
export async function post(
  url: string,
  more: object = {},
  path = '/v1/messages',
  headers: Record<string, string> = HEADERS,
): Promise<RawReply> {
  const request = path.endsWith('/messages') ? { ...BASIC, stream: true, ...more } : more;
  const response = await fetch(url + path, {
    method: 'POST',
    headers,
    body: JSON.stringify(request),
    redirect: 'manual',
  });
  const reply: RawReply = { status: response.status, headers: response.headers, pieces: [], body: Buffer.alloc(0) };
  try {
    for await (const piece of response.body ?? []) reply.pieces.push(Buffer.from(piece));
  } catch (error) {
    reply.error = error as Error;
  }
  reply.body = Buffer.concat(reply.pieces);
  return reply;
}

/** The `error.type` and `error.message` of a refusal. */
export async function refusal(url: string, more: object): Promise<string> {
  const reply = await post(url, more);
  if (reply.status === 200) return 'accepted';
  const { error } = JSON.parse(reply.body.toString()) as { error: { type: string; message: string } };
  return `${reply.status} ${error.type}: ${error.message}`;
}
