// Whether an event has what its kind promises. A gateway may send anything that is JSON; what is malformed is passed
// over like an unknown event, so that nothing further in needs to doubt the types.
import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages/messages';

/** Fields by kind of delta; a kind that is not here is unknown, and harmless. */
const TEXT_OF: Readonly<Record<string, string>> = {
  text_delta: 'text',
  thinking_delta: 'thinking',
  signature_delta: 'signature',
  input_json_delta: 'partial_json',
};

export function isWellFormed(event: unknown): event is RawMessageStreamEvent {
  switch (field(event, 'type')) {
    case 'content_block_delta': {
      const delta = field(event, 'delta');
      const type = field(delta, 'type');
      if (typeof field(event, 'index') !== 'number' || typeof type !== 'string') return false;
      return !Object.hasOwn(TEXT_OF, type) || typeof field(delta, TEXT_OF[type] ?? '') === 'string';
    }
    case 'content_block_start':
      return (
        typeof field(event, 'index') === 'number' && typeof field(field(event, 'content_block'), 'type') === 'string'
      );
    case 'content_block_stop':
      return typeof field(event, 'index') === 'number';
    case 'message_start': {
      const message = field(event, 'message');
      return typeof field(message, 'id') === 'string' && typeof field(message, 'model') === 'string';
    }
    case 'message_delta': {
      const delta = field(event, 'delta');
      return typeof delta === 'object' && delta !== null;
    }
    default:
      return typeof field(event, 'type') === 'string';
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
