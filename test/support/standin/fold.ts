/** Folds the events of a reply into the one message that a request without `stream` gets. */
import { json } from './failure.ts';
import { field, isFields } from './requestShape.ts';
import type { Reply } from './script.ts';

type Loose = Record<string, unknown>;

export function fold(reply: Reply): Reply {
  const message: Loose = {};
  const blocks: Loose[] = [];
  const partial: string[] = [];
  for (const step of reply.steps) {
    if (step.do !== 'event' || !isFields(step.data)) continue;
    const { data } = step;
    const index = Number(data['index']);
    if (data['type'] === 'message_start') Object.assign(message, data['message']);
    if (data['type'] === 'content_block_start') blocks[index] = { ...(data['content_block'] as Loose) };
    if (data['type'] === 'content_block_delta') grow(blocks[index] ?? {}, data['delta'], partial, index);
    if (data['type'] === 'message_delta') {
      Object.assign(message, data['delta']);
      message['usage'] = { ...(message['usage'] as Loose), ...(data['usage'] as Loose) };
    }
  }
  for (const [index, block] of blocks.entries()) {
    if (block['type'] === 'tool_use') block['input'] = JSON.parse(partial[index] || '{}');
  }
  const waits = reply.steps.filter((step) => step.do === 'wait' || step.do === 'gate' || step.do === 'stall');
  const { 'content-type': _, 'cache-control': __, ...headers } = reply.headers;
  const folded = json({ ...message, content: blocks }, reply.status, headers);
  return { ...folded, before: [...reply.before, ...waits] };
}

function grow(block: Loose, delta: unknown, partial: string[], index: number): void {
  for (const name of ['text', 'thinking']) {
    const more = field(delta, name);
    if (typeof more === 'string') block[name] = `${(block[name] as string | undefined) ?? ''}${more}`;
  }
  const arguments_ = field(delta, 'partial_json');
  if (typeof arguments_ === 'string') partial[index] = (partial[index] ?? '') + arguments_;
  const signature = field(delta, 'signature');
  if (signature !== undefined) block['signature'] = signature;
  const citation = field(delta, 'citation');
  if (citation !== undefined) block['citations'] = [...((block['citations'] as unknown[] | null) ?? []), citation];
}
