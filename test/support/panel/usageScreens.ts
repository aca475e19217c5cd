// `node test/support/panel/usageScreens.ts`: takes a picture of the Usage view in each theme, narrow and wide, full and
// empty, for people to look at, into dist/screens/.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from './findBrowser.ts';
import { THEMES } from './panelPage.ts';
import { NOW, sampleEntries, UsageTab } from './usageTab.ts';

const browser = await launchChromium();
const folder = join(import.meta.dirname, '../../../dist/screens');
mkdirSync(folder, { recursive: true });
const limits = [
  { name: 'requests', limit: 1000, remaining: 987, resetAt: NOW + 60_000 },
  { name: 'output-tokens', limit: 80_000, remaining: 41_200, resetAt: NOW + 60_000 },
] as const;

for (const theme of THEMES) {
  for (const width of [250, 900]) {
    const tab = await UsageTab.open(browser, { theme, width, height: 1500 });
    await tab.report(sampleEntries(), 30, { limits, budgets: { perDayUsd: 5, perChatUsd: 0 } });
    await tab.page.screenshot({ path: join(folder, `usage-${theme}-${width}.png`) });
    await tab.report([]);
    await tab.page.screenshot({ path: join(folder, `usage-empty-${theme}-${width}.png`) });
    if (tab.failures.length > 0) console.error(theme, width, tab.failures);
    await tab.close();
  }
}
await browser.close();
