// Says a streaming answer to screen readers, a few sentences at a time, through a region of its own: the conversation
// itself is silent, or every token would interrupt the reader.
import type { ClaudeTurn } from '../panelState.ts';
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
  /** How far an answer is: of one that was coming the end is said, with what remains before it and `last` behind. */
  phase(turnId: string, phase: ClaudeTurn['phase'], last: string): void;
}

export function createAnnouncer(region: HTMLElement, words: Words): Announcer {
  const sentences = new Sentences(words('codeBlock'));
  /** Answers that have not ended: of others the host may tell again, as when the next message leaves. */
  const coming = new Set<string>();
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
    phase: (turnId, phase, last) => {
      if (phase !== 'ended') return void coming.add(turnId);
      if (!coming.delete(turnId)) return;
      waiting.push(...sentences.end(), last);
      sayWaiting();
    },
  };
}
