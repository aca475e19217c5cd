// Takes all thinking out of a history: allowed only for all of it at once, since each thinking block vouches for what
// lies before it.
import type { ContentBlockParam, MessageParam } from '@anthropic-ai/sdk/resources/messages/messages';

const isThinking = (block: ContentBlockParam) => block.type === 'thinking' || block.type === 'redacted_thinking';

/** The messages without any thinking; `undefined` where there was none. Turns that held nothing else are left out. */
export function withoutThinking(messages: readonly MessageParam[]): MessageParam[] | undefined {
  const some = messages.some(({ content }) => typeof content !== 'string' && content.some(isThinking));
  if (!some) return undefined;
  return messages.flatMap((message) => {
    if (message.role !== 'assistant' || typeof message.content === 'string') return [message];
    const content = message.content.filter((block) => !isThinking(block));
    return content.length > 0 ? [{ ...message, content }] : [];
  });
}
