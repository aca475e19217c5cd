// The report of the Usage view as a page: figures, plots and tables, or a word that nothing was sent.
import { dollars } from '../../core/usage/totals.ts';
import type { UsageReport } from '../../core/usage/usageReport.ts';
import { element } from '../element.ts';
import { barTable } from './barTable.ts';
import { paceTable } from './paceTable.ts';
import { timeChart, type Measure } from './timeChart.ts';
import type { UsageWords } from './usageWords.ts';

/** As many colours as the theme has for charts; further models share the last. */
const COLORS = 6;

export function reportPage(report: UsageReport, measure: Measure, width: number, words: UsageWords): Node[] {
  const { total, models, rehearsing } = report;
  const notes = [
    rehearsing ? words('rehearsing') : '',
    total.unpriced ? words('unpriced') : '',
    total.estimated ? words('estimated') : '',
  ].filter((note) => note !== '');
  const told = notes.map((note) => element('p', { class: 'note' }, note));
  if (total.requests === 0) {
    const hint = element('p', {}, words('emptyHint'));
    const empty = element('div', { class: 'empty' }, element('p', {}, words('empty')), hint);
    return [empty, ...told, ...limits(report, words)];
  }
  const colors = new Map(models.map(({ key }, index) => [key, `color-${Math.min(index, COLORS - 1)}`]));
  const colorOf = (model: string): string => colors.get(model) ?? 'color-0';
  const title = words(report.period === 365 ? 'byMonth' : 'byDay');
  const times = timeChart({ times: report.times, models: [...colors], measure, width, title }, words);
  const plain = (): string => 'color-0';
  return [
    figures(report, words),
    ...told,
    element('section', {}, element('h2', {}, title), times),
    barTable({ title: words('byModel'), heading: words('model'), rows: models, measure, colorOf }, words),
    barTable({ title: words('byKind'), heading: words('kind'), rows: report.kinds, measure, colorOf: plain }, words),
    ...chats(report, measure, words),
    paceTable(models, words) ?? '',
    ...limits(report, words),
  ].filter((node) => typeof node !== 'string');
}

function figures({ total, today, budgets }: UsageReport, words: UsageWords): HTMLElement {
  const figure = (name: string, value: string, more = ''): HTMLElement =>
    element('div', {}, element('dt', {}, name), element('dd', {}, value), element('dd', { class: 'hint' }, more));
  const budget = budgets.perDayUsd > 0 ? words('ofBudget', dollars(budgets.perDayUsd)) : '';
  return element(
    'dl',
    { class: 'figures' },
    figure(words('cost'), words.cost(total)),
    figure(words('today'), dollars(today), budget),
    figure(words('tokens'), words.number(total.tokens)),
    figure(words('requests'), words.number(total.requests)),
    figure(words('cacheSaved'), dollars(total.saved)),
  );
}

function chats({ chats: rows, moreChats }: UsageReport, measure: Measure, words: UsageWords): HTMLElement[] {
  if (rows.length === 0) return [];
  const [title, heading] = [words('byChat'), words('chatColumn')];
  const table = barTable({ title, heading, rows, measure, colorOf: () => 'color-0' }, words);
  return moreChats === 0 ? [table] : [table, element('p', { class: 'note' }, words('moreChats', moreChats))];
}

function limits({ limits: known }: UsageReport, words: UsageWords): HTMLElement[] {
  if (known.length === 0) return [];
  const rows = known.map(({ name, limit, remaining }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, words.nameOf(`limit.${name}`)),
      element('td', {}, words.number(remaining)),
      element('td', {}, words.number(limit)),
    ),
  );
  const heads = [words('limits'), words('left'), words('limit')].map((text) => element('th', { scope: 'col' }, text));
  const table = element(
    'table',
    { class: 'small' },
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...rows),
  );
  const hint = element('p', { class: 'hint' }, words('limitsHint'));
  return [element('section', {}, element('h2', {}, words('limits')), hint, table)];
}
