// Every state in every theme has no violation that axe knows, also in a narrow panel.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ACTS, ALL_STATES, play } from '../support/panel/acts.ts';
import { THEMES } from '../support/panel/panelPage.ts';
import type { PanelPage } from '../support/panel/panelPage.ts';
import { withBrowser } from './withBrowser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}
declare const axe: { run(options: unknown): Promise<{ violations: Violation[] }> };

async function violations(panel: PanelPage): Promise<string[]> {
  await panel.page.evaluate(AXE);
  const found = await panel.page.evaluate(() => axe.run({ resultTypes: ['violations'] }));
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

describe('accessibility', function () {
  // Every state, one after the other, on a machine that may be busy.
  this.timeout(300_000);
  const open = withBrowser();

  for (const theme of THEMES) {
    it(`has no violation in any state, ${theme}`, async () => {
      let panel = await open({ theme, width: 300, reducedMotion: true });
      for (const name of ALL_STATES) {
        if (name in ACTS) panel = await open({ theme, width: 300, reducedMotion: true });
        await play(panel, name);
        assert.deepEqual(await violations(panel), [], name);
      }
    });
  }

  it('scrolls nowhere sideways at 250 pixels and at 200 %', async () => {
    for (const width of [250, 160]) {
      let panel = await open({ width });
      for (const name of ALL_STATES) {
        if (name in ACTS) panel = await open({ width });
        await play(panel, name);
        const over = await panel.page.evaluate(() =>
          ['html', '#panel', '#viewport', '#dock', '#composer']
            .map((each) => document.querySelector(each)!)
            .filter((each) => each.scrollWidth > each.clientWidth + 1)
            .map((each) => `${each.id}: ${each.scrollWidth} > ${each.clientWidth}`),
        );
        assert.deepEqual(over, [], `${name} at ${width}`);
      }
    }
  });
});
