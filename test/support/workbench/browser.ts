// Opens a headless browser for the tests: one that is installed, else the Chromium of the npm registry.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { BROWSER_FLAGS, REFUSED_FLAGS } from '../browserLaunch.ts';
import type { Editor } from './installEditor.ts';
import { Trouble } from './trouble.ts';

const INSTALLED = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];

export async function openBrowser(editor: Editor): Promise<Browser> {
  const installed = findBrowser(process.env);
  const executablePath = installed ?? join(editor.browser, 'chromium');
  try {
    return await chromium.launch({
      executablePath,
      env: installed === undefined ? browserEnv(editor.browser) : defined(process.env),
      args: BROWSER_FLAGS,
      ignoreDefaultArgs: REFUSED_FLAGS,
    });
  } catch (error) {
    throw new Trouble(
      `The browser ${executablePath} did not start. Name another one in SIDESTREAM_BROWSER, or install Chrome.\n${String(error)}`,
      { cause: error },
    );
  }
}

export function findBrowser(env: Readonly<Record<string, string | undefined>>): string | undefined {
  if (env['SIDESTREAM_BROWSER']) return env['SIDESTREAM_BROWSER'];
  const folders = (env['PATH'] ?? '').split(delimiter);
  const places = INSTALLED.flatMap((name) => folders.map((folder) => join(folder, name)));
  return places.find((place) => existsSync(place));
}

/** Adds the package's own libraries and fonts, but only where the system has none: the system's fit it better. */
function browserEnv(folder: string): Record<string, string> {
  const env = defined(process.env);
  const libraries = execFileSync('ldd', [join(folder, 'chromium')], { encoding: 'utf8' });
  if (libraries.includes('not found')) env['LD_LIBRARY_PATH'] = join(folder, 'al2023/lib');
  if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_PATH'] = join(folder, 'fonts');
  return env;
}

const defined = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
