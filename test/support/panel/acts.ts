// States of the panel that begin with a key: what is opened over a scene.
import type { Page } from 'playwright-core';
import type { Suggestion } from '../../../src/panelState.ts';
import type { PanelPage } from './panelPage.ts';
import { EMPTY_SCENES } from './emptyScenes.ts';
import { HARD_SCENES } from './hardScenes.ts';
import { SCENES } from './scenes.ts';

const ALL_SCENES = { ...EMPTY_SCENES, ...SCENES, ...HARD_SCENES };

interface Act {
  readonly scene: string;
  readonly act: (page: Page, panel: PanelPage) => Promise<void>;
}

const SUGGESTIONS: readonly Suggestion[] = [
  { id: 's1', kind: 'selection', label: '@selection', detail: 'tide.ts:3–8', insert: '@selection ' },
  { id: 's2', kind: 'file', label: '@file:', detail: 'A file of the workspace', insert: '@file:', asksOn: true },
  { id: 's3', kind: 'problems', label: '@problems', detail: 'What the editor underlines', insert: '@problems ' },
  {
    id: 's4',
    kind: 'file',
    label: 'a-file-with-quite-a-long-name.test.ts',
    detail: 'test/unit/with/a/long/path/a-file-with-quite-a-long-name.test.ts',
    insert: '@a ',
  },
  { id: 's5', kind: 'folder', label: 'src/', detail: 'src/', insert: '@src/ ' },
];

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
  completion: {
    scene: 'context',
    act: async (page, panel) => {
      await page.getByRole('textbox', { name: 'Message Claude' }).pressSequentially('Explain @');
      const { request } = await panel.waitForPost('suggest');
      await panel.post({ type: 'suggestions', request, items: SUGGESTIONS });
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
  editing: {
    scene: 'sentContext',
    act: async (page) => {
      await page.getByRole('button', { name: 'Edit message' }).first().press('Enter');
      await page.getByRole('textbox', { name: 'Edit message' }).waitFor();
    },
  },
  reading: {
    scene: 'answered',
    act: async (page) => {
      await page.mouse.move(100, 100);
      await page.mouse.wheel(0, -300);
      await page.getByRole('button', { name: 'Jump to latest' }).waitFor();
    },
  },
  typed: {
    scene: 'context',
    act: (page) => page.getByRole('textbox', { name: 'Message Claude' }).fill('A question\nof some\nlines, and on.'),
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
  await panel.post(...(ALL_SCENES[act?.scene ?? name] ?? []));
  await panel.drawn();
  await act?.act(panel.page, panel);
  await panel.drawn();
}

export const ALL_STATES: readonly string[] = [...Object.keys(ALL_SCENES), ...Object.keys(ACTS)];
