// One browser for all tests of a file, one page for each test; fails a test whose page reported an error.
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/panel/findBrowser.ts';
import { PanelPage } from '../support/panel/panelPage.ts';
import type { PanelOptions } from '../support/panel/panelPage.ts';

export type Open = (options?: PanelOptions) => Promise<PanelPage>;

export function withBrowser(): Open {
  let browser: Browser | undefined;
  let pages: PanelPage[] = [];

  before(async function () {
    this.timeout(600_000); // the browser may have to be installed first
    browser = await launchChromium();
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
