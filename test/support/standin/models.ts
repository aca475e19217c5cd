/** The models the stand-in serves, in the API's own shape. Limits and capabilities are as published; the dates are ours. */
import type { ModelCapabilities, ModelInfo, ModelLine } from '@anthropic-ai/sdk/resources/models';

export type { ModelInfo };

type Thinking = 'adaptive' | 'between_tools' | 'disabled' | 'enabled';
type Effort = 'low' | 'medium' | 'high' | 'xhigh' | 'max';

const EFFORTS: readonly Effort[] = ['low', 'medium', 'high', 'xhigh', 'max'];
const yes = { supported: true };
const is = (supported: boolean): { supported: boolean } => ({ supported });

function capabilities(thinking: readonly Thinking[], efforts: readonly Effort[]): ModelCapabilities {
  const effort = (level: Effort): { supported: boolean } => is(efforts.includes(level));
  const type = (name: Thinking): { supported: boolean } => is(thinking.includes(name));
  return {
    batch: yes,
    citations: yes,
    code_execution: yes,
    context_management: {
      supported: true,
      clear_thinking_20251015: yes,
      clear_tool_uses_20250919: yes,
      compact_20260112: yes,
    },
    effort: {
      supported: efforts.length > 0,
      low: effort('low'),
      medium: effort('medium'),
      high: effort('high'),
      xhigh: effort('xhigh'),
      max: effort('max'),
    },
    image_input: yes,
    pdf_input: yes,
    server_tools: { supported: true, code_execution: yes, web_search: yes },
    structured_outputs: yes,
    thinking: {
      supported: thinking.length > 0,
      types: {
        adaptive: type('adaptive'),
        between_tools: type('between_tools'),
        disabled: type('disabled'),
        enabled: type('enabled'),
      },
    },
  };
}

interface Row {
  id: string;
  name: string;
  line: ModelLine;
  created: string;
  thinking: readonly Thinking[];
  efforts?: readonly Effort[];
  /** Context and output; a million and 128,000 unless it says otherwise. */
  limits?: readonly [number, number];
  deprecated?: string;
  retires?: string;
  lifecycle?: ModelInfo['lifecycle'];
}

/** One model; tests make further ones with it. */
export function model(row: Row): ModelInfo {
  const { limits = [1_000_000, 128_000], efforts = EFFORTS } = row;
  return {
    id: row.id,
    type: 'model',
    display_name: row.name,
    line: row.line,
    created_at: `${row.created}T00:00:00Z`,
    lifecycle: row.lifecycle ?? 'active',
    deprecated_at: row.deprecated ? `${row.deprecated}T00:00:00Z` : null,
    retires_at: row.retires ? `${row.retires}T00:00:00Z` : null,
    max_input_tokens: limits[0],
    max_tokens: limits[1],
    capabilities: capabilities(row.thinking, efforts),
  };
}

/** Newest first, as the API lists them. */
export const MODELS: readonly ModelInfo[] = [
  model({
    id: 'claude-haiku-5-5',
    name: 'Claude Haiku 5.5',
    line: 'haiku',
    created: '2026-10-20',
    thinking: ['adaptive', 'disabled'],
  }),
  model({
    id: 'claude-sonnet-5-5',
    name: 'Claude Sonnet 5.5',
    line: 'sonnet',
    created: '2026-10-06',
    thinking: ['adaptive', 'between_tools'],
  }),
  model({
    id: 'claude-fable-5-2',
    name: 'Claude Fable 5.2',
    line: 'fable',
    created: '2026-09-29',
    thinking: ['adaptive'],
  }),
  model({
    id: 'claude-opus-5-5',
    name: 'Claude Opus 5.5',
    line: 'opus',
    created: '2026-09-22',
    thinking: ['adaptive'],
  }),
  model({
    id: 'claude-opus-5',
    name: 'Claude Opus 5',
    line: 'opus',
    created: '2026-06-16',
    thinking: ['adaptive', 'disabled'],
  }),
  model({
    id: 'claude-sonnet-5',
    name: 'Claude Sonnet 5',
    line: 'sonnet',
    created: '2026-05-12',
    thinking: ['adaptive', 'disabled'],
  }),
  model({
    id: 'claude-haiku-4-5-20251001',
    name: 'Claude Haiku 4.5',
    line: 'haiku',
    created: '2025-10-01',
    thinking: ['disabled', 'enabled'],
    efforts: [],
    limits: [200_000, 64_000],
  }),
  model({
    id: 'claude-sonnet-4-5-20250929',
    name: 'Claude Sonnet 4.5',
    line: 'sonnet',
    created: '2025-09-29',
    thinking: ['disabled', 'enabled'],
    efforts: [],
    limits: [200_000, 64_000],
    lifecycle: 'deprecated',
    deprecated: '2026-05-29',
    retires: '2026-11-30',
  }),
  model({
    id: 'claude-3-7-sonnet-20250219',
    name: 'Claude Sonnet 3.7',
    line: 'sonnet',
    created: '2025-02-19',
    thinking: ['disabled', 'enabled'],
    efforts: [],
    limits: [200_000, 64_000],
    lifecycle: 'retired',
    deprecated: '2025-10-28',
    retires: '2026-02-19',
  }),
];

/** Exact id, or the id without its date, which the API takes as an alias. */
export const findModel = (models: readonly ModelInfo[], id: string): ModelInfo | undefined =>
  models.find((candidate) => candidate.id === id) ??
  models.find((candidate) => candidate.id.replace(/-\d{8}$/, '') === id);

/** Each returned thinking block is checked against everything before it. */
export const preservesThinking = (id: string): boolean => /^claude-(fable-5-[12]|(opus|sonnet|haiku)-5-5)$/.test(id);
