/** What the API refuses with a 400 in the turns of a conversation: roles, empty blocks, prefill, tool pairs. */
import { mergedTurns, type MergedTurn } from './mergedTurns.ts';
import { preservesThinking, type ModelInfo } from './models.ts';
import { blocksOf, field, isFields, turnsOf, type Block, type MessagesBody } from './requestShape.ts';
import type { Problem } from './validateRequest.ts';

const KEYS: Readonly<Record<string, readonly string[]>> = {
  text: ['text', 'citations', 'cache_control'],
  thinking: ['thinking', 'signature'],
  redacted_thinking: ['data'],
  tool_use: ['id', 'name', 'input', 'caller', 'cache_control'],
  tool_result: ['tool_use_id', 'content', 'is_error', 'cache_control'],
  image: ['source', 'cache_control'],
  document: ['source', 'title', 'context', 'citations', 'cache_control'],
};

export function validateTurns(body: MessagesBody, model: ModelInfo): Problem {
  const { messages } = body;
  if (messages === undefined) return 'messages: Field required';
  if (!Array.isArray(messages)) return 'messages: Input should be a valid list';
  if (messages.length === 0) return 'messages: at least one message is required';
  if (messages.length > 100_000) return 'messages: at most 100000 messages are allowed';
  const turns = mergedTurns(body);
  return (
    each(turnsOf(body), (turn, at) => role(turn.role, at, model) ?? content(turn.content, String(turn.role), at)) ??
    (turns[0]?.role === 'user' ? undefined : 'messages: first message must use the "user" role') ??
    systemBlocks(body.system) ??
    prefill(turns.at(-1), model) ??
    each(turns, (turn, at) => toolPairs(turn, turns[at - 1], turns[at + 1]))
  );
}

function each<T>(items: readonly T[], check: (item: T, at: number) => Problem): Problem {
  for (const [at, item] of items.entries()) {
    const problem = check(item, at);
    if (problem) return problem;
  }
  return undefined;
}

function role(given: unknown, at: number, model: ModelInfo): Problem {
  if (given === 'user' || given === 'assistant') return undefined;
  if (given !== 'system') return `messages.${at}.role: Input should be 'user' or 'assistant'`;
  // Reported to be taken by some models only; the newest ones here.
  return preservesThinking(model.id) ? undefined : `messages.${at}.role: 'system' is not supported on ${model.id}`;
}

function content(given: unknown, from: string, at: number): Problem {
  if (typeof given !== 'string' && !Array.isArray(given)) return `messages.${at}.content: Field required`;
  if (given.length === 0) return `messages.${at}: all messages must have non-empty content`;
  return each(blocksOf(given), (one, index) => block(one, from, `messages.${at}.content.${index}`));
}

function block(one: Block, from: string, where: string): Problem {
  const { type } = one;
  if (typeof type !== 'string') return `${where}.type: Field required`;
  const allowed = KEYS[type];
  const stray = allowed && Object.keys(one).find((key) => key !== 'type' && !allowed.includes(key));
  if (stray) return `${where}.${type}.${stray}: Extra inputs are not permitted`;
  switch (type) {
    case 'text':
      return text(one, from, where);
    case 'thinking':
      if (from !== 'assistant') return `${where}: thinking blocks are allowed in assistant messages only`;
      return typeof one.thinking === 'string' && typeof one.signature === 'string'
        ? undefined
        : `${where}.thinking.signature: Field required`;
    case 'tool_use':
      if (from !== 'assistant') return `${where}: tool_use blocks can only be in assistant messages`;
      return isFields(one.input) ? undefined : `${where}.tool_use.input: Input should be an object`;
    case 'tool_result':
      if (from !== 'user') return `${where}: tool_result blocks can only be in user messages`;
      return one.content === undefined
        ? undefined
        : each(blocksOf(one.content), (inner, index) => block(inner, from, `${where}.content.${index}`));
    case 'image':
    case 'document':
      if (from === 'assistant') return `${where}: ${type} blocks are not allowed in assistant messages`;
      return isFields(one.source) ? undefined : `${where}.${type}.source: Field required`;
    default:
      return undefined;
  }
}

function text(one: Block, from: string, where: string): Problem {
  if (typeof one.text !== 'string') return `${where}.text.text: Field required`;
  if (one.text === '') return `${where}.text: text content blocks must be non-empty`;
  if (one.text.trim() === '') return `${where}.text: text content blocks must contain non-whitespace text`;
  const cited = Array.isArray(one.citations) && one.citations.length > 0;
  return cited && from === 'user' ? `${where}.text.citations: not allowed in user messages` : undefined;
}

function systemBlocks(system: unknown): Problem {
  if (system === undefined || typeof system === 'string') return undefined;
  if (!Array.isArray(system)) return 'system: Input should be a valid list';
  return each(blocksOf(system), (one, at) =>
    one.type === 'text' ? block(one, 'system', `system.${at}`) : `system.${at}.type: Input should be 'text'`,
  );
}

/** Taken by models before the 4.6 generation only. */
function prefill(last: MergedTurn | undefined, model: ModelInfo): Problem {
  if (last?.role !== 'assistant') return undefined;
  if (!/4-5|3-7/.test(model.id)) {
    return 'This model does not support assistant message prefill. The conversation must end with a user message.';
  }
  const end = last.blocks.at(-1)?.text;
  return typeof end === 'string' && end !== end.trimEnd()
    ? 'messages: final assistant content cannot end with trailing whitespace'
    : undefined;
}

const ids = (turn: MergedTurn | undefined, type: string, name: 'id' | 'tool_use_id'): unknown[] =>
  (turn?.blocks ?? []).filter((one) => one.type === type).map((one) => field(one, name));

function toolPairs(turn: MergedTurn, before: MergedTurn | undefined, after: MergedTurn | undefined): Problem {
  if (turn.role === 'assistant') {
    const results = ids(after, 'tool_result', 'tool_use_id');
    const calls = ids(turn, 'tool_use', 'id');
    const open = calls.filter((id) => !results.includes(id));
    if (new Set(calls).size < calls.length) return `messages.${turn.index}: \`tool_use\` ids must be unique`;
    if (open.length === 0) return undefined;
    return `messages.${turn.index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`;
  }
  const calls = ids(before, 'tool_use', 'id');
  const results = ids(turn, 'tool_result', 'tool_use_id');
  const stray = results.find((id) => !calls.includes(id));
  if (stray !== undefined) {
    return `messages.${turn.index}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${JSON.stringify(stray)}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`;
  }
  if (new Set(results).size < results.length) return `messages.${turn.index}: each tool_use must have a single result`;
  const first = turn.blocks.findIndex((one) => one.type !== 'tool_result');
  return results.length > 0 && first >= 0 && first < results.length
    ? `messages.${turn.index}: tool_result blocks must come first in the content`
    : undefined;
}
