/** The API's own client, built as Sidestream builds it, and one streamed question read to its end. */
import { BaseAnthropic } from '@anthropic-ai/sdk/client';
import {
  Messages,
  type MessageCreateParamsStreaming,
  type RawMessageStreamEvent,
} from '@anthropic-ai/sdk/resources/messages/messages';
import { Models } from '@anthropic-ai/sdk/resources/models';

export interface Asked {
  /** Event types in order; the client swallows pings. */
  types: RawMessageStreamEvent['type'][];
  text: string;
  thinking: string;
  signature: string;
  json: string;
  stopReason: string | null;
  /** The last value of each counter. */
  usage: Record<string, unknown>;
  model: string;
  id: string;
}

export function sdk(url: string): { messages: Messages; models: Models } {
  const client = new BaseAnthropic({
    apiKey: 'test-key',
    baseURL: url,
    defaultHeaders: { Authorization: 'Bearer test-key' },
    maxRetries: 0,
    timeout: 10_000,
    logLevel: 'off',
    openTelemetry: false,
    fetchOptions: { redirect: 'manual' },
  });
  return { messages: new Messages(client), models: new Models(client) };
}

export const question = (
  content = 'Hello',
  more: Partial<MessageCreateParamsStreaming> = {},
): MessageCreateParamsStreaming => ({
  model: 'claude-sonnet-5-5',
  max_tokens: 1024,
  stream: true,
  messages: [{ role: 'user', content }],
  ...more,
});

/** Streams one question; what had come before an error is in the optional `seen`. */
export async function ask(url: string, params = question(), seen: Partial<Asked> = {}): Promise<Asked> {
  const got: Asked = Object.assign(seen, {
    types: [],
    text: '',
    thinking: '',
    signature: '',
    json: '',
    stopReason: null,
    usage: {},
    model: '',
    id: '',
  });
  for await (const event of await sdk(url).messages.create(params)) {
    got.types.push(event.type);
    if (event.type === 'message_start') {
      Object.assign(got, { usage: { ...event.message.usage }, model: event.message.model, id: event.message.id });
    }
    if (event.type === 'content_block_delta') {
      if (event.delta.type === 'text_delta') got.text += event.delta.text;
      if (event.delta.type === 'thinking_delta') got.thinking += event.delta.thinking;
      if (event.delta.type === 'signature_delta') got.signature = event.delta.signature;
      if (event.delta.type === 'input_json_delta') got.json += event.delta.partial_json;
    }
    if (event.type === 'message_delta') {
      got.stopReason = event.delta.stop_reason;
      Object.assign(got.usage, event.usage);
    }
  }
  return got;
}
