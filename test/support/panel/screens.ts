// `npm run screens`: takes a picture of each state of the panel in each theme at three widths, for people to look at, into
// dist/screens/. `npm run screens -- answered dark` takes that state in that theme, `-- all dark` all states.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_STATES, play } from './acts.ts';
import { launchChromium } from './findBrowser.ts';
import { PanelPage, THEMES } from './panelPage.ts';

const WIDTHS = [250, 400, 800];
const [onlyScene, onlyTheme] = process.argv.slice(2);
const browser = await launchChromium();
const folder = join(import.meta.dirname, '../../../dist/screens');
mkdirSync(folder, { recursive: true });

for (const theme of THEMES.filter((each) => onlyTheme === undefined || each === onlyTheme)) {
  for (const width of WIDTHS) {
    for (const scene of ALL_STATES) {
      if (onlyScene !== undefined && onlyScene !== 'all' && onlyScene !== scene) continue;
      const panel = await PanelPage.open(browser, { theme, width, height: 760 });
      await play(panel, scene);
      if (scene === 'answered') await panel.page.locator('article').last().hover();
      await panel.page.screenshot({ path: join(folder, `${scene}-${theme}-${width}.png`), animations: 'disabled' });
      if (panel.failures.length > 0) console.error(scene, theme, width, panel.failures);
      await panel.close();
    }
  }
}
await browser.close();
