// Every message between the extension host and the Usage view's page, and the guard for what the page sends.
import { PERIODS, type Period, type UsageReport } from './usageReport.ts';

/** What the host sends: on `ready`, on another period, and when any window has spent something. */
export interface UsageHostMessage {
  readonly type: 'report';
  readonly report: UsageReport;
}

export type UsagePageMessage =
  | { readonly type: 'ready'; readonly period?: Period }
  | { readonly type: 'period'; readonly period: Period }
  | { readonly type: 'exportCsv' }
  | { readonly type: 'changeBudgets' };

/** Checks one message of the page, whatever it is; `undefined` for anything that is not exactly such a message. */
export function parseUsagePageMessage(value: unknown): UsagePageMessage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const type: unknown = Reflect.get(value, 'type');
  const chosen: unknown = Reflect.get(value, 'period');
  const period = PERIODS.find((known) => known === chosen);
  switch (type) {
    case 'ready':
      if (chosen === undefined) return { type };
      return period === undefined ? undefined : { type, period };
    case 'period':
      return period === undefined ? undefined : { type, period };
    case 'exportCsv':
    case 'changeBudgets':
      return { type };
    default:
      return undefined;
  }
}
