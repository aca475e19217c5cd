// The page of the Usage view: asks the host for a report and draws it. Plots are SVG by hand: all of them are rectangles,
// lines and dots, and the smallest kept chart library weighs more than the panel's whole page.
import type { UsageHostMessage, UsagePageMessage } from '../../core/usage/usageMessages.ts';
import { PERIODS, type UsageReport } from '../../core/usage/usageReport.ts';
import { isRecord } from '../shape.ts';
import { reportPage } from './reportPage.ts';
import type { Measure } from './timeChart.ts';
import { createUsageWords } from './usageWords.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: UsagePageMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
};

function find<T extends Element>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The frame has no #${id}.`);
  return found;
}

const api = acquireVsCodeApi();
const place = find('report', HTMLElement);
const period = find('period', HTMLSelectElement);
const measure = find('measure', HTMLSelectElement);
const words = createUsageWords(
  JSON.parse(document.getElementById('strings')?.textContent ?? '{}'),
  document.documentElement.lang || 'en',
);
let report: UsageReport | undefined;

const kept = api.getState();
if (isRecord(kept)) {
  if (PERIODS.some((known) => String(known) === kept['period'])) period.value = String(kept['period']);
  if (kept['measure'] === 'tokens') measure.value = 'tokens';
}
const chosenPeriod = () => PERIODS.find((known) => String(known) === period.value) ?? 30;

function draw(): void {
  if (report === undefined) return;
  // The bar that has the focus keeps it, in the new chart.
  const bars = [...place.querySelectorAll('.bar')];
  const focused = bars.findIndex((bar) => bar === document.activeElement);
  const chosen: Measure = measure.value === 'tokens' ? 'tokens' : 'cost';
  place.replaceChildren(...reportPage(report, chosen, place.clientWidth, words));
  place.setAttribute('aria-busy', 'false');
  const bar = [...place.querySelectorAll('.bar')][focused];
  if (bar instanceof SVGElement) bar.focus();
}

window.addEventListener('message', ({ data, origin }: MessageEvent<UsageHostMessage>) => {
  if (origin !== window.origin || data?.type !== 'report') return;
  report = data.report;
  draw();
});
period.addEventListener('change', () => {
  api.setState({ period: period.value, measure: measure.value });
  api.postMessage({ type: 'period', period: chosenPeriod() });
});
measure.addEventListener('change', () => {
  api.setState({ period: period.value, measure: measure.value });
  draw();
});
find('export', HTMLButtonElement).addEventListener('click', () => api.postMessage({ type: 'exportCsv' }));
find('budgets', HTMLButtonElement).addEventListener('click', () => api.postMessage({ type: 'changeBudgets' }));
let width = 0;
new ResizeObserver(() => {
  if (place.clientWidth === width) return;
  width = place.clientWidth;
  draw();
}).observe(place);
api.postMessage({ type: 'ready', period: chosenPeriod() });
