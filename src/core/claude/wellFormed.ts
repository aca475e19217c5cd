// Whether an event has what its kind promises. A gateway may send anything that is JSON; what is malformed is passed
// over like an unknown event, so that nothing further in needs to doubt the types. Runs for each event of each answer.
import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages/messages';

/** What may be there; of any type. */
interface Loose {
  readonly type?: unknown;
  readonly index?: unknown;
  readonly id?: unknown;
  readonly model?: unknown;
  readonly text?: unknown;
  readonly thinking?: unknown;
  readonly signature?: unknown;
  readonly partial_json?: unknown;
  readonly delta?: Loose | null;
  readonly message?: Loose | null;
  readonly content_block?: Loose | null;
}

export function isWellFormed(event: unknown): event is RawMessageStreamEvent {
  return typeof event === 'object' && event !== null && holdsWhatItSays(event);
}

function holdsWhatItSays(event: Loose): boolean {
  switch (event.type) {
    case 'content_block_delta':
      return typeof event.index === 'number' && isDelta(event.delta);
    case 'content_block_start':
      return typeof event.index === 'number' && typeof event.content_block?.type === 'string';
    case 'content_block_stop':
      return typeof event.index === 'number';
    case 'message_start':
      return typeof event.message?.id === 'string' && typeof event.message.model === 'string';
    case 'message_delta':
      return typeof event.delta === 'object' && event.delta !== null;
    default:
      return typeof event.type === 'string';
  }
}

/** A kind that is not here is unknown, and harmless. */
function isDelta(delta: Loose | null | undefined): boolean {
  switch (delta?.type) {
    case 'text_delta':
      return typeof delta.text === 'string';
    case 'thinking_delta':
      return typeof delta.thinking === 'string';
    case 'signature_delta':
      return typeof delta.signature === 'string';
    case 'input_json_delta':
      return typeof delta.partial_json === 'string';
    default:
      return typeof delta?.type === 'string';
  }
}
