// What a page's tasks took of the processor, which is less than they lasted where others had it meanwhile: on two cores those
// are VS Code, what draws, and what collects garbage beside them.
import type { Browser } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
  /** Microseconds of processor. */
  readonly tdur?: number;
}

const isTrace = (value: unknown): value is { readonly traceEvents: readonly TraceEvent[] } =>
  typeof value === 'object' && value !== null && 'traceEvents' in value && Array.isArray(value.traceEvents);

/** What the step returns, and the milliseconds of processor that the longest task took on the main thread of any page. */
export async function ownTime<T>(browser: Browser, step: () => Promise<T>): Promise<readonly [seen: T, own: number]> {
  await browser.startTracing(undefined, { categories: ['toplevel'] });
  const seen = await step();
  const trace: unknown = JSON.parse((await browser.stopTracing()).toString('utf8'));
  if (!isTrace(trace)) throw new Error('The browser’s trace is none');
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const named = trace.traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const main = new Set(named.map(threadOf));
  const tasks = trace.traceEvents.filter((event) => event.name.endsWith('::RunTask') && main.has(threadOf(event)));
  if (tasks.length === 0) throw new Error('The browser’s trace has no tasks');
  return [seen, tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur), 0) / 1000];
}
