// How many tokens a request holds by the API's own count, which costs nothing. Loads the SDK, so it is imported on first use.
import { Messages, type MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import { client } from './client.ts';
import type { Connection } from './connection.ts';

/** Longest that a request waits to be counted. */
const PATIENCE_MS = 5000;

/**
 * `undefined` where no count came: stopped, too slow, refused, or a gateway that counts nothing. Never throws, since
 * nothing may depend on it.
 */
export async function countTokens(
  connection: Connection,
  params: MessageCreateParamsStreaming,
  signal: AbortSignal,
): Promise<number | undefined> {
  if (signal.aborted) return undefined;
  // The SDK lets go of a signal only when a stream came to its end: this one is gone with the count, whatever happens.
  const socket = new AbortController();
  const close = () => socket.abort();
  signal.addEventListener('abort', close, { once: true });
  const cancel = connection.clock.after(PATIENCE_MS, close);
  // What only says how to answer is refused where nothing is answered.
  const { max_tokens: _, stream: __, ...counted } = params;
  try {
    const messages = new Messages(client(connection, () => {}));
    const { input_tokens: tokens } = await messages.countTokens(counted, { signal: socket.signal });
    return Number.isInteger(tokens) && tokens > 0 ? tokens : undefined;
  } catch {
    return undefined;
  } finally {
    cancel();
    signal.removeEventListener('abort', close);
  }
}
