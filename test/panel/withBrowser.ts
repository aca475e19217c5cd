// One browser for all tests of a file, one page for each test; fails a test whose page reported an error.
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/panel/findBrowser.ts';
import { PanelPage } from '../support/panel/panelPage.ts';
import type { PanelOptions } from '../support/panel/panelPage.ts';

/** A page of the extension's, in a browser. */
interface Tab {
  /** What went wrong in it. */
  readonly failures: readonly string[];
  close(): Promise<void>;
}

export const withBrowser = () => withBrowserFor((browser, options) => PanelPage.open(browser, options));

export function withBrowserFor<T extends Tab>(
  openIn: (browser: Browser, options?: PanelOptions) => Promise<T>,
): (options?: PanelOptions) => Promise<T> {
  let browser: Browser | undefined;
  let pages: T[] = [];

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
    const page = await openIn(browser, options);
    pages.push(page);
    return page;
  };
}
