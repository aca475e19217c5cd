// What to change in a request that the API refused with 400, where the refusal names something that can be left out
// without the user noticing. A request goes again only if that changed it, so each change is made at most once.
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import type { Failure } from './failure.ts';
import { leaveOut, SPARE_FIELDS, type SpareField } from './refusedFields.ts';
import { withoutThinking } from './withoutThinking.ts';

export interface Cure {
  readonly params: MessageCreateParamsStreaming;
  /** What was taken out: a field of the request, or all thinking of its history, which must then stay out. */
  readonly took: SpareField | 'history';
}

const NAMED: Readonly<Record<SpareField, RegExp>> = {
  thinking: /thinking/i,
  output_config: /effort|output_config/i,
  cache_control: /cache_control/i,
};

/**
 * The wording of an error is not stable, so it decides only whether a cure is worth one more request; a wrong guess
 * costs that request and nothing else.
 */
export function cureFor(failure: Failure, params: MessageCreateParamsStreaming): Cure | undefined {
  const { kind, said } = failure;
  if (kind !== 'badRequest' || said === undefined) return undefined;
  if (/signature|thinking block|redacted_thinking|`thinking` blocks?/i.test(said)) {
    const messages = withoutThinking(params.messages);
    if (messages !== undefined) return { params: { ...params, messages }, took: 'history' };
  }
  const field = SPARE_FIELDS.find((name) => params[name] !== undefined && NAMED[name].test(said));
  return field && { params: leaveOut(params, field), took: field };
}
