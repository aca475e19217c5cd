// How fast each model was: median and 95 % of the time to the first token and of the tokens per second, beside each other.
import type { Spread } from '../../core/usage/quantile.ts';
import type { ModelRow } from '../../core/usage/usageReport.ts';
import { element } from '../element.ts';
import { svg } from './svg.ts';
import type { UsageWords } from './usageWords.ts';

export function paceTable(models: readonly ModelRow[], words: UsageWords): HTMLElement | undefined {
  const rows = models.filter(({ firstToken, tokensPerSecond }) => firstToken !== undefined || tokensPerSecond);
  if (rows.length === 0) return undefined;
  const slowest = Math.max(...rows.map(({ firstToken }) => firstToken?.p95 ?? 0));
  const fastest = Math.max(...rows.map(({ tokensPerSecond }) => tokensPerSecond?.p95 ?? 0));
  const seconds = (ms: number): string => words('seconds', words.number(ms / 1000, 1));
  const rate = (value: number): string => words.number(value);
  const over = ['firstToken', 'tokensPerSecond'] as const;
  const first = element(
    'tr',
    {},
    element('td', {}),
    ...over.flatMap((key) => [element('td', { class: 'share' }), spanning(words(key))]),
  );
  const second = element(
    'tr',
    {},
    element('th', { scope: 'col' }, words('model')),
    ...over.flatMap(() => [
      element('td', { class: 'share' }),
      element('th', { scope: 'col' }, words('median')),
      element('th', { scope: 'col' }, words('p95')),
    ]),
  );
  const body = rows.map(({ key, firstToken, tokensPerSecond }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row', title: key }, key),
      ...cells(firstToken, slowest, seconds),
      ...cells(tokensPerSecond, fastest, rate),
    ),
  );
  return element(
    'section',
    {},
    element('h2', {}, words('pace')),
    element('p', { class: 'hint' }, words('paceHint')),
    element('table', { class: 'pace' }, element('thead', {}, first, second), element('tbody', {}, ...body)),
  );
}

function spanning(text: string): HTMLElement {
  return element('th', { scope: 'colgroup', colspan: '2' }, text);
}

function cells(spread: Spread | undefined, most: number, write: (value: number) => string): HTMLElement[] {
  if (spread === undefined) return ['', '–', '–'].map((text) => element('td', {}, text));
  return [
    element('td', { class: 'share' }, spreadLine(spread, most)),
    element('td', {}, write(spread.median)),
    element('td', {}, write(spread.p95)),
  ];
}

function spreadLine({ median, p95 }: Spread, most: number): SVGSVGElement {
  const x = (value: number): string => `${4 + (most > 0 ? (value / most) * 92 : 0)}%`;
  return svg(
    'svg',
    { class: 'spread-line', 'aria-hidden': 'true' },
    svg('line', { class: 'spread', x1: x(median), x2: x(p95), y1: '50%', y2: '50%' }),
    svg('line', { class: 'spread', x1: x(p95), x2: x(p95), y1: '20%', y2: '80%' }),
    svg('circle', { class: 'median', cx: x(median), cy: '50%', r: 3.5 }),
  );
}
