/** The request body as far as the stand-in looks into it. Every field may be wrong: validation reads `unknown`. */
export interface Block {
  type?: unknown;
  text?: unknown;
  thinking?: unknown;
  signature?: unknown;
  data?: unknown;
  id?: unknown;
  name?: unknown;
  input?: unknown;
  tool_use_id?: unknown;
  content?: unknown;
  citations?: unknown;
  source?: unknown;
  cache_control?: unknown;
}

export interface Turn {
  role?: unknown;
  content?: unknown;
}

export interface MessagesBody {
  model?: unknown;
  max_tokens?: unknown;
  stream?: unknown;
  system?: unknown;
  messages?: unknown;
  tools?: unknown;
  tool_choice?: unknown;
  thinking?: unknown;
  output_config?: unknown;
  cache_control?: unknown;
  temperature?: unknown;
  top_p?: unknown;
  top_k?: unknown;
  stop_sequences?: unknown;
  requests?: unknown;
}

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The field of something that may not be an object at all. */
export const field = (value: unknown, name: string): unknown => (isFields(value) ? value[name] : undefined);

/** Content as blocks: a plain string is one text block. */
export function blocksOf(content: unknown): readonly Block[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return Array.isArray(content) ? content.filter((block): block is Block => isFields(block)) : [];
}

export function turnsOf(body: MessagesBody): readonly Turn[] {
  return Array.isArray(body.messages) ? body.messages.filter((turn): turn is Turn => isFields(turn)) : [];
}

/** The text of the last user turn, tool results left out. */
export function lastUserText(body: MessagesBody): string {
  const last = turnsOf(body).findLast((turn) => turn.role === 'user');
  return textOf(last?.content);
}

export function textOf(content: unknown): string {
  return blocksOf(content)
    .map((block) => (block.type === 'text' && typeof block.text === 'string' ? block.text : ''))
    .join('');
}
