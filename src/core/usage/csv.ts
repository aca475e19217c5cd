// The accounts as a table for other programs: one line for each request.
import type { LedgerEntry } from './ledger.ts';

type Column = (entry: LedgerEntry) => string | number | boolean | undefined;

const COLUMNS: Readonly<Record<string, Column>> = {
  time: ({ at }) => new Date(at).toISOString(),
  kind: ({ kind }) => kind,
  chat: ({ chat }) => chat,
  model: ({ model }) => model,
  requests: ({ requests = 1 }) => requests,
  input_tokens: ({ usage }) => usage.input,
  cache_read_tokens: ({ usage }) => usage.cacheRead,
  cache_write_5m_tokens: ({ usage }) => usage.cacheWrite5m,
  cache_write_1h_tokens: ({ usage }) => usage.cacheWrite1h,
  output_tokens: ({ usage }) => usage.output,
  thinking_tokens: ({ usage }) => usage.thinking,
  batch: ({ usage }) => usage.batch === true,
  cost_usd: ({ cost }) => cost && Number(cost.toFixed(9)),
  cache_saved_usd: ({ saved }) => saved && Number(saved.toFixed(9)),
  estimated: ({ estimated }) => estimated,
  first_token_ms: ({ firstToken }) => firstToken,
  tokens_per_second: ({ tokensPerSecond }) => tokensPerSecond,
};

export function csvOf(entries: readonly LedgerEntry[]): string {
  const columns = Object.entries(COLUMNS);
  const lines = entries.map((entry) => columns.map(([, column]) => field(column(entry))).join(','));
  return [columns.map(([name]) => name).join(','), ...lines, ''].join('\r\n');
}

/** RFC 4180; a text that a spreadsheet would take for a formula gets an apostrophe: a model's name is the network's. */
function field(value: ReturnType<Column>): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
