// The colour behind the conversation: there where it is certain, and never one of the wrong place.
import assert from 'node:assert/strict';
import type { PanelPage } from '../support/panel/panelPage.ts';
import { withBrowser } from './withBrowser.ts';

const CLEAR = 'rgba(0, 0, 0, 0)';

const background = ({ page }: PanelPage): Promise<string> =>
  page.locator('#viewport').evaluate((viewport) => getComputedStyle(viewport).backgroundColor);

/** As VS Code tells of the colours of a theme; settles when the page has heard it. */
async function color(panel: PanelPage, sideBar: string, bottom: string): Promise<void> {
  await panel.page.evaluate(
    async ([side, below]) => {
      const { style } = document.documentElement;
      style.setProperty('--vscode-sideBar-background', side);
      style.setProperty('--vscode-panel-background', below);
      await new Promise((done) => setTimeout(done));
    },
    [sideBar, bottom] as const,
  );
}

describe('What is behind the conversation', () => {
  const open = withBrowser();

  it('has the colour of the theme where all places of the panel have the same', async () => {
    const panel = await open({ theme: 'light' });
    assert.equal(await background(panel), 'rgb(248, 248, 248)');
    await color(panel, '#0a0B0c', '#0a0B0c');
    assert.equal(await background(panel), 'rgb(10, 11, 12)');
  });

  it('shows what lies there in a theme in which the place decides, or of which it is not told', async () => {
    const panel = await open();
    assert.notEqual(await background(panel), CLEAR);
    for (const [sideBar, bottom] of [
      ['#252526', '#1e1e1e'],
      ['rgba(24, 24, 24, 0.5)', 'rgba(24, 24, 24, 0.5)'],
      ['', ''],
      ['#181818', ''],
    ] as const) {
      await color(panel, sideBar, bottom);
      assert.equal(await background(panel), CLEAR, `${sideBar} and ${bottom}`);
    }
  });
});
