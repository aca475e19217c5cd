// The user's settings, read when they are needed and checked: a settings file may hold anything.
import { workspace } from 'vscode';
import { EFFORTS, type Effort } from '../core/claude/models.ts';
import type { Budgets } from '../core/usage/budget.ts';
import { pricesWith, type Prices } from '../core/usage/prices.ts';
import type { SettingName } from './names.ts';

export interface Settings {
  readonly baseUrl: string;
  readonly customHeaders: Readonly<Record<string, string>>;
  readonly apiKeyHeader: 'authorization' | 'x-api-key';
  readonly apiVersion: string;
  readonly model: string;
  readonly maxTokens: number | undefined;
  readonly effort: Effort | undefined;
  readonly thinking: 'auto' | 'on' | 'off';
  readonly systemPrompt: string;
  readonly commitInstructions: string;
  readonly maxRetries: number;
  readonly firstByteSeconds: number;
  readonly idleSeconds: number;
  readonly maxTurns: number;
  readonly keepDays: number;
  readonly autoScroll: boolean;
  readonly sendWith: 'enter' | 'ctrlEnter';
  readonly budgets: Budgets;
  readonly requestsPerMinute: number;
  /** Empty: the model of the chats. */
  readonly editModel: string;
  readonly editInstructions: string;
  readonly codeLens: boolean;
  readonly codeActions: boolean;
}

/** Node's fetch waits no longer than 300 s for headers: the words for silence must come before its own. */
const LONGEST_FIRST_BYTE_SECONDS = 290;

/** The table of prices, with the user's own rows over it. */
export function readPrices(): Prices {
  return pricesWith(workspace.getConfiguration('sidestream').get('prices' satisfies SettingName));
}

export function readSettings(): Settings {
  const all = workspace.getConfiguration('sidestream');
  const get = (name: SettingName): unknown => all.get(name);
  const text = (name: SettingName): string => {
    const value = get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const number = (name: SettingName, fallback: number): number => {
    const value = get(name);
    return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : fallback;
  };
  const maxTokens = number('maxTokens', 0);
  const thinking = text('thinking');
  return {
    baseUrl: text('baseUrl'),
    customHeaders: headersOf(get('customHeaders')),
    apiKeyHeader: text('apiKeyHeader') === 'x-api-key' ? 'x-api-key' : 'authorization',
    apiVersion: text('apiVersion'),
    model: text('model') || 'sonnet',
    maxTokens: maxTokens > 0 ? Math.floor(maxTokens) : undefined,
    effort: EFFORTS.find((level) => level === text('effort')),
    thinking: thinking === 'on' || thinking === 'off' ? thinking : 'auto',
    systemPrompt: text('systemPrompt'),
    commitInstructions: text('commit.instructions'),
    maxRetries: Math.floor(number('retry.maxAttempts', 3)),
    firstByteSeconds: Math.min(
      number('timeout.firstByteSeconds', 120) || LONGEST_FIRST_BYTE_SECONDS,
      LONGEST_FIRST_BYTE_SECONDS,
    ),
    idleSeconds: number('timeout.idleSeconds', 90),
    maxTurns: Math.floor(number('history.maxTurns', 20)),
    keepDays: number('history.keepDays', 0),
    autoScroll: get('chat.autoScroll') !== false,
    sendWith: text('chat.sendWith') === 'ctrlEnter' ? 'ctrlEnter' : 'enter',
    budgets: { perDayUsd: number('budget.perDayUsd', 0), perChatUsd: number('budget.perChatUsd', 0) },
    requestsPerMinute: Math.floor(number('rateLimit.requestsPerMinute', 0)),
    editModel: text('edit.model'),
    editInstructions: text('edit.instructions'),
    codeLens: get('codeLens.enabled') !== false,
    codeActions: get('codeActions.enabled') !== false,
  };
}

function headersOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  const pairs = Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return Object.fromEntries(pairs);
}
