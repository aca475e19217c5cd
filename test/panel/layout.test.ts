// What a frame of a stream has the browser lay out: what is new, not what stands above it.
import assert from 'node:assert/strict';
import type { PanelPage } from '../support/panel/panelPage.ts';
import { claude, state, user } from '../support/panel/scenes.ts';
import { withBrowser } from './withBrowser.ts';

const FRAMES = 20;
const PARAGRAPH = 'Words that fill a line or two of the panel, and then some more of them.\n\n';
const CODE = 'const words = ["that", "fill", "a", "line"].map((word) => word.length);\n';

/** What an answer or a thought begins with, and what comes again and again. */
const KINDS = {
  prose: { channel: 'text', first: '', more: PARAGRAPH },
  code: { channel: 'text', first: '```ts\n', more: CODE },
  'a thought': { channel: 'thinking', first: '', more: PARAGRAPH },
} as const;

describe('a frame of a stream lays out no more than is new in', () => {
  const open = withBrowser();

  for (const [name, { channel, first, more }] of Object.entries(KINDS)) {
    it(name, async () => {
      const panel = await open({ width: 300 });
      const laidOut = await layoutTime(panel);
      const long = first + more.repeat(2_000);
      await panel.post(
        state([user('u', 'Go on'), claude('c', { phase: channel === 'text' ? 'writing' : 'thinking' })]),
      );
      await panel.drawn();
      const before = await laidOut();
      await panel.post({ type: 'delta', turnId: 'c', channel, at: 0, text: long });
      await panel.drawn();
      const once = (await laidOut()) - before;
      const frames: number[] = [];
      for (let frame = 0; frame < FRAMES; frame += 1) {
        const drawn = await laidOut();
        await panel.post({ type: 'delta', turnId: 'c', channel, at: long.length + frame * more.length, text: more });
        await panel.drawn();
        frames.push((await laidOut()) - drawn);
      }
      // What other machines on the same hardware take counts as the browser's own, and comes in bursts.
      const usual = frames.toSorted((a, b) => a - b)[FRAMES / 4]!;
      assert.ok(usual < once / 6, `${usual.toFixed(2)} ms in a frame, ${once.toFixed(2)} ms for all before`);
    });
  }
});

/** Milliseconds that the browser has spent on layout. */
async function layoutTime({ page }: PanelPage): Promise<() => Promise<number>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'LayoutDuration')?.value ?? Number.NaN);
  };
}
