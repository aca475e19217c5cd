// Looks at the editor in every frame that the page draws: what stands where, and which lines are marked as added.
import type { Page } from 'playwright-core';

/** A line as one frame shows it. */
export interface SeenLine {
  readonly text: string;
  /** From the top of the editor, in pixels. */
  readonly top: number;
  readonly added: boolean;
}

declare global {
  var seenFrames: SeenLine[][];
  var stopFrames: () => void;
}

/** Looks from now on, until {@link endFrames}. */
export async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    globalThis.seenFrames = [];
    let goesOn = true;
    globalThis.stopFrames = () => (goesOn = false);
    const look = (): void => {
      if (!goesOn) return;
      const editor = document.querySelector('.editor-instance .monaco-editor');
      const origin = editor?.getBoundingClientRect().top ?? 0;
      const tops = (selector: string): Set<number> =>
        new Set(
          [...(editor?.querySelectorAll(selector) ?? [])].map((each) => Math.round(each.getBoundingClientRect().top)),
        );
      const marked = tops('.view-overlays .cdr[class*="TextEditorDecorationType"]');
      const lines = [...(editor?.querySelectorAll('.view-line') ?? [])].map((line) => {
        const top = Math.round(line.getBoundingClientRect().top);
        return { text: line.textContent.replaceAll('\u00a0', ' '), top: top - origin, added: marked.has(top) };
      });
      globalThis.seenFrames.push(lines);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

export function endFrames(page: Page): Promise<SeenLine[][]> {
  return page.evaluate(() => {
    globalThis.stopFrames();
    return globalThis.seenFrames;
  });
}
