/** The endpoints: which request gets which reply, after the checks that the API makes. */
import { refuseAccess, type Keys } from './access.ts';
import { Batches } from './batches.ts';
import type { Exchange } from './exchange.ts';
import { failure, json } from './failure.ts';
import { fill } from './fill.ts';
import { fold } from './fold.ts';
import { findModel, MODELS, preservesThinking, type ModelInfo } from './models.ts';
import { modelsReply } from './modelsEndpoint.ts';
import { PromptCache, refuseMarkers, type Priced } from './promptCache.ts';
import type { RecordedRequest } from './recordedRequest.ts';
import type { MessagesBody } from './requestShape.ts';
import type { Reply, Script } from './script.ts';
import { isSummarized, prefixOf, refuseThinking, sign, type Binding } from './signatures.ts';
import { validateRequest } from './validateRequest.ts';
import { validateTurns } from './validateTurns.ts';

export interface ApiOptions {
  models?: readonly ModelInfo[];
  /** `any` by default. */
  keys?: Keys;
  /** False answers whatever is asked, as a careless gateway does. */
  validate?: boolean;
  /** What happens to thinking blocks behind a changed prefix, on models that check; `reject` by default. */
  binding?: Binding;
  /** How many looks at a batch find it in progress before it has ended; 1 by default. */
  batchPolls?: number;
}

export class Api {
  models: readonly ModelInfo[];
  readonly #options: ApiOptions;
  readonly #next: () => Script;
  readonly #cache = new PromptCache();
  readonly #batches: Batches;
  #count = 0;

  constructor(options: ApiOptions, next: () => Script) {
    this.models = options.models ?? MODELS;
    this.#options = options;
    this.#next = next;
    this.#batches = new Batches(async (params) => {
      const record = batchRecord(params);
      return this.#refuse(record, false) ?? this.#message(record);
    }, options.batchPolls ?? 1);
  }

  async reply(exchange: Exchange): Promise<Reply> {
    const { record } = exchange;
    const { method, path } = record;
    // A client of the command line looks with HEAD whether anyone is there.
    if (method === 'HEAD') return json({});
    const refused = refuseAccess(exchange, this.#options.keys ?? 'any');
    if (refused) return refused;
    if (method === 'GET' && /^\/v1\/models(\/|$)/.test(path)) return modelsReply(this.models, path, record.query);
    if (/^\/v1\/messages\/batches(\/|$)/.test(path)) return this.#batches.reply(record);
    if (method === 'POST' && path === '/v1/messages') return this.#refuse(record, false) ?? this.#message(record);
    if (method === 'POST' && path === '/v1/messages/count_tokens') {
      return this.#refuse(record, true) ?? json({ input_tokens: this.#price(record.body).total });
    }
    return failure(404, { message: 'Not found' });
  }

  #refuse({ body, headers }: RecordedRequest, counting: boolean): Reply | undefined {
    if (this.#options.validate === false) return undefined;
    if (typeof body.model !== 'string') return failure(400, { message: 'model: Field required' });
    const model = findModel(this.models, body.model);
    if (!model || model.lifecycle === 'retired') return failure(404, { message: `model: ${body.model}` });
    const version = String(headers['anthropic-version']);
    const problem =
      validateRequest(body, model, version, headers['anthropic-beta'] !== undefined, counting) ??
      validateTurns(body, model) ??
      refuseMarkers(body) ??
      refuseThinking(body, model.id, this.#options.binding ?? 'reject') ??
      tooLong(this.#price(body).total, model, counting);
    return problem === undefined ? undefined : failure(400, { message: problem });
  }

  #price(body: MessagesBody): Priced {
    return this.#cache.price(body, this.#id(body));
  }

  #id({ model }: MessagesBody): string {
    return findModel(this.models, String(model))?.id ?? String(model);
  }

  async #message(record: RecordedRequest): Promise<Reply> {
    const { body } = record;
    const script = this.#next();
    const scripted = typeof script === 'function' ? await script(record) : script;
    this.#count += 1;
    const number = String(this.#count).padStart(6, '0');
    const priced = this.#price(body);
    if (scripted.status === 200) priced.commit();
    const model = this.#id(body);
    const prefix = prefixOf(body);
    const filled = fill(scripted, {
      id: `msg_standin${number}`,
      model,
      prompt: priced.prompt,
      sign: (thinking) => sign(thinking, prefix, model),
      omitThinking: preservesThinking(model) && !isSummarized(body),
    });
    const streams = filled.steps.some((step) => step.do === 'event');
    const headers = { 'request-id': `req_standin${number}`, ...filled.headers };
    return body.stream === true || !streams ? { ...filled, headers } : fold({ ...filled, headers });
  }
}

function tooLong(tokens: number, { max_input_tokens: limit }: ModelInfo, counting: boolean): string | undefined {
  if (counting || limit === null || tokens <= limit) return undefined;
  return `prompt is too long: ${tokens} tokens > ${limit} maximum`;
}

/** A request inside a batch has no socket of its own. */
function batchRecord(body: MessagesBody): RecordedRequest {
  const headers = { 'anthropic-version': '2026-10-21' };
  const sent = { at: performance.now(), status: 0, bytesSent: 0, sentAt: [], closed: Promise.resolve(0) };
  const text = JSON.stringify(body);
  return { method: 'POST', path: '/v1/messages', query: new URLSearchParams(), headers, body, text, ...sent };
}
