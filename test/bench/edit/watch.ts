// Watches the lines of the editor in the page: when each marked line was drawn first, and how long keys took to show.
import type { Page } from 'playwright-core';
import { clockOrigin } from '../paint/watch.ts';

declare global {
  var seenLines: Record<string, number>;
  var keyDelays: number[];
  var stopKeys: () => void;
}

/** Notes the wall clock's time at which a line with a name such as `line007` is there for the first time. */
export async function watchLines(page: Page): Promise<void> {
  const origin = await page.evaluate(clockOrigin);
  await page.evaluate((zero) => {
    globalThis.seenLines = {};
    const look = (): void => {
      for (const line of document.querySelectorAll('.editor-instance .view-line')) {
        const name = /line\d{3}/.exec(line.textContent)?.[0];
        if (name !== undefined) globalThis.seenLines[name] ??= zero + performance.now();
      }
    };
    const observed = document.querySelector('.editor-instance .view-lines');
    if (observed !== null)
      new MutationObserver(look).observe(observed, { subtree: true, childList: true, characterData: true });
  }, origin);
}

export const linesSeen = (page: Page): Promise<Record<string, number>> => page.evaluate(() => globalThis.seenLines);

/** From now on: from each key to the moment at which the first line is longer. */
export async function countKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    globalThis.keyDelays = [];
    const pressed: number[] = [];
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.length === 1) pressed.push(performance.now());
    };
    const first = (): number =>
      [...document.querySelectorAll('.editor-instance .view-line')].find(
        (line) => line instanceof HTMLElement && line.style.top === '0px',
      )?.textContent.length ?? 0;
    let length = first();
    const observer = new MutationObserver(() => {
      const now = first();
      for (; length < now; length++) {
        const at = pressed.shift();
        if (at !== undefined) globalThis.keyDelays.push(performance.now() - at);
      }
    });
    document.addEventListener('keydown', onKey, true);
    const observed = document.querySelector('.editor-instance .view-lines');
    if (observed !== null) observer.observe(observed, { subtree: true, childList: true, characterData: true });
    globalThis.stopKeys = () => {
      observer.disconnect();
      document.removeEventListener('keydown', onKey, true);
    };
  });
}

export async function endKeys(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    globalThis.stopKeys();
    return globalThis.keyDelays;
  });
}
