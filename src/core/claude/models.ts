// Which model a name stands for, and what that model can do: decided from the API's own list, never from the shape of
// an id.

/** What we keep of the API's ModelInfo; every field but the id may be missing behind a gateway. */
export interface Model {
  readonly id: string;
  readonly name: string;
  readonly line?: string;
  readonly lifecycle: 'active' | 'deprecated' | 'retired';
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly retiresAt?: string;
  readonly maxInputTokens?: number;
  readonly maxTokens?: number;
  readonly thinking?: {
    readonly adaptive: boolean;
    readonly betweenTools: boolean;
    readonly disabled: boolean;
    readonly enabled: boolean;
  };
  /** Levels of effort that the model knows; empty where it knows none. */
  readonly effort?: readonly Effort[];
  readonly images?: boolean;
}

export const EFFORTS = ['low', 'medium', 'high', 'xhigh', 'max'] as const;
export type Effort = (typeof EFFORTS)[number];

/** Names that users choose by; the API may know more lines. */
export const LINES = ['opus', 'sonnet', 'haiku'] as const;

/**
 * The model that `chosen` stands for: a full id as it is, a line as its newest active model. `undefined` where the
 * list holds none of that line.
 */
export function resolveModel(chosen: string, models: readonly Model[]): Model | undefined {
  // The list has dated ids where people, and the API, know a shorter name too.
  const byId = models.find(({ id }) => id === chosen) ?? models.find(({ id }) => id.replace(/-\d{8}$/, '') === chosen);
  if (byId !== undefined) return byId;
  const ofLine = models.filter((model) => model.line === chosen);
  const active = ofLine.filter((model) => model.lifecycle === 'active');
  const candidates = active.length > 0 ? active : ofLine.filter((model) => model.lifecycle === 'deprecated');
  const newest = candidates.toSorted((a, b) => b.createdAt - a.createdAt)[0];
  if (newest !== undefined) return newest;
  return isLine(chosen) ? undefined : { id: chosen, name: chosen, lifecycle: 'active', createdAt: 0 };
}

/**
 * The newest list with the models of the one before that are not in it any more, as retired: the API leaves retired ones
 * out, and a chat that names one wants to know what became of it.
 */
export function keepRetired(newest: readonly Model[], before: readonly Model[]): readonly Model[] {
  const listed = new Set(newest.map(({ id }) => id));
  const gone = before.filter(({ id }) => !listed.has(id));
  return [...newest, ...gone.map((model): Model => ({ ...model, lifecycle: 'retired' }))];
}

/** What to use in place of a model that is retired or will be: the newest active one of its line. */
export function replacementFor(model: Model, models: readonly Model[]): Model | undefined {
  if (model.lifecycle === 'active' || model.line === undefined) return undefined;
  const ofLine = models.filter(({ line, lifecycle }) => line === model.line && lifecycle === 'active');
  return ofLine.toSorted((a, b) => b.createdAt - a.createdAt)[0];
}

export function isLine(name: string): boolean {
  return LINES.some((line) => line === name);
}

/** What is known without asking: for the first request where the API's list cannot be had. State of November 2026. */
export const BUILT_IN_MODELS: readonly Model[] = [
  builtIn('claude-opus-5-5', 'Claude Opus 5.5', 'opus', { disabled: false, betweenTools: false }),
  builtIn('claude-sonnet-5-5', 'Claude Sonnet 5.5', 'sonnet', { disabled: false, betweenTools: true }),
  builtIn('claude-haiku-5-5', 'Claude Haiku 5.5', 'haiku', { disabled: true, betweenTools: false }),
];

function builtIn(id: string, name: string, line: string, off: { disabled: boolean; betweenTools: boolean }): Model {
  return {
    id,
    name,
    line,
    lifecycle: 'active',
    createdAt: 0,
    maxInputTokens: 1_000_000,
    maxTokens: 128_000,
    thinking: { adaptive: true, enabled: false, ...off },
    effort: ['low', 'medium', 'high'],
  };
}

/** Reads one entry of the models list, whatever is missing of it. */
export function readModel(info: unknown): Model | undefined {
  const id = text(get(info, 'id'));
  if (id === undefined) return undefined;
  const lifecycle = get(info, 'lifecycle');
  const capabilities = get(info, 'capabilities');
  const maxInputTokens = count(get(info, 'max_input_tokens'));
  const maxTokens = count(get(info, 'max_tokens'));
  const line = text(get(info, 'line'));
  const retiresAt = text(get(info, 'retires_at'));
  const thinking = get(capabilities, 'thinking');
  const effort = get(capabilities, 'effort');
  const images = get(get(capabilities, 'image_input'), 'supported');
  const types = get(thinking, 'types');
  return {
    id,
    name: text(get(info, 'display_name')) ?? id,
    lifecycle: lifecycle === 'deprecated' || lifecycle === 'retired' ? lifecycle : 'active',
    createdAt: Date.parse(text(get(info, 'created_at')) ?? '') || 0,
    ...(line !== undefined && { line }),
    ...(retiresAt !== undefined && { retiresAt }),
    ...(maxInputTokens !== undefined && { maxInputTokens }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(types !== undefined && {
      thinking: {
        adaptive: supported(get(types, 'adaptive')),
        betweenTools: supported(get(types, 'between_tools')),
        disabled: supported(get(types, 'disabled')),
        enabled: supported(get(types, 'enabled')),
      },
    }),
    ...(effort !== undefined && {
      effort: supported(effort) ? EFFORTS.filter((level) => supported(get(effort, level))) : [],
    }),
    ...(typeof images === 'boolean' && { images }),
  };
}

const get = (value: unknown, name: string): unknown => {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return found === null ? undefined : found;
};
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const count = (value: unknown): number | undefined => (typeof value === 'number' && value > 0 ? value : undefined);
const supported = (value: unknown): boolean => get(value, 'supported') === true;
