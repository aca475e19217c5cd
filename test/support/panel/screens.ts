// `npm run screens`: takes a picture of each state of the panel in each theme at three widths, and at 200 % zoom, with
// forced colours and with reduced motion, for people to look at, into dist/screens/. `npm run screens -- answered dark`
// takes that state in that theme, `-- all dark` all states; several states are joined by commas. The README's picture is taken
// with all of them, or alone by `-- readme`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { takeReadmePicture } from '../readmePicture.ts';
import { main } from '../workbench/main.ts';
import { ALL_STATES, play } from './acts.ts';
import { launchChromium } from './findBrowser.ts';
import { PanelPage, THEMES, type PanelOptions, type Theme } from './panelPage.ts';

interface Look extends PanelOptions {
  readonly theme: Theme;
  readonly name: string;
}

/** A panel of 400 pixels at 200 % has room for 200. */
const LOOKS: readonly Look[] = [
  ...THEMES.flatMap((theme) => [250, 400, 800].map((width) => ({ theme, width, height: 760, name: String(width) }))),
  ...THEMES.map((theme) => ({ theme, width: 200, height: 380, zoom: 2, name: 'zoomed' })),
  { theme: 'highContrast', width: 400, height: 760, forcedColors: true, name: 'forced' },
  { theme: 'dark', width: 400, height: 760, reducedMotion: true, name: 'calm' },
];

const [states = 'all', onlyTheme] = process.argv.slice(2);
const wanted = states === 'all' ? ALL_STATES : states.split(',');

async function takeStates(): Promise<void> {
  const browser = await launchChromium();
  const folder = join(import.meta.dirname, '../../../dist/screens');
  mkdirSync(folder, { recursive: true });

  for (const { name, ...options } of LOOKS.filter(({ theme }) => onlyTheme === undefined || theme === onlyTheme)) {
    for (const scene of wanted) {
      const panel = await PanelPage.open(browser, options);
      await play(panel, scene);
      if (scene === 'answered') await panel.page.locator('article').last().hover();
      await panel.page.evaluate(() => document.fonts.ready.then(() => undefined));
      const path = join(folder, `${scene}-${options.theme}-${name}.png`);
      await panel.page.screenshot({ path, animations: 'disabled' });
      if (panel.failures.length > 0) console.error(scene, options.theme, name, panel.failures);
      await panel.close();
    }
  }
  await browser.close();
}

if (states !== 'readme') await takeStates();
if (states === 'readme' || (states === 'all' && onlyTheme === undefined)) await main(takeReadmePicture);
