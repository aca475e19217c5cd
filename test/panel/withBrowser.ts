// One browser for all tests of a file, one page for each test; fails a test whose page reported an error.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { BROWSER_FLAGS, findBrowser } from '../support/panel/findBrowser.ts';
import { PanelPage } from '../support/panel/panelPage.ts';
import type { PanelOptions } from '../support/panel/panelPage.ts';

export type Open = (options?: PanelOptions) => Promise<PanelPage>;

export function withBrowser(): Open {
  let browser: Browser | undefined;
  let pages: PanelPage[] = [];

  before(async () => {
    const found = findBrowser();
    assert.ok(found, 'No Chromium was found: install one, or set CHROME_PATH');
    browser = await chromium.launch({ ...found, args: BROWSER_FLAGS });
  });
  afterEach(async () => {
    const failures = pages.flatMap((page) => page.failures);
    await Promise.all(pages.map((page) => page.close()));
    pages = [];
    assert.deepEqual(failures, []);
  });
  after(() => browser?.close());

  return async (options) => {
    assert.ok(browser);
    const page = await PanelPage.open(browser, options);
    pages.push(page);
    return page;
  };
}
