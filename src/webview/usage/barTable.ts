// A table whose rows carry a bar of their share: plot and figures in one, for models, kinds and chats.
import type { UsageRow } from '../../core/usage/usageReport.ts';
import { element } from '../element.ts';
import { svg } from './svg.ts';
import type { Measure } from './timeChart.ts';
import type { UsageWords } from './usageWords.ts';

export interface BarTableParts {
  readonly title: string;
  /** Of the first column. */
  readonly heading: string;
  readonly rows: readonly UsageRow[];
  readonly measure: Measure;
  readonly colorOf: (key: string) => string;
}

export function barTable({ title, heading, rows, measure, colorOf }: BarTableParts, words: UsageWords): HTMLElement {
  const most = Math.max(...rows.map(({ total }) => total[measure]), Number.MIN_VALUE);
  const head = element('tr', {}, ...[heading, words('cost'), words('tokens'), words('requests')].map(headCell));
  head.firstElementChild?.after(element('th', { scope: 'col', class: 'share' }, words('share')));
  const body = rows.map(({ key, name, total }) => {
    const part = Math.max(0, total[measure] / most) * 100;
    return element(
      'tr',
      {},
      element('th', { scope: 'row', title: key }, name ?? words.nameOf(key)),
      element('td', { class: 'share' }, shareBar(part, colorOf(key))),
      element('td', {}, words.cost(total)),
      element('td', {}, words.number(total.tokens)),
      element('td', {}, words.number(total.requests)),
    );
  });
  return element(
    'section',
    {},
    element('h2', {}, title),
    element('table', { class: 'shares' }, element('thead', {}, head), element('tbody', {}, ...body)),
  );
}

function headCell(text: string): HTMLElement {
  return element('th', { scope: 'col' }, text);
}

/** The figures beside it say the same to a screen reader. */
function shareBar(percent: number, color: string): SVGSVGElement {
  const chart = svg('svg', { class: 'bar-line', 'aria-hidden': 'true' });
  chart.append(svg('rect', { class: `part ${color}`, width: `${percent}%`, height: '100%', rx: 1 }));
  return chart;
}
