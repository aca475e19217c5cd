// The bar that finds in the open chat: what to look for, how many there are, back and forth, and away again.
import { button, element } from '../element.ts';
import { icon } from '../icon.ts';
import type { IconName } from '../icon.ts';
import type { Words } from '../words.ts';

export interface FindBar {
  readonly root: HTMLElement;
  readonly input: HTMLInputElement;
  readonly matchCase: boolean;
  /** Says how far the reader is: `12 of 34`. */
  say(text: string, none: boolean): void;
}

export interface FindBarEvents {
  readonly changed: () => void;
  readonly step: (by: 1 | -1) => void;
  readonly close: () => void;
}

export function createFindBar(words: Words, events: FindBarEvents): FindBar {
  const label = words('findInChat');
  const input = element('input', {
    type: 'text',
    'aria-label': label,
    placeholder: label,
    spellcheck: 'false',
    autocomplete: 'off',
  });
  const count = element('span', { class: 'count' });
  const iconButton = (name: IconName, title: string, onClick: () => void): HTMLButtonElement => {
    const made = button({ class: 'quiet', 'aria-label': title, title }, onClick);
    made.append(icon(name));
    return made;
  };
  const matchCase = button({ class: 'quiet case', 'aria-pressed': 'false', title: words('matchCase') }, () => {
    matchCase.setAttribute('aria-pressed', String(matchCase.getAttribute('aria-pressed') === 'false'));
    events.changed();
  });
  matchCase.setAttribute('aria-label', words('matchCase'));
  matchCase.append(element('span', { 'aria-hidden': 'true' }, 'Aa'));
  const root = element(
    'div',
    { id: 'find', role: 'search', 'aria-label': label },
    input,
    count,
    matchCase,
    iconButton('up', words('findPrevious'), () => events.step(-1)),
    iconButton('down', words('findNext'), () => events.step(1)),
    iconButton('close', words('findClose'), events.close),
  );
  input.addEventListener('input', events.changed);
  root.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') events.close();
    else if (event.key === 'Enter' && event.target === input) events.step(event.shiftKey ? -1 : 1);
    else return;
    // Escape means this bar, not the answer that streams behind it.
    event.preventDefault();
    event.stopPropagation();
  });
  return {
    root,
    input,
    get matchCase() {
      return matchCase.getAttribute('aria-pressed') === 'true';
    },
    say: (text, none) => {
      count.textContent = text;
      input.classList.toggle('none', none);
    },
  };
}
