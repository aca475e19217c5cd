// Watches the text of one element in a frame: when it changed, and how long it was then, until the last words are there.
import type { Frame } from 'playwright-core';
import { LAST_WORDS } from './streamText.ts';

export interface Places {
  /** What is observed; there from the beginning. */
  readonly root: string;
  /** Whose text is measured; may come later. The last one counts. */
  readonly text: string;
}

export interface Watched {
  /** Milliseconds of the wall clock and length of the text, in turns. */
  readonly seen: readonly (readonly [number, number])[];
  readonly text: string;
}

declare global {
  var watched: Promise<Watched>;
}

/** The wall clock's time at `performance.now() === 0`, finer than the clock's own milliseconds. Runs here and in pages. */
export function clockOrigin(): number {
  const begun = Date.now();
  let now = begun;
  while (now === begun) now = Date.now();
  return now - performance.now();
}

export async function startWatch(frame: Frame, places: Places): Promise<void> {
  const origin = await frame.evaluate(clockOrigin);
  await frame.evaluate(
    ([{ root, text: selector }, lastWords, zero]) => {
      globalThis.watched = new Promise((resolve, reject) => {
        const seen: [number, number][] = [];
        // To read all of the text at each change would cost the page more than to draw it: what has another behind it is
        // taken to stay as long as it is, which is checked at the end.
        const lengths = new WeakMap<Node, number>();
        const lengthOf = (node: Node): number => {
          if (!node.hasChildNodes()) return node.textContent?.length ?? 0;
          let length = 0;
          for (const child of node.childNodes) {
            if (child === node.lastChild) return length + lengthOf(child);
            const known = lengths.get(child) ?? child.textContent?.length ?? 0;
            lengths.set(child, known);
            length += known;
          }
          return length;
        };
        const endOf = (node: Node): string => {
          let end: Node | null = node;
          while (end?.lastChild) end = end.lastChild;
          return end?.textContent ?? '';
        };
        const observed = document.querySelector(root);
        // In a chat of many turns it would take longer to look through all of them than to draw the text; so would a look
        // through the last group at each change, once its answer is long: what changes nothing but the text makes no other.
        let place: Element | undefined;
        const findPlace = (): Element | undefined =>
          [...(observed?.lastElementChild?.querySelectorAll(selector) ?? [])].at(-1) ??
          [...document.querySelectorAll(selector)].at(-1);
        const observer = new MutationObserver((records) => {
          if (records.some(({ target }) => place?.contains(target) !== true)) place = findPlace();
          if (place === undefined) return;
          const length = lengthOf(place);
          seen.push([zero + performance.now(), length]);
          if (!endOf(place).trimEnd().endsWith(lastWords)) return;
          observer.disconnect();
          const text = place.textContent ?? '';
          if (text.length === length) resolve({ seen, text });
          else reject(new Error(`The text has ${text.length} characters, ${length} were counted`));
        });
        if (observed !== null) observer.observe(observed, { subtree: true, childList: true, characterData: true });
      });
    },
    [places, LAST_WORDS, origin] as const,
  );
}

/** Once the last words are drawn. Nothing asks the page meanwhile. */
export const endWatch = (frame: Frame): Promise<Watched> => frame.evaluate(() => globalThis.watched);
