// Finds a Chromium for the benchmarks and starts it without its limit of frames, so that a frame lasts as long as its work.
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];

function findBrowser(): string {
  const { CHROME_PATH, PATH = '', SIDESTREAM_CACHE } = process.env;
  if (CHROME_PATH) return CHROME_PATH;
  const folders = [...PATH.split(delimiter), SIDESTREAM_CACHE ?? join(homedir(), '.cache', 'sidestream')];
  for (const folder of folders) {
    for (const name of NAMES) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not this one.
      }
    }
  }
  throw new Error('No Chromium found: set CHROME_PATH, or put one on the PATH.');
}

export function launchBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-frame-rate-limit', '--disable-gpu-vsync'];
  return chromium.launch({ executablePath: findBrowser(), args });
}
