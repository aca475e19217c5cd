// States of the panel that begin with a key: what is opened over a scene.
import type { Page } from 'playwright-core';
import type { PanelPage } from './panelPage.ts';
import { SCENES } from './scenes.ts';

interface Act {
  readonly scene: string;
  readonly act: (page: Page) => Promise<void>;
}

export const ACTS: Readonly<Record<string, Act>> = {
  formulas: { scene: 'math', act: (page) => page.locator('.math .katex').first().waitFor() },
  find: {
    scene: 'answered',
    act: async (page) => {
      await page.keyboard.press('Control+f');
      await page.locator('#find input').fill('the');
      await page.locator('#find .count').getByText('of').waitFor();
    },
  },
  keys: {
    scene: 'answered',
    act: async (page) => {
      await page.locator('#conversation').focus();
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
};

/** Plays a scene, or an act over its scene, until it is drawn. */
export async function play(panel: PanelPage, name: string): Promise<void> {
  const act = ACTS[name];
  await panel.post(...(SCENES[act?.scene ?? name] ?? []));
  await panel.drawn();
  await act?.act(panel.page);
  await panel.drawn();
}

export const ALL_STATES: readonly string[] = [...Object.keys(SCENES), ...Object.keys(ACTS)];
