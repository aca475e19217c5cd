// Spending over time: a bar for each day, stacked by model. One stop of the Tab key; arrow keys go from bar to bar.
import type { TimeRow } from '../../core/usage/usageReport.ts';
import { dollars, shortTokens } from '../../core/usage/totals.ts';
import { element } from '../element.ts';
import { ticksUpTo } from './scale.ts';
import { svg } from './svg.ts';
import type { UsageWords } from './usageWords.ts';

export type Measure = 'cost' | 'tokens';

const HEIGHT = 180;
const MARGIN = { left: 56, right: 8, top: 8, bottom: 22 };
/** Room for one label of the time axis. */
const LABEL_WIDTH = 64;

export interface TimeChartParts {
  readonly times: readonly TimeRow[];
  readonly measure: Measure;
  /** Pixels. */
  readonly width: number;
  readonly title: string;
  /** In the order in which they are stacked, each with the class of its colour. */
  readonly models: readonly (readonly [model: string, color: string])[];
}

export function timeChart({ times, models, measure, width, title }: TimeChartParts, words: UsageWords): HTMLElement {
  const plot = { width: Math.max(40, width - MARGIN.left - MARGIN.right), height: HEIGHT - MARGIN.top - MARGIN.bottom };
  const ticks = ticksUpTo(Math.max(0, ...times.map(({ total }) => total[measure])));
  const top = ticks.at(-1) ?? 1;
  const y = (value: number): number => MARGIN.top + plot.height * (1 - value / top);
  const slot = plot.width / times.length;
  const bar = Math.min(40, Math.max(1, slot * 0.75));
  const chart = svg('svg', { width, height: HEIGHT, role: 'group', 'aria-label': words('chart', title) });
  for (const tick of ticks) {
    const label = measure === 'cost' ? shortDollars(tick, top) : shortTokens(tick);
    chart.append(
      svg('line', { class: 'grid', x1: MARGIN.left, x2: width - MARGIN.right, y1: y(tick), y2: y(tick) }),
      svg('text', { class: 'tick', x: MARGIN.left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, label),
    );
  }
  const readout = element('p', { class: 'readout', 'aria-hidden': 'true' }, '\u00a0');
  const every = Math.ceil(times.length / Math.max(1, Math.floor(plot.width / LABEL_WIDTH)));
  const bars = times.map((time, index) => {
    const middle = MARGIN.left + slot * (index + 0.5);
    // Counted from today, which is the one that people look at.
    if ((times.length - 1 - index) % every === 0) {
      const anchor = index === times.length - 1 && slot < LABEL_WIDTH ? 'end' : 'middle';
      const x = anchor === 'end' ? width - MARGIN.right : middle;
      chart.append(svg('text', { class: 'tick', x, y: HEIGHT - 6, 'text-anchor': anchor }, words.time(time.name)));
    }
    const { total } = time;
    const figures = [words.cost(total), words.number(total.tokens), words.number(total.requests)];
    const said = words('bar', words.time(time.name), ...figures);
    const group = svg('g', { class: 'bar', role: 'img', 'aria-label': said, tabindex: -1 });
    // The whole column answers the mouse, also over a day on which nothing was spent.
    group.append(
      svg('rect', { class: 'column', x: middle - slot / 2, y: MARGIN.top, width: slot, height: plot.height }),
    );
    let below = 0;
    for (const [model, color] of models) {
      const value = time.byModel[model]?.[measure] ?? 0;
      if (value === 0) continue;
      const at = { x: middle - bar / 2, y: y(below + value), width: bar, height: y(below) - y(below + value) };
      group.append(svg('rect', { class: `part ${color}`, ...at }));
      below += value;
    }
    const tell = (): void => void (readout.textContent = said);
    group.addEventListener('mouseenter', tell);
    group.addEventListener('focus', tell);
    return group;
  });
  chart.append(...bars);
  roam(chart, bars);
  return element('div', { class: 'time-chart' }, chart, readout);
}

/** Arrow keys, Home and End move the focus; the last bar, today, comes first. */
function roam(chart: SVGSVGElement, bars: readonly SVGGElement[]): void {
  let current = bars.length - 1;
  bars[current]?.setAttribute('tabindex', '0');
  chart.addEventListener('keydown', (event) => {
    const next = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: bars.length - 1 }[event.key];
    const bar = next === undefined ? undefined : bars[next];
    if (next === undefined || bar === undefined) return;
    event.preventDefault();
    bars[current]?.setAttribute('tabindex', '-1');
    bar.setAttribute('tabindex', '0');
    bar.focus();
    current = next;
  });
}

/** As many decimals as the steps need. */
function shortDollars(value: number, top: number): string {
  if (value === 0) return '$0';
  return top < 0.05 ? dollars(value) : `$${value.toFixed(top < 5 ? 2 : top < 50 ? 1 : 0)}`;
}
