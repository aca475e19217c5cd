/** Message Batches in a simple form: in progress for some polls, then ended, with results as JSON lines. */
import { failure, json, plain } from './failure.ts';
import { field, isFields, type MessagesBody } from './requestShape.ts';
import type { RecordedRequest } from './recordedRequest.ts';
import type { Reply } from './script.ts';

/** Answers one request of a batch: the reply of a plain, unstreamed request. */
export type AnswerOne = (params: MessagesBody) => Promise<Reply>;

interface Item {
  custom_id: string;
  params: MessagesBody;
}

interface Batch {
  id: string;
  created: number;
  items: readonly Item[];
  pollsLeft: number;
  state: 'in_progress' | 'canceling' | 'ended';
  lines: { custom_id: string; result: { type: string } }[];
}

export class Batches {
  readonly #batches: Batch[] = [];
  readonly #answer: AnswerOne;
  readonly #polls: number;

  constructor(answer: AnswerOne, polls: number) {
    this.#answer = answer;
    this.#polls = polls;
  }

  async reply(record: RecordedRequest): Promise<Reply> {
    const [id, action] = record.path.split('/').slice(4);
    const { method } = record;
    if (id === undefined) return method === 'POST' ? this.#create(record) : this.#list(record);
    const batch = this.#batches.find((candidate) => candidate.id === id);
    if (!batch) return failure(404, { message: `batch: ${id}` });
    if (method === 'DELETE') return this.#delete(batch);
    if (method === 'POST' && action === 'cancel') {
      if (batch.state === 'in_progress') batch.state = 'canceling';
      return json(view(batch, record));
    }
    if (action === 'results') {
      if (batch.state !== 'ended') return failure(404, { message: `batch ${id} has no results yet` });
      return plain(batch.lines.map((line) => `${JSON.stringify(line)}\n`).join(''), 'application/x-jsonl');
    }
    await this.#advance(batch);
    return json(view(batch, record));
  }

  #create(record: RecordedRequest): Reply {
    const { requests } = record.body;
    if (!Array.isArray(requests) || requests.length === 0) return failure(400, { message: 'requests: Field required' });
    const items = requests.map((one: unknown): Item => {
      const [id, params] = [field(one, 'custom_id'), field(one, 'params')];
      return { custom_id: typeof id === 'string' ? id : '', params: isFields(params) ? params : {} };
    });
    const names = new Set(items.map((item) => item.custom_id));
    if (names.has('') || names.size < items.length) {
      return failure(400, { message: 'requests: custom_id must be given and unique' });
    }
    const id = `msgbatch_standin${this.#batches.length + 1}`;
    const batch: Batch = { id, created: Date.now(), items, pollsLeft: this.#polls, state: 'in_progress', lines: [] };
    this.#batches.unshift(batch);
    return json(view(batch, record));
  }

  #list(record: RecordedRequest): Reply {
    const data = this.#batches.map((batch) => view(batch, record));
    return json({ data, has_more: false, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null });
  }

  #delete(batch: Batch): Reply {
    if (batch.state !== 'ended') return failure(400, { message: `batch ${batch.id} has not ended` });
    this.#batches.splice(this.#batches.indexOf(batch), 1);
    return json({ id: batch.id, type: 'message_batch_deleted' });
  }

  /** Each look brings it on: no clock, so that a test decides how often it has to look. */
  async #advance(batch: Batch): Promise<void> {
    if (batch.state === 'ended') return;
    if (batch.state === 'in_progress' && batch.pollsLeft > 0) {
      batch.pollsLeft -= 1;
      return;
    }
    const canceled = batch.state === 'canceling';
    for (const { custom_id, params } of batch.items) {
      const result = canceled ? { type: 'canceled' } : await this.#result(params);
      batch.lines.push({ custom_id, result });
    }
    // Order is not promised by the API; turning it round keeps clients honest.
    batch.lines.reverse();
    batch.state = 'ended';
  }

  async #result(params: MessagesBody): Promise<{ type: string }> {
    const reply = await this.#answer(params);
    const step = reply.steps[0];
    const body: unknown = step?.do === 'bytes' ? JSON.parse(String(step.bytes)) : null;
    return reply.status === 200
      ? Object.assign({ type: 'succeeded' }, { message: body })
      : Object.assign({ type: 'errored' }, { error: body });
  }
}

function view(batch: Batch, { headers }: RecordedRequest): { id: string } {
  const count = (type: string): number => batch.lines.filter((line) => line.result.type === type).length;
  const ended = batch.state === 'ended';
  const expires = new Date(batch.created + 86_400_000).toISOString();
  const url = `http://${headers.host}/v1/messages/batches/${batch.id}/results`;
  return Object.assign(
    { id: batch.id, type: 'message_batch', processing_status: batch.state },
    {
      request_counts: {
        processing: ended ? 0 : batch.items.length,
        succeeded: count('succeeded'),
        errored: count('errored'),
        canceled: count('canceled'),
        expired: 0,
      },
      created_at: new Date(batch.created).toISOString(),
      expires_at: expires,
      ended_at: ended ? new Date().toISOString() : null,
      cancel_initiated_at: null,
      archived_at: null,
      results_url: ended ? url : null,
    },
  );
}
