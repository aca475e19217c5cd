// Watches a page from its first moment: when the latest turns are on the screen, and which tasks of its main thread last
// longer than a key may wait.
import type { Frame, Page } from 'playwright-core';
import { clockOrigin } from '../paint/watch.ts';

/** A task that lasts longer is a long one to the browser, too. */
export const LONG_TASK = 50;

declare global {
  /** Milliseconds since the frame exists; undefined until the text is on the screen. */
  var shownAt: number | undefined;
  var longTasks: number[];
}

/** In each frame that the page will have. `end` is how the latest turn, which has this id, ends. */
export async function watchNewFrames(page: Page, turn: string, end: string): Promise<void> {
  await page.addInitScript(
    ([id, last]) => {
      globalThis.longTasks = [];
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration);
      }).observe({ type: 'longtask', buffered: true });
      // VS Code writes the content into a frame that is there already, which ends what waits for animation frames.
      setInterval(() => {
        const text = document.getElementById(id)?.querySelector('[data-part="text"]')?.textContent ?? '';
        if (!text.endsWith(last)) globalThis.shownAt = undefined;
        else if (globalThis.shownAt === undefined) {
          globalThis.shownAt = Number.NaN;
          // Behind the next frame.
          requestAnimationFrame(() => setTimeout(() => (globalThis.shownAt = performance.now())));
        }
      }, 4);
    },
    [turn, end] as const,
  );
}

/** When the latest turn was on the screen: since its frame exists, and by the wall clock. */
export async function shown(frame: Frame): Promise<{ readonly sinceFrame: number; readonly at: number }> {
  await frame.waitForFunction(() => (globalThis.shownAt ?? Number.NaN) > 0);
  const sinceFrame = await frame.evaluate(() => globalThis.shownAt ?? Number.NaN);
  return { sinceFrame, at: sinceFrame + (await frame.evaluate(clockOrigin)) };
}

/** Long tasks since the last call. */
export async function takeLongTasks(frame: Frame): Promise<number[]> {
  // Those that have just ended are told a little later.
  await frame.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  return frame.evaluate(() => globalThis.longTasks.splice(0));
}
