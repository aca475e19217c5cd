// The keys that work anywhere in the panel: find, going from turn to turn, and the list of all keys. What they open is
// loaded when first asked for.
import { createTurnWalk } from './turnWalk.ts';
import type { Find, FindPorts } from './find/find.ts';
import type { Frame } from './frame.ts';
import type { Words } from './words.ts';

const APPLE = navigator.userAgent.includes('Mac');

/** Ctrl, or Cmd where that is the key for commands; no other. */
const isChord = (event: KeyboardEvent): boolean =>
  (APPLE ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey) && !event.altKey;

const isTyping = (element: Element | null): boolean =>
  element instanceof HTMLInputElement || (element instanceof HTMLTextAreaElement && element.value !== '');

export interface KeyPorts extends FindPorts {
  readonly frame: Frame;
  readonly words: Words;
  readonly sendWith: () => 'enter' | 'ctrlEnter';
}

export function listenToKeys(ports: KeyPorts): void {
  const walk = createTurnWalk(ports.frame);
  let find: Promise<Find> | undefined;

  const withFind = (use: (find: Find) => void): void => {
    find ??= import('./find/find.ts').then(({ createFind }) => createFind(ports));
    void find.then(use);
  };

  const act = (event: KeyboardEvent): boolean => {
    const { key } = event;
    if (isChord(event)) {
      if (key.toLowerCase() === 'f' && !event.shiftKey) withFind((each) => each.open());
      else if (key.toLowerCase() === 'g' && find) withFind((each) => each.step(event.shiftKey ? -1 : 1));
      else if (key === 'ArrowUp' && !event.shiftKey) return walk(-1);
      else if (key === 'ArrowDown' && !event.shiftKey) return walk(1);
      else return false;
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (key === 'F3' && find) withFind((each) => each.step(event.shiftKey ? -1 : 1));
    else if (key === '?' && !isTyping(document.activeElement)) showHelp();
    else return false;
    return true;
  };

  const showHelp = (): void =>
    void import('./keyHelp.ts').then(({ showKeyHelp }) => showKeyHelp(ports.words, ports.sendWith(), APPLE));

  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if (act(event)) event.preventDefault();
  });
}
