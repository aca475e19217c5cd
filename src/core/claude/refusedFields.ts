// What a server has refused before, so that only its first request pays for finding out. Kept for the session: a gateway
// that was mended counts as mended after the next start. By model too, because the API itself refuses one model's fields
// for another.
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';

/** Fields that can be left out without the user noticing more than that they do nothing. */
export const SPARE_FIELDS = ['thinking', 'output_config', 'cache_control'] as const;
export type SpareField = (typeof SPARE_FIELDS)[number];

/** The memory of one origin. */
export class RefusedFields {
  readonly #byModel = new Map<string, Set<SpareField>>();

  /** `model` was answered once `field` was left out. */
  learn(model: string, field: SpareField): void {
    const fields = this.#byModel.get(model) ?? new Set();
    this.#byModel.set(model, fields.add(field));
  }

  /** The request without what its model is known to be refused with. */
  without(params: MessageCreateParamsStreaming): MessageCreateParamsStreaming {
    const refused = this.#byModel.get(params.model);
    return refused === undefined ? params : [...refused].reduce(leaveOut, params);
  }
}

export function leaveOut(params: MessageCreateParamsStreaming, field: SpareField): MessageCreateParamsStreaming {
  if (field === 'cache_control') return withoutMarks(params);
  const { [field]: _, ...rest } = params;
  return rest;
}

/** The marks on single blocks say the same as the one of the request: what knows the one not knows none. */
function withoutMarks(params: MessageCreateParamsStreaming): MessageCreateParamsStreaming {
  const { cache_control: _, ...rest } = params;
  if (!Array.isArray(rest.system)) return rest;
  return { ...rest, system: rest.system.map(({ cache_control: __, ...block }) => block) };
}
