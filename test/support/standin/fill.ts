/** Fills what a script left open (id, model, usage, signatures) for the request at hand, so that scripts stay short. */
import type { Usage } from './answer.ts';
import { field, isFields, type Fields } from './requestShape.ts';
import type { Reply, Step } from './script.ts';
import { estimateTokens } from './tokens.ts';

export interface Filling {
  id: string;
  model: string;
  /** What the prompt cost; the output is counted here. */
  prompt: Pick<Usage, 'input_tokens' | 'cache_creation_input_tokens' | 'cache_read_input_tokens' | 'cache_creation'>;
  sign: (thinking: string) => string;
  /** The API's default on new models: thinking arrives with a signature and no text. */
  omitThinking: boolean;
}

export function fill(reply: Reply, filling: Filling): Reply {
  let output = '';
  let thinking = '';
  let thought = '';
  let calls = 0;

  const delta = (data: Fields): Fields | undefined => {
    const part = data['delta'];
    if (!isFields(part)) return data;
    const text = part['thinking'] ?? part['text'] ?? part['partial_json'];
    if (typeof text === 'string') output += text;
    if (typeof part['thinking'] === 'string') {
      thinking += part['thinking'];
      if (filling.omitThinking) return undefined;
      thought += part['thinking'];
    }
    if (part['signature'] === '') return { ...data, delta: { ...part, signature: filling.sign(thought) } };
    return data;
  };

  const opened = (data: Fields): Fields => {
    thought = '';
    const block = data['content_block'];
    if (!isFields(block) || block['type'] !== 'tool_use' || block['id'] !== '') return data;
    calls += 1;
    return { ...data, content_block: { ...block, id: `toolu_${filling.id.slice(4)}_${calls}` } };
  };

  const started = (data: Fields): Fields => {
    const message = data['message'];
    if (!isFields(message)) return data;
    const given = message['usage'];
    const usage = { ...filling.prompt, output_tokens: 1, service_tier: 'standard', ...known(given) };
    const ours = { id: message['id'] || filling.id, model: message['model'] || filling.model };
    // The answer has only begun here: the script's total belongs to `message_delta`.
    return { ...data, message: { ...message, ...ours, usage: { ...usage, output_tokens: 1 } } };
  };

  const ended = (data: Fields): Fields => {
    const given = data['usage'];
    const { cache_creation: _, ...prompt } = { ...filling.prompt, ...known(given) };
    const counted = field(given, 'output_tokens') ?? Math.max(1, estimateTokens(output));
    const thoughts = field(given, 'thinking_tokens') ?? estimateTokens(thinking);
    const usage = { ...prompt, output_tokens: counted, output_tokens_details: { thinking_tokens: thoughts } };
    return { ...data, usage };
  };

  const filled = reply.steps.flatMap((step): Step[] => {
    if (step.do !== 'event' || !isFields(step.data)) return [step];
    const data = change(step.data);
    return data ? [{ ...step, data }] : [];
  });
  return { ...reply, steps: filled };

  function change(data: Fields): Fields | undefined {
    switch (data['type']) {
      case 'message_start':
        return started(data);
      case 'content_block_start':
        return opened(data);
      case 'content_block_delta':
        return delta(data);
      case 'message_delta':
        return ended(data);
      default:
        return data;
    }
  }
}

/** The script's own figures, without the one that is nested elsewhere on the wire. */
function known(usage: unknown): Fields {
  if (!isFields(usage)) return {};
  const { thinking_tokens: _, ...rest } = usage;
  return rest;
}
