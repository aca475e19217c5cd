// Says a streaming answer to screen readers, a few sentences at a time, through a region of its own: the conversation
// itself is silent, or every token would interrupt the reader.
import { Sentences } from './sentences.ts';
import type { Words } from './words.ts';

/** Sentences of this long a time are said together. */
const GATHER = 1500;
/** Said pieces are taken away again, so that the region stays small. */
const KEPT = 12;

export interface Announcer {
  push(delta: string): void;
  /** Says one thing at once, ahead of what is gathered. */
  say(text: string): void;
  /** The answer has ended: says what remains, and `last` after it. */
  end(last: string): void;
}

export function createAnnouncer(region: HTMLElement, words: Words): Announcer {
  const sentences = new Sentences(words('codeBlock'));
  let waiting: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const say = (text: string): void => {
    const piece = document.createElement('p');
    piece.textContent = text;
    region.append(piece);
    while (region.children.length > KEPT) region.firstElementChild?.remove();
  };

  const sayWaiting = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length > 0) say(waiting.join(' '));
    waiting = [];
  };

  return {
    say,
    push: (delta) => {
      waiting.push(...sentences.push(delta));
      if (waiting.length > 0) timer ??= setTimeout(sayWaiting, GATHER);
    },
    end: (last) => {
      waiting.push(...sentences.end(), last);
      sayWaiting();
    },
  };
}
