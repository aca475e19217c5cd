// The list under `@` and `/`: the focus stays in the text, the list says which entry is meant (aria-activedescendant).
import type { Suggestion } from '../../panelState.ts';
import { element } from '../element.ts';
import type { Frame } from '../frame.ts';
import type { VsCodeApi } from '../vscodeApi.ts';
import type { Words } from '../words.ts';
import { mentionAt, type Asked } from './mentionAt.ts';
import { putText } from './putText.ts';

export interface Completion {
  show(request: number, items: readonly Suggestion[]): void;
}

/** Make it before the composer, whose Enter sends: an Enter that chooses must never get there. */
export function createCompletion(frame: Frame, api: VsCodeApi, words: Words, say: (text: string) => void): Completion {
  const { message, suggestions: list } = frame;
  let request = 0;
  let asked: Asked | undefined;
  let items: readonly Suggestion[] = [];
  let active = 0;
  /** Where the user closed the list: it stays closed until another sign is typed. */
  let closedAt: number | undefined;

  const close = (): void => {
    asked = undefined;
    items = [];
    list.hidden = true;
    list.replaceChildren();
    message.removeAttribute('aria-activedescendant');
    message.removeAttribute('aria-controls');
  };

  const mark = (index: number): void => {
    active = (index + items.length) % items.length;
    for (const [at, row] of [...list.children].entries()) row.setAttribute('aria-selected', String(at === active));
    const row = list.children[active];
    row?.scrollIntoView({ block: 'nearest' });
    if (row !== undefined) message.setAttribute('aria-activedescendant', row.id);
  };

  const look = (): void => {
    const { selectionStart, selectionEnd, value } = message;
    const now = selectionStart === selectionEnd ? mentionAt(value, selectionEnd) : undefined;
    if (now === undefined) closedAt = undefined;
    if (now === undefined || now.from === closedAt) return close();
    if (asked?.from === now.from && asked.text === now.text) return;
    asked = now;
    request += 1;
    api.post({ type: 'suggest', request, text: now.text });
  };

  const choose = (index: number): void => {
    const item = items[index];
    if (item === undefined || asked === undefined) return;
    const { from } = asked;
    close();
    message.focus();
    message.setSelectionRange(from, message.selectionEnd);
    putText(message, item.insert);
    if (item.asksOn === true) return;
    closedAt = from;
    api.post({ type: 'attach', id: item.id });
  };

  message.addEventListener('input', (event) => {
    if (!(event instanceof InputEvent) || !event.isComposing) look();
  });
  message.addEventListener('compositionend', look);
  message.addEventListener('click', look);
  message.addEventListener('blur', close);
  message.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (items.length === 0) return;
    const act = {
      ArrowDown: () => mark(active + 1),
      ArrowUp: () => mark(active - 1),
      PageDown: () => mark(Math.min(active + 5, items.length - 1)),
      PageUp: () => mark(Math.max(active - 5, 0)),
      Enter: () => choose(active),
      Tab: () => choose(active),
      Escape: () => {
        closedAt = asked?.from;
        close();
      },
    }[event.key];
    if (act === undefined || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) {
      // The cursor leaves the word: the list would be about something else.
      if (['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) close();
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  });
  // The focus stays in the text.
  list.addEventListener('mousedown', (event) => event.preventDefault());

  return {
    show: (number, next) => {
      if (number !== request || asked === undefined) return;
      items = next;
      if (items.length === 0) return close();
      list.replaceChildren(
        ...items.map((item, index) => {
          const detail =
            item.detail === undefined ? [] : [element('span', { class: 'detail', dir: 'auto' }, item.detail)];
          const label = element('span', { class: 'label', dir: 'auto' }, item.label);
          const row = element('li', { role: 'option', id: `suggestion-${index}` }, label, ...detail);
          row.addEventListener('click', () => choose(index));
          return row;
        }),
      );
      list.hidden = false;
      message.setAttribute('aria-controls', list.id);
      mark(0);
      say(words('suggestionCount', items.length));
    },
  };
}
