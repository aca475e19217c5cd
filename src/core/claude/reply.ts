// Gathers the events of one stream into a reply: what to show as it comes, and what must be sent back as history. Parts
// are kept in arrays and joined once, so that time and memory grow with the text only.
import type { RawMessageStreamEvent, StopReason } from '@anthropic-ai/sdk/resources/messages/messages';
import type { Outcome } from '../../panelState.ts';
import { readUsage, type MessageUsage } from './messageUsage.ts';

/** What must be sent back of a block, beside the text and thinking that its deltas carried. */
export type KeptBlock =
  | { readonly type: 'text'; readonly citations?: readonly unknown[] }
  | { readonly type: 'thinking'; readonly signature: string }
  /** `input` is absent where its JSON came to no end: such a call must not be run. */
  | { readonly type: 'tool_use'; readonly fields: Readonly<Record<string, unknown>>; readonly input?: unknown }
  /** Any other block, known today or not, as it came. */
  | { readonly type: 'other'; readonly fields: Readonly<Record<string, unknown>> };

export type ReplyChange =
  | { readonly type: 'started'; readonly messageId: string; readonly model: string }
  | { readonly type: 'delta'; readonly block: number; readonly channel: 'text' | 'thinking'; readonly text: string }
  | { readonly type: 'closed'; readonly block: number; readonly kept: KeptBlock };

interface OpenBlock {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly type: string;
  signature: string;
  readonly inputParts: string[];
  readonly citations: unknown[];
}

export class Reply {
  readonly #open = new Map<number, OpenBlock>();
  /** True once `message_stop` came: the only proof of a complete answer. */
  complete = false;
  started = false;
  /** True once text or thinking was given out: from then on nothing is sent again by itself. */
  shown = false;
  stopReason: StopReason | null = null;
  refusal: { readonly category: string | null; readonly explanation: string | null } | undefined;
  usage: MessageUsage | undefined;
  /** Characters received, for an estimate where the final count never came. */
  characters = 0;
  /** True once the server told the final usage. */
  counted = false;

  /** Takes one event; gives what it changes for a reader, or nothing. Unknown events, blocks and deltas are passed over. */
  push(event: RawMessageStreamEvent): ReplyChange | undefined {
    switch (event.type) {
      case 'message_start':
        this.started = true;
        this.usage = readUsage(event.message.usage, undefined);
        return { type: 'started', messageId: event.message.id, model: event.message.model };
      case 'content_block_start':
        return this.#openBlock(event.index, event.content_block);
      case 'content_block_delta':
        return this.#delta(event.index, event.delta);
      case 'content_block_stop':
        return this.#close(event.index);
      case 'message_delta':
        this.stopReason = event.delta.stop_reason ?? this.stopReason;
        if (event.delta.stop_reason === 'refusal') {
          // Absent under older versions of the API, whatever the types say.
          const details = event.delta.stop_details as typeof event.delta.stop_details | undefined;
          this.refusal = { category: details?.category ?? null, explanation: details?.explanation ?? null };
        }
        this.usage = readUsage(event.usage, this.usage);
        this.counted = true;
        return undefined;
      case 'message_stop':
        this.complete = true;
        return undefined;
      default:
        return undefined;
    }
  }

  /** How a complete reply ended, by its stop reason; one without any reason was cut by something unknown. */
  get outcome(): Outcome {
    switch (this.stopReason) {
      case 'refusal':
        return 'refused';
      case 'max_tokens':
      case 'model_context_window_exceeded':
      case null:
        return 'cut';
      default:
        return 'done';
    }
  }

  #openBlock(index: number, block: { readonly type: string } & object): ReplyChange | undefined {
    const fields: Record<string, unknown> = { ...block };
    this.#open.set(index, { fields, type: block.type, signature: '', inputParts: [], citations: [] });
    if (block.type === 'text') return this.#show(index, 'text', fields['text']);
    if (block.type === 'thinking') return this.#show(index, 'thinking', fields['thinking']);
    return undefined;
  }

  #delta(index: number, delta: RawDelta): ReplyChange | undefined {
    const block = this.#open.get(index);
    if (block === undefined) return undefined;
    switch (delta.type) {
      case 'text_delta':
        return this.#show(index, 'text', delta.text);
      case 'thinking_delta':
        return this.#show(index, 'thinking', delta.thinking);
      case 'signature_delta':
        block.signature = delta.signature;
        return undefined;
      case 'input_json_delta':
        block.inputParts.push(delta.partial_json);
        this.characters += delta.partial_json.length;
        return undefined;
      case 'citations_delta':
        block.citations.push(delta.citation);
        return undefined;
      default:
        return undefined;
    }
  }

  #show(block: number, channel: 'text' | 'thinking', text: unknown): ReplyChange | undefined {
    if (typeof text !== 'string' || text === '') return undefined;
    this.shown = true;
    this.characters += text.length;
    return { type: 'delta', block, channel, text };
  }

  #close(index: number): ReplyChange | undefined {
    const block = this.#open.get(index);
    if (block === undefined) return undefined;
    this.#open.delete(index);
    return { type: 'closed', block: index, kept: kept(block) };
  }
}

type RawDelta = Extract<RawMessageStreamEvent, { type: 'content_block_delta' }>['delta'];

function kept({ type, fields, signature, inputParts, citations }: OpenBlock): KeptBlock {
  switch (type) {
    case 'text':
      return citations.length > 0 ? { type, citations } : { type };
    case 'thinking': {
      const given = fields['signature'];
      return { type, signature: signature === '' && typeof given === 'string' ? given : signature };
    }
    case 'tool_use': {
      const { input: given, ...rest } = fields;
      return { type, fields: rest, ...parseInput(inputParts, given) };
    }
    default:
      return {
        type: 'other',
        fields: inputParts.length > 0 ? { ...fields, ...parseInput(inputParts, fields['input']) } : fields,
      };
  }
}

/** The joined JSON of a tool's input; no parts at all mean what the block began with. Invalid JSON gives none. */
function parseInput(parts: readonly string[], given: unknown): { readonly input?: unknown } {
  const json = parts.join('');
  if (json === '') return { input: given ?? {} };
  try {
    return { input: JSON.parse(json) };
  } catch {
    return {};
  }
}
