// Watches a page from its first moment: when the latest turns are on the screen, and which tasks of its main thread last
// longer than a key may wait.
import type { Frame, Page } from 'playwright-core';

/** A task that lasts longer is a long one to the browser, too. */
export const LONG_TASK = 50;

declare global {
  /** The latest turn is on the screen, or will be with the next frame. */
  var latestShown: boolean;
  var longTasks: number[];
}

/** What a page says once its latest turn is on the screen: milliseconds since its frame exists, and by the wall clock. */
const SHOWN = /^latest turn shown (\S+) (\S+)$/;

/** In each frame that the page will have. `end` is how the latest turn, which has this id, ends. */
export async function watchNewFrames(page: Page, turn: string, end: string): Promise<void> {
  await page.addInitScript(
    ([id, last]) => {
      globalThis.longTasks = [];
      globalThis.latestShown = false;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration);
      }).observe({ type: 'longtask', buffered: true });
      // VS Code writes the content into a frame that is there already, which ends what waits for animation frames.
      setInterval(() => {
        const text = document.getElementById(id)?.querySelector('[data-part="text"]')?.textContent ?? '';
        const shows = text.endsWith(last);
        if (shows && !globalThis.latestShown) {
          // Behind the next frame.
          requestAnimationFrame(() =>
            setTimeout(() => console.debug(`latest turn shown ${performance.now()} ${Date.now()}`)),
          );
        }
        globalThis.latestShown = shows;
      }, 4);
    },
    [turn, end] as const,
  );
}

/**
 * Resolves when the latest turn is on the screen from now on: since when its frame exists, and by the wall clock. Nothing asks
 * the page meanwhile: what Playwright puts into each new frame before it can ask takes 30 ms of its time.
 */
export async function shown(page: Page): Promise<{ readonly sinceFrame: number; readonly at: number }> {
  const message = await page.waitForEvent('console', (each) => SHOWN.test(each.text()));
  const [, sinceFrame, at] = SHOWN.exec(message.text()) ?? [];
  return { sinceFrame: Number(sinceFrame), at: Number(at) };
}

/** Long tasks since the last call. */
export async function takeLongTasks(frame: Frame): Promise<number[]> {
  // Those that have just ended are told a little later.
  await frame.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  return frame.evaluate(() => globalThis.longTasks.splice(0));
}
