/** The endpoints: which request gets which reply, after the checks that the API makes. */
import type { Exchange } from './exchange.ts';
import { failure } from './failure.ts';
import { fill } from './fill.ts';
import { fold } from './fold.ts';
import { findModel, MODELS, type ModelInfo } from './models.ts';
import { modelsReply } from './modelsEndpoint.ts';
import type { RecordedRequest } from './recordedRequest.ts';
import type { Reply, Script } from './script.ts';
import { estimateTokens } from './tokens.ts';

export interface ApiOptions {
  models?: readonly ModelInfo[];
}

export class Api {
  models: readonly ModelInfo[];
  readonly #next: () => Script;
  #count = 0;

  constructor(options: ApiOptions, next: () => Script) {
    this.models = options.models ?? MODELS;
    this.#next = next;
  }

  async reply({ record }: Exchange): Promise<Reply> {
    const { method, path } = record;
    if (method === 'GET' && /^\/v1\/models(\/|$)/.test(path)) return modelsReply(this.models, path, record.query);
    if (method === 'POST' && path === '/v1/messages') return this.#message(record);
    return failure(404, { message: `${method} ${path}` });
  }

  async #message(record: RecordedRequest): Promise<Reply> {
    const script = this.#next();
    const scripted = typeof script === 'function' ? await script(record) : script;
    this.#count += 1;
    const asked = String(record.body.model);
    const filled = fill(scripted, {
      id: `msg_standin${String(this.#count).padStart(6, '0')}`,
      model: findModel(this.models, asked)?.id ?? asked,
      prompt: {
        input_tokens: estimateTokens(record.text),
        cache_creation_input_tokens: 0,
        cache_read_input_tokens: 0,
        cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
      },
      sign: (thinking) => Buffer.from(thinking).toString('base64'),
      omitThinking: false,
    });
    return record.body.stream === true || filled.status !== 200 ? filled : fold(filled);
  }
}
