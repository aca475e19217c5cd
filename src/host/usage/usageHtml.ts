// The HTML that the Usage view's page starts from: its frame, named and usable before any figure is there.
import type { UsageStrings } from '../../core/usage/usageStrings.ts';
import { PERIODS } from '../../core/usage/usageReport.ts';
import { escaped, pageHtml, type PageParts } from '../pageFrame.ts';

export interface UsageHtmlParts extends PageParts {
  readonly strings: UsageStrings;
}

export function usageHtml({ strings, ...parts }: UsageHtmlParts): string {
  const text = (key: keyof UsageStrings): string => escaped(strings[key]);
  const periods = PERIODS.map((period) => {
    const words = period === 365 ? strings.year : strings.days.replace('{0}', String(period));
    return `<option value="${period}"${period === 30 ? ' selected' : ''}>${escaped(words)}</option>`;
  });
  const body = `<main id="usage">
<header>
<h1>${text('usage')}</h1>
<div id="tools">
<select id="period" aria-label="${text('period')}">${periods.join('')}</select>
<select id="measure" aria-label="${text('measure')}">
<option value="cost">${text('cost')}</option>
<option value="tokens">${text('tokens')}</option>
</select>
<button id="export" type="button">${text('exportCsv')}</button>
<button id="budgets" type="button">${text('budgets')}</button>
</div>
</header>
<div id="report" aria-busy="true"></div>
</main>`;
  return pageHtml(parts, strings.usage, strings, body);
}
