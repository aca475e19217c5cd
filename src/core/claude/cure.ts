// What to change in a request that the API refused with 400, where the refusal names something that can be left out
// without the user noticing. A request goes again only if that changed it, and only once.
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import type { Failure } from './failure.ts';
import { withoutThinking } from './withoutThinking.ts';

export interface Cure {
  readonly params: MessageCreateParamsStreaming;
  /** All thinking was taken out of the history: if that helps, it must stay out. */
  readonly forgetsThinking: boolean;
}

/**
 * The wording of an error is not stable, so it decides only whether a cure is worth one more request; a wrong guess
 * costs that request and nothing else.
 */
export function cureFor(failure: Failure, params: MessageCreateParamsStreaming): Cure | undefined {
  if (failure.kind !== 'badRequest' || failure.said === undefined) return undefined;
  const { said } = failure;
  if (/signature|thinking block|redacted_thinking|`thinking` blocks?/i.test(said)) {
    const messages = withoutThinking(params.messages);
    if (messages !== undefined) return { params: { ...params, messages }, forgetsThinking: true };
  }
  const less = withoutField(said, params);
  return less && { params: less, forgetsThinking: false };
}

function withoutField(said: string, params: MessageCreateParamsStreaming): MessageCreateParamsStreaming | undefined {
  const { thinking, output_config, cache_control, ...rest } = params;
  if (thinking !== undefined && /thinking/i.test(said)) return { ...rest, ...keep({ output_config, cache_control }) };
  if (output_config !== undefined && /effort|output_config/i.test(said)) {
    return { ...rest, ...keep({ thinking, cache_control }) };
  }
  if (cache_control !== undefined && /cache_control/i.test(said))
    return { ...rest, ...keep({ thinking, output_config }) };
  return undefined;
}

function keep<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- fromEntries forgets the keys
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
