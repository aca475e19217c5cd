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

/** Thinking of the models that know only a fixed budget: a quarter of the answer, within what the API takes. */
const LEAST_BUDGET = 1024;
const MOST_BUDGET = 16_000;

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
  // Only a limit that is known may lower the user's wish.
  const maxTokens = Math.min(wishes.maxTokens ?? model.maxTokens ?? FALLBACK_MAX_TOKENS, model.maxTokens ?? Infinity);
  const effort = wishes.effort !== undefined && model.effort?.includes(wishes.effort) ? wishes.effort : undefined;
  const off = wishes.thinking === 'off';
  const thinking = thinkingFor(model, wishes.thinking, maxTokens);
  return {
    model: model.id,
    max_tokens: maxTokens,
    stream: true,
    ...(system !== '' && { system: [systemBlock(system)] }),
    messages: [...messages],
    cache_control: { type: 'ephemeral' },
    ...(thinking !== undefined && { thinking }),
    // A model whose thinking cannot be turned off thinks least at low effort.
    ...effortFor(
      thinking?.type === 'disabled'
        ? atMostHigh(effort)
        : (effort ?? (off && !canTurnOff(model) ? lowest(model) : undefined)),
    ),
  };
}

function systemBlock(text: string): TextBlockParam {
  return { type: 'text', text, cache_control: { type: 'ephemeral' } };
}

function thinkingFor(
  { thinking: can }: Model,
  wish: RequestWishes['thinking'],
  maxTokens: number,
): MessageCreateParamsStreaming['thinking'] {
  if (can === undefined) return undefined;
  if (wish === 'off') {
    if (can.disabled) return { type: 'disabled' };
    return can.betweenTools ? { type: 'between_tools' } : undefined;
  }
  // Without `display` new models think with empty text: the user would look at nothing for a long time.
  if (can.adaptive) return { type: 'adaptive', display: 'summarized' };
  if (wish !== 'on' || !can.enabled || maxTokens <= LEAST_BUDGET) return undefined;
  const budget = Math.min(Math.max(Math.floor(maxTokens / 4), LEAST_BUDGET), MOST_BUDGET);
  return { type: 'enabled', budget_tokens: budget };
}

/** Models refuse an effort above high while their thinking is turned off. */
function atMostHigh(effort: Effort | undefined): Effort | undefined {
  return effort === 'xhigh' || effort === 'max' ? 'high' : effort;
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
