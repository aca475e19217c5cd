// About how many tokens a request holds, without asking anybody.
import type { ContentBlockParam, MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import { estimateTokens } from './messageUsage.ts';

/** From this estimate on it is worth asking the API for its count. */
export const LARGE_TOKENS = 50_000;

/** An image costs by its size in pixels, which its bytes do not tell here: about what the largest costs. */
const IMAGE_TOKENS = 1600;

export function tokensOfRequest({ system, messages }: MessageCreateParamsStreaming): number {
  return messages.reduce(
    (sum, { content }) => sum + tokensOfContent(content),
    estimateTokens(systemText(system).length),
  );
}

export function systemText(system: MessageCreateParamsStreaming['system']): string {
  return typeof system === 'string' ? system : (system ?? []).map(({ text }) => text).join('');
}

export function tokensOfContent(content: string | readonly ContentBlockParam[]): number {
  if (typeof content === 'string') return estimateTokens(content.length);
  return content.reduce((sum, block) => sum + tokensOfBlock(block), 0);
}

export function tokensOfBlock(block: ContentBlockParam): number {
  if (block.type === 'text') return estimateTokens(block.text.length);
  if (block.type === 'image') return IMAGE_TOKENS;
  return estimateTokens(JSON.stringify(block).length);
}
