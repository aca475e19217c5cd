/** GET /v1/models with its pages and lifecycle filter, and GET /v1/models/{id} with its aliases. */
import { failure, json } from './failure.ts';
import { findModel, type ModelInfo } from './models.ts';
import type { Reply } from './script.ts';

export function modelsReply(models: readonly ModelInfo[], path: string, query: URLSearchParams): Reply {
  const id = path.slice('/v1/models'.length).replace(/^\//, '');
  if (id === '') return list(models, query);
  const found = findModel(models, decodeURIComponent(id));
  return found ? json(found) : failure(404, { message: `model: ${decodeURIComponent(id)}` });
}

function list(models: readonly ModelInfo[], query: URLSearchParams): Reply {
  const limit = Number(query.get('limit') ?? 20);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
    return failure(400, { message: 'limit: Input should be between 1 and 1000' });
  }
  // Without the filter the API leaves retired models out.
  const asked = [...query.getAll('lifecycle[]'), ...query.getAll('lifecycle')].flatMap((value) => value.split(','));
  const wanted = asked.length > 0 ? asked : ['active', 'deprecated'];
  const served = models.filter((model) => wanted.includes(model.lifecycle));
  const after = query.get('after_id');
  const before = query.get('before_id');
  const start = after ? served.findIndex((model) => model.id === after) + 1 : 0;
  const end = before ? served.findIndex((model) => model.id === before) : served.length;
  const from = before ? Math.max(0, end - limit) : start;
  const data = served.slice(from, Math.min(end, from + limit));
  const more = before ? from > 0 : from + limit < served.length;
  return json({ data, has_more: more, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null });
}
