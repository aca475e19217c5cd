// The Usage view's page: what it draws of the accounts, by keyboard, for screen readers, in every theme and width.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { THEMES } from '../support/panel/panelPage.ts';
import { NOW, sampleEntries, UsageTab } from '../support/panel/usageTab.ts';
import { withBrowserFor } from './withBrowser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
declare const axe: { run(): Promise<{ violations: Violation[] }> };

const LIMITS = [{ name: 'requests', limit: 1000, remaining: 987 }] as const;

describe('the Usage view', () => {
  const open = withBrowserFor((browser, options) => UsageTab.open(browser, options));

  const row = (tab: UsageTab, name: string): Promise<string[]> => {
    const head = tab.page.getByRole('rowheader', { name, exact: true });
    return tab.page.getByRole('row').filter({ has: head }).first().getByRole('cell').allInnerTexts();
  };

  it('asks for a report, and says so when nothing was sent', async () => {
    const tab = await open();
    assert.deepEqual(await tab.posted(), [{ type: 'ready', period: 30 }]);
    await tab.report([], 30, { limits: LIMITS });
    await tab.page.getByText('Nothing was sent in this time.').waitFor();
    assert.deepEqual(await row(tab, 'Requests'), ['987', '1,000']);
    assert.equal(await tab.page.locator('svg').count(), 0);
  });

  it('shows sums, shares and speeds, and makes up no price', async () => {
    const usage = { input: 900, output: 100, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, thinking: 0 };
    const common = { at: NOW, kind: 'chat', usage, estimated: false, firstToken: 800, tokensPerSecond: 61 } as const;
    const tab = await open();
    await tab.report([
      { ...common, model: 'claude-sonnet-5-5', cost: 0.0123, chat: 'c', saved: 0.5 },
      { ...common, model: 'claude-sonnet-5-5', cost: 0.01, kind: 'edit', firstToken: 1800 },
      { ...common, model: '<i>mine</i>' },
    ]);
    assert.deepEqual(await row(tab, 'claude-sonnet-5-5'), ['', '$0.0223', '2,000', '2']);
    assert.deepEqual(await row(tab, '<i>mine</i>'), ['', 'no price', '1,000', '1']);
    assert.deepEqual(await row(tab, 'Inline edit'), ['', '$0.0100', '1,000', '1']);
    assert.deepEqual(await row(tab, 'Chat about a thing, the 1.'), ['', '$0.0123', '1,000', '1']);
    const pace = tab.page.locator('.pace').getByRole('row').filter({ hasText: 'claude-sonnet-5-5' });
    assert.deepEqual((await pace.getByRole('cell').allInnerTexts()).filter(Boolean), ['0.8 s', '1.8 s', '61', '61']);
    assert.match(await tab.page.locator('.figures').innerText(), /\$0\.0223\+[^]*\$0\.5000/);
  });

  it('goes along the days by keyboard, as one stop of the Tab key, and keeps its place in a new report', async () => {
    const tab = await open();
    await tab.report(sampleEntries());
    await tab.page.getByRole('button', { name: 'Budgets…' }).focus();
    const focused = () => tab.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    await tab.page.keyboard.press('Tab');
    assert.match(await focused(), /^Nov 21: ~?\$\d\.\d{4}\+?, [\d,]+ tokens, \d+ requests$/);
    await tab.page.keyboard.press('ArrowLeft');
    assert.match(await focused(), /^Nov 20: /);
    assert.match(await tab.page.locator('.readout').innerText(), /^Nov 20: /);
    await tab.report(sampleEntries().slice(5));
    assert.match(await focused(), /^Nov 20: /);
    await tab.page.keyboard.press('ArrowLeft');
    await tab.page.keyboard.press('Home');
    assert.match(await focused(), /^Oct 23: /);
    await tab.page.keyboard.press('ArrowLeft');
    assert.match(await focused(), /^Oct 23: /);
    await tab.page.keyboard.press('End');
    assert.match(await focused(), /^Nov 21: /);
    await tab.page.keyboard.press('Tab');
    assert.equal(await focused(), '');
  });

  it('asks for another period and an export by keyboard, and remembers what was chosen', async () => {
    const tab = await open();
    await tab.report(sampleEntries());
    await tab.page.getByRole('combobox', { name: 'Period' }).selectOption('365');
    await tab.page.getByRole('combobox', { name: 'Measure' }).selectOption('tokens');
    await tab.page.getByRole('button', { name: 'Export CSV…' }).press('Enter');
    await tab.page.getByRole('button', { name: 'Budgets…' }).press('Enter');
    const posted = await tab.posted();
    assert.deepEqual(posted.slice(1), [
      { type: 'period', period: 365 },
      { type: 'exportCsv' },
      { type: 'changeBudgets' },
    ]);
    await tab.report(sampleEntries(), 365);
    assert.match(await tab.page.getByRole('heading', { level: 2 }).first().innerText(), /By month/);
    const again = await open({ saved: { period: '365', measure: 'tokens' } });
    assert.deepEqual(await again.posted(), [{ type: 'ready', period: 365 }]);
    assert.equal(await again.page.getByRole('combobox', { name: 'Measure' }).inputValue(), 'tokens');
  });

  for (const theme of THEMES) {
    it(`has no violation that axe knows, full and empty, ${theme}`, async () => {
      for (const width of [300, 900]) {
        const tab = await open({ theme, width });
        await tab.page.evaluate(AXE);
        for (const entries of [sampleEntries(), []]) {
          await tab.report(entries, 30, { limits: LIMITS });
          const { violations } = await tab.page.evaluate(() => axe.run());
          const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
          assert.deepEqual(found, [], `${width} pixels, ${entries.length} entries`);
        }
      }
    });
  }

  it('scrolls nowhere sideways at 250 pixels', async () => {
    const tab = await open({ width: 250 });
    await tab.report(sampleEntries(), 30, { limits: LIMITS });
    const over = await tab.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(over <= 0, `${over} pixels too wide`);
  });

  it('scrolls by a bar as wide as those of VS Code’s own parts', async () => {
    const tab = await open();
    await tab.report(sampleEntries(), 30, { limits: LIMITS });
    assert.equal(await tab.page.evaluate(() => window.innerWidth - document.documentElement.clientWidth), 10);
  });
});
