/** Builds the reply of a model that answers: thinking, text, citations, tool calls, in deltas at a pace, with its usage. */
import { seeded } from './random.ts';
import { event, ping, wait, type Reply, type Step } from './script.ts';

export interface Usage {
  input_tokens: number;
  cache_creation_input_tokens: number;
  cache_read_input_tokens: number;
  cache_creation: { ephemeral_5m_input_tokens: number; ephemeral_1h_input_tokens: number };
  output_tokens: number;
  thinking_tokens: number;
}

export type AnswerBlock =
  | { type: 'thinking'; text: string; signature?: string }
  | { type: 'redacted_thinking'; data: string }
  | { type: 'text'; text: string; citations?: readonly unknown[] }
  /** `json` replaces the arguments' JSON, so that it can be half or wrong. */
  | { type: 'tool_use'; name: string; input: unknown; id?: string; json?: string };

export interface AnswerOptions {
  thinking?: string;
  text?: string;
  citations?: readonly unknown[];
  tools?: readonly { name: string; input: unknown; id?: string; json?: string }[];
  /** Blocks in an order of one's own, instead of the four above. */
  blocks?: readonly AnswerBlock[];
  /** Characters (code points) a delta; 12 by default. */
  chunk?: number;
  /** Lets the delta sizes vary between 1 and `chunk` × 2. */
  seed?: number;
  firstDelayMs?: number;
  delayMs?: number;
  /** A ping after every so many deltas. */
  pingEvery?: number;
  stopReason?: string | null;
  stopSequence?: string | null;
  stopDetails?: unknown;
  /** Left out: the model of the request, a fresh id, and usage as counted by the stand-in. */
  model?: string;
  id?: string;
  usage?: Partial<Usage>;
  headers?: Record<string, string>;
}

export const SSE_HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' };

export function answer(options: AnswerOptions | string = {}): Reply {
  const given = typeof options === 'string' ? { text: options } : options;
  const blocks = given.blocks ?? blocksFrom(given);
  const steps = [start(given), ...pause(given.firstDelayMs)];
  let deltas = 0;
  const cut = cutter(given);
  for (const [index, block] of blocks.entries()) {
    steps.push(event('content_block_start', { type: 'content_block_start', index, content_block: opened(block) }));
    for (const delta of deltasOf(block, cut)) {
      if (deltas > 0) steps.push(...pause(given.delayMs));
      steps.push(event('content_block_delta', { type: 'content_block_delta', index, delta }));
      deltas += 1;
      if (given.pingEvery && deltas % given.pingEvery === 0) steps.push(ping());
    }
    steps.push(event('content_block_stop', { type: 'content_block_stop', index }));
  }
  steps.push(ending(given, blocks), event('message_stop', { type: 'message_stop' }));
  return { status: 200, headers: { ...SSE_HEADERS, ...given.headers }, before: [], steps, lineEnd: '\n' };
}

const pause = (ms: number | undefined): Step[] => (ms ? [wait(ms)] : []);

function blocksFrom({ thinking, text, citations, tools }: AnswerOptions): AnswerBlock[] {
  const blocks: AnswerBlock[] = [];
  if (thinking !== undefined) blocks.push({ type: 'thinking', text: thinking });
  if (text !== undefined || !tools) blocks.push({ type: 'text', text: text ?? '', ...(citations && { citations }) });
  for (const tool of tools ?? []) blocks.push({ type: 'tool_use', ...tool });
  return blocks;
}

/** Empty id and model and a null usage are filled in by the stand-in for the request at hand (`fill.ts`). */
function start({ id = '', model = '', usage }: AnswerOptions): Step {
  const message = { id, type: 'message', role: 'assistant', model, content: [], container: null, diagnostics: null };
  const stop = { stop_reason: null, stop_sequence: null, stop_details: null };
  return event('message_start', { type: 'message_start', message: { ...message, ...stop, usage: usage ?? null } });
}

function ending(given: AnswerOptions, blocks: readonly AnswerBlock[]): Step {
  const called = blocks.some((block) => block.type === 'tool_use');
  const { stopReason = called ? 'tool_use' : 'end_turn', stopSequence = null, stopDetails = null } = given;
  const stop = { stop_reason: stopReason, stop_sequence: stopSequence, stop_details: stopDetails, container: null };
  return event('message_delta', { type: 'message_delta', delta: stop, usage: given.usage ?? null });
}

function opened(block: AnswerBlock): unknown {
  if (block.type === 'thinking') return { type: 'thinking', thinking: '', signature: '' };
  if (block.type === 'redacted_thinking') return { type: 'redacted_thinking', data: block.data };
  if (block.type === 'text') return { type: 'text', text: '', citations: block.citations ? [] : null };
  return { type: 'tool_use', id: block.id ?? '', name: block.name, input: {}, caller: { type: 'direct' } };
}

function deltasOf(block: AnswerBlock, cut: (text: string) => string[]): unknown[] {
  if (block.type === 'redacted_thinking') return [];
  if (block.type === 'thinking') {
    const parts = cut(block.text).map((thinking) => ({ type: 'thinking_delta', thinking }));
    return [...parts, { type: 'signature_delta', signature: block.signature ?? '' }];
  }
  if (block.type === 'text') {
    const parts = cut(block.text).map((text) => ({ type: 'text_delta', text }));
    return [...parts, ...(block.citations ?? []).map((citation) => ({ type: 'citations_delta', citation }))];
  }
  // The API opens with an empty part, and sends nothing else for a call without arguments.
  const json = block.json ?? JSON.stringify(block.input);
  return ['', ...(json === '{}' ? [] : cut(json))].map((part) => ({ type: 'input_json_delta', partial_json: part }));
}

function cutter({ chunk = 12, seed }: AnswerOptions): (text: string) => string[] {
  const random = seed === undefined ? undefined : seeded(seed);
  return (text) => {
    const characters = Array.from(text);
    const parts: string[] = [];
    for (let at = 0; at < characters.length;) {
      const size = random ? 1 + Math.floor(random() * chunk * 2) : chunk;
      parts.push(characters.slice(at, at + size).join(''));
      at += size;
    }
    return parts;
  };
}
