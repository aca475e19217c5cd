// Finds a Chromium for the tests of the panel's page: the one named, one that is installed, or the one that the tests
// of the whole extension have put into the cache.
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { BROWSER_FLAGS, REFUSED_FLAGS } from '../browserLaunch.ts';
import { ensureEditor } from '../workbench/installEditor.ts';

const NAMES = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser', 'microsoft-edge'];

export interface FoundBrowser {
  readonly executablePath: string;
  readonly env: Record<string, string>;
}

export function findBrowser(env: NodeJS.ProcessEnv = process.env): FoundBrowser | undefined {
  const all = Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => !!entry[1]));
  const named = env['CHROME_PATH'];
  if (named !== undefined && named !== '') return { executablePath: named, env: all };
  const folders = (env['PATH'] ?? '').split(delimiter);
  const installed = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) =>
    existsSync(path),
  );
  if (installed !== undefined) return { executablePath: installed, env: all };

  const cache = env['SIDESTREAM_CACHE'] ?? join(homedir(), '.cache', 'sidestream');
  const kept = existsSync(cache) ? readdirSync(cache).map((name) => join(cache, name, 'browser')) : [];
  const folder = kept.find((each) => existsSync(join(each, 'chromium')));
  if (folder === undefined) return undefined;
  // The package brings the libraries and fonts that a bare machine lacks; the system's own are better where it has them.
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };
  const libraries = existsSync(join(folder, 'al2023/lib')) ? { LD_LIBRARY_PATH: join(folder, 'al2023/lib') } : {};
  return { executablePath: join(folder, 'chromium'), env: { ...all, ...fonts, ...libraries } };
}

/** A Chromium for the page alone; where there is none yet, the one that the tests in a real VS Code use is installed. */
export async function launchChromium(): Promise<Browser> {
  if (findBrowser() === undefined) await ensureEditor();
  return chromium.launch({ ...findBrowser(), args: BROWSER_FLAGS, ignoreDefaultArgs: REFUSED_FLAGS });
}
