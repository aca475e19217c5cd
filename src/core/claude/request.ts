// Builds the parameters of a request: what a model can do decides which fields are sent, nothing is sent that current
// models refuse (no sampling parameters, no prefill, no forced tool).
import type {
  MessageCreateParamsStreaming,
  MessageParam,
  TextBlockParam,
} from '@anthropic-ai/sdk/resources/messages/messages';
import type { Effort, Model } from './models.ts';

export interface RequestWishes {
  /** Undefined = the model's own limit. */
  readonly maxTokens?: number | undefined;
  /** Undefined = the model's own default. */
  readonly effort?: Effort | undefined;
  /** `on` shows thinking as a summary; `auto` leaves it to the model; `off` as far as the model can. */
  readonly thinking: 'auto' | 'on' | 'off';
}

/** Where neither the API's list nor the user tells: more than most answers need, less than any current model refuses. */
const FALLBACK_MAX_TOKENS = 32_000;

/**
 * `system` is empty for none. The whole prefix is marked for the cache: the last system block by its own mark, the end
 * of the conversation by the top-level one, which the API moves along by itself.
 */
export function buildRequest(
  model: Model,
  system: string,
  messages: readonly MessageParam[],
  wishes: RequestWishes,
): MessageCreateParamsStreaming {
  const own = model.maxTokens ?? FALLBACK_MAX_TOKENS;
  const effort = wishes.effort !== undefined && model.effort?.includes(wishes.effort) ? wishes.effort : undefined;
  const off = wishes.thinking === 'off';
  return {
    model: model.id,
    max_tokens: Math.min(wishes.maxTokens ?? own, own),
    stream: true,
    ...(system !== '' && { system: [systemBlock(system)] }),
    messages: [...messages],
    cache_control: { type: 'ephemeral' },
    ...thinkingFor(model, wishes.thinking),
    // A model whose thinking cannot be turned off thinks least at low effort.
    ...effortFor(effort ?? (off && !canTurnOff(model) ? lowest(model) : undefined)),
  };
}

function systemBlock(text: string): TextBlockParam {
  return { type: 'text', text, cache_control: { type: 'ephemeral' } };
}

function thinkingFor(model: Model, wish: RequestWishes['thinking']): Pick<MessageCreateParamsStreaming, 'thinking'> {
  const can = model.thinking;
  if (can === undefined) return {};
  if (wish === 'off') {
    if (can.disabled) return { thinking: { type: 'disabled' } };
    return can.betweenTools ? { thinking: { type: 'between_tools' } } : {};
  }
  // Without `display` new models think with empty text: the user would look at nothing for a long time.
  return can.adaptive ? { thinking: { type: 'adaptive', display: 'summarized' } } : {};
}

function canTurnOff(model: Model): boolean {
  return model.thinking === undefined || model.thinking.disabled || model.thinking.betweenTools;
}

function lowest(model: Model): Effort | undefined {
  return model.effort?.[0];
}

function effortFor(effort: Effort | undefined): Pick<MessageCreateParamsStreaming, 'output_config'> {
  return effort === undefined ? {} : { output_config: { effort } };
}
