/** What the API refuses with a 400 in a request's fields; the turns have a file of their own. A problem is its message. */
import { preservesThinking, type ModelInfo } from './models.ts';
import { field, isFields, type Fields, type MessagesBody } from './requestShape.ts';

export type Problem = string | undefined;

const FIELDS: readonly string[] =
  'model max_tokens messages cache_control container diagnostics inference_geo metadata output_config service_tier speed stop_sequences stream system thinking tool_choice tools'.split(
    ' ',
  );

/** Removed for every model by API version 2026-10-21. */
const SAMPLING: readonly string[] = ['temperature', 'top_p', 'top_k'];

/** `counting`: count_tokens takes the same body without `max_tokens`. */
export function validateRequest(
  body: MessagesBody,
  model: ModelInfo,
  version: string,
  beta: boolean,
  counting: boolean,
): Problem {
  return (
    unknownField(body, version, beta) ??
    (counting ? undefined : maxTokens(body, model)) ??
    thinking(body, model) ??
    effort(body, model) ??
    tools(body) ??
    toolChoice(body, model)
  );
}

function unknownField(body: MessagesBody, version: string, beta: boolean): Problem {
  for (const name of Object.keys(body)) {
    const sampling = SAMPLING.includes(name);
    if (sampling ? version < '2026-10-21' : FIELDS.includes(name) || beta) continue;
    return `${name}: Extra inputs are not permitted`;
  }
  return undefined;
}

function maxTokens({ max_tokens: asked, stream }: MessagesBody, { id, max_tokens: limit }: ModelInfo): Problem {
  if (stream !== undefined && typeof stream !== 'boolean') return 'stream: Input should be a valid boolean';
  if (asked === undefined) return 'max_tokens: Field required';
  if (typeof asked !== 'number' || !Number.isInteger(asked)) return 'max_tokens: Input should be a valid integer';
  if (asked < 0) return 'max_tokens: Input should be greater than or equal to 0';
  if (limit === null || asked <= limit) return undefined;
  return `max_tokens: ${asked} > ${limit}, which is the maximum allowed number of output tokens for ${id}`;
}

function thinking(body: MessagesBody, model: ModelInfo): Problem {
  if (body.thinking === undefined) return undefined;
  if (!isFields(body.thinking)) return 'thinking: Input should be an object';
  const { type, display, budget_tokens: budget }: Fields = body.thinking;
  const types: Readonly<Record<string, { supported: boolean }>> = { ...model.capabilities?.thinking.types };
  if (typeof type !== 'string' || !types[type]) return 'thinking.type: Input should be a known thinking type';
  if (!types[type].supported) return `thinking.type: '${type}' is not supported on ${model.id}`;
  if (display !== undefined && display !== 'summarized' && display !== 'omitted') {
    return "thinking.display: Input should be 'summarized' or 'omitted'";
  }
  if (type === 'enabled') {
    if (typeof budget !== 'number') return 'thinking.enabled.budget_tokens: Field required';
    if (budget < 1024) return 'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024';
    if (Number(body.max_tokens) <= budget) return '`max_tokens` must be greater than `thinking.budget_tokens`';
  }
  const level = field(body.output_config, 'effort');
  if (type === 'disabled' && (level === 'xhigh' || level === 'max') && /^claude-(haiku-5-5|opus-5)$/.test(model.id)) {
    return `thinking.type: 'disabled' is not supported with effort '${level}'`;
  }
  return undefined;
}

function effort({ output_config: config }: MessagesBody, model: ModelInfo): Problem {
  const level = field(config, 'effort');
  if (level === undefined || level === null) return undefined;
  const { supported, ...levels } = { supported: false, ...model.capabilities?.effort };
  if (!supported) return `output_config.effort: ${model.id} does not support the effort parameter`;
  const known: Readonly<Record<string, { supported: boolean } | null>> = levels;
  if (typeof level === 'string' && known[level]?.supported) return undefined;
  return 'output_config.effort: Input should be a supported effort level';
}

function tools({ tools: given }: MessagesBody): Problem {
  if (given === undefined) return undefined;
  if (!Array.isArray(given)) return 'tools: Input should be a valid list';
  const names = new Set<string>();
  for (const [index, tool] of given.entries()) {
    const name = field(tool, 'name');
    // Tools of the server have a dated type and no schema.
    const own = [undefined, 'custom'].includes(field(tool, 'type') as undefined);
    if (typeof name !== 'string' || !/^[\w-]{1,128}$/.test(name)) {
      return `tools.${index}.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'`;
    }
    if (names.has(name)) return 'tools: Tool names must be unique.';
    names.add(name);
    if (own && field(field(tool, 'input_schema'), 'type') !== 'object') {
      return `tools.${index}.custom.input_schema.type: Input should be 'object'`;
    }
  }
  return undefined;
}

function toolChoice(body: MessagesBody, model: ModelInfo): Problem {
  if (body.tool_choice === undefined) return undefined;
  const type = field(body.tool_choice, 'type');
  if (!['auto', 'any', 'tool', 'none'].includes(String(type))) return 'tool_choice: Input tag is not known';
  if (!Array.isArray(body.tools)) return 'tool_choice: tool_choice may only be specified while providing tools';
  if (type !== 'any' && type !== 'tool') return undefined;
  if (preservesThinking(model.id)) return `tool_choice: '${type}' is not supported on ${model.id}`;
  const mode = field(body.thinking, 'type') ?? (model.capabilities?.thinking.types.adaptive.supported ? 'on' : 'off');
  return mode === 'off' || mode === 'disabled'
    ? undefined
    : 'Thinking may not be enabled when tool_choice forces tool use.';
}
