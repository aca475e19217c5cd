// How many tokens a request holds by the API's own count, which costs nothing. Loads the SDK, so it is imported on first use.
import { APIError } from '@anthropic-ai/sdk/error';
import { Messages, type MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import { client } from './client.ts';
import type { Connection } from './connection.ts';

/** Longest that a request waits to be counted. */
const PATIENCE_MS = 5000;

/** What a gateway without this endpoint says. */
const NO_SUCH_ENDPOINT: ReadonlySet<unknown> = new Set([404, 405, 501]);

/**
 * `undefined` where no count came: stopped, too slow, refused, or a gateway that counts nothing. Never throws, since
 * nothing may depend on it. `countless` holds the base URLs that have shown to count nothing, or nothing in time; it is
 * kept up to date, and its owner decides whether to ask them again.
 */
export async function countTokens(
  connection: Connection,
  params: MessageCreateParamsStreaming,
  signal: AbortSignal,
  countless: Set<string> = new Set(),
): Promise<number | undefined> {
  if (signal.aborted) return undefined;
  // The SDK lets go of a signal only when a stream came to its end: this one is gone with the count, whatever happens.
  const socket = new AbortController();
  const close = () => socket.abort();
  signal.addEventListener('abort', close, { once: true });
  const cancel = connection.clock.after(PATIENCE_MS, () => {
    countless.add(connection.baseUrl);
    close();
  });
  // What only says how to answer is refused where nothing is answered.
  const { max_tokens: _, stream: __, ...counted } = params;
  try {
    const messages = new Messages(client(connection, () => {}));
    const { input_tokens: tokens } = await messages.countTokens(counted, { signal: socket.signal });
    if (!Number.isInteger(tokens) || tokens <= 0) {
      countless.add(connection.baseUrl);
      return undefined;
    }
    countless.delete(connection.baseUrl);
    return tokens;
  } catch (error) {
    if (error instanceof APIError && NO_SUCH_ENDPOINT.has(error.status)) countless.add(connection.baseUrl);
    return undefined;
  } finally {
    cancel();
    signal.removeEventListener('abort', close);
  }
}
