// Starts the Chromium of the page's benchmarks without its limit of frames, so that a frame lasts as long as its work.
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { BROWSER_FLAGS, REFUSED_FLAGS } from '../support/browserLaunch.ts';
import { findBrowser } from '../support/panel/findBrowser.ts';
import { Trouble } from '../support/workbench/trouble.ts';

export function launchBrowser(): Promise<Browser> {
  const found = findBrowser();
  if (found === undefined)
    throw new Trouble('no Chromium was found; put one on the PATH, or run `npm run e2e` once, which installs one.');
  const args = [...BROWSER_FLAGS, '--disable-frame-rate-limit', '--disable-gpu-vsync'];
  return chromium.launch({ ...found, args, ignoreDefaultArgs: REFUSED_FLAGS });
}
