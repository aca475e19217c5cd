// The Usage view's page in a real browser without VS Code: the host's part is played by the test.
import type { Browser, Page } from 'playwright-core';
import type { LedgerEntry } from '../../../src/core/usage/ledger.ts';
import type { UsagePageMessage } from '../../../src/core/usage/usageMessages.ts';
import { reportOf, type Period, type UsageCircumstances } from '../../../src/core/usage/usageReport.ts';
import { USAGE_STRINGS } from '../../../src/core/usage/usageStrings.ts';
import { usageHtml } from '../../../src/host/usage/usageHtml.ts';
import { newPage, openFrame, ORIGIN, postAll, type PanelOptions } from './panelPage.ts';

declare const shared: { readonly posted: UsagePageMessage[]; readonly saved: unknown };

export const NOW = new Date(2026, 10, 21, 15, 30).getTime();
const DAY = 24 * 60 * 60 * 1000;
const MODELS = ['claude-sonnet-5-5', 'claude-opus-5-5', 'claude-haiku-5-5', 'team/llm-<b>gateway</b>'] as const;
const KINDS = ['chat', 'chat', 'edit', 'commit', 'provider'] as const;

/** Some months of work, the same each time. */
export function sampleEntries(): LedgerEntry[] {
  return Array.from({ length: 600 }, (_, index): LedgerEntry => {
    const model = MODELS[(index * 7) % 11 < 6 ? 0 : ((index * 7) % 11) % 4] ?? MODELS[0];
    const priced = !model.startsWith('team/');
    const output = 200 + ((index * 37) % 900);
    return {
      at: NOW - Math.floor(((index * 61) % 97) * (0.3 + ((index * 7) % 10) / 10)) * DAY - ((index * 31) % 600) * 60_000,
      kind: KINDS[index % KINDS.length] ?? 'chat',
      ...(index % 5 < 2 && { chat: `chat-${index % 17}` }),
      model,
      usage: { input: 400, output, cacheRead: 5000, cacheWrite5m: 300, cacheWrite1h: 0, thinking: 0 },
      ...(priced && { cost: index % 5 === 4 ? 0 : 0.004 + output / 60_000, saved: 0.009 }),
      estimated: index % 50 === 0,
      firstToken: 500 + ((index * 91) % 1500) * (model.includes('opus') ? 2 : 1),
      tokensPerSecond: 40 + ((index * 17) % 60),
    };
  });
}

const QUIET: UsageCircumstances = { budgets: { perDayUsd: 0, perChatUsd: 0 }, limits: [], rehearsing: false };

export class UsageTab {
  readonly page: Page;
  readonly failures: string[] = [];

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, options: PanelOptions = {}): Promise<UsageTab> {
    const tab = new UsageTab(await newPage(browser, { width: 900, height: 900, ...options }));
    const html = usageHtml({
      cspSource: ORIGIN,
      nonce: 'Zm9yIHRlc3Rz',
      scriptUri: `${ORIGIN}/dist/page/usage.js`,
      styleUris: [`${ORIGIN}/media/usage.css`],
      strings: USAGE_STRINGS,
      language: 'en',
    });
    await openFrame(tab.page, tab.failures, html, options);
    await tab.page.waitForFunction(() => shared.posted.length > 0);
    return tab;
  }

  /** What the host answers with, made of these entries. */
  async report(entries: readonly LedgerEntry[], period: Period = 30, more: Partial<UsageCircumstances> = {}) {
    const report = reportOf(entries, period, NOW, { ...QUIET, ...more });
    const chats = report.chats.map((row, index) => ({ ...row, name: `Chat about a thing, the ${index + 1}.` }));
    await postAll(this.page, [{ type: 'report', report: { ...report, chats } }]);
    await this.page.locator('#report[aria-busy=false]').waitFor();
  }

  posted(): Promise<UsagePageMessage[]> {
    return this.page.evaluate(() => shared.posted);
  }

  close(): Promise<void> {
    return this.page.close();
  }
}
