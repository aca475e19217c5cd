// The list of all keys of the panel, as a dialog of the browser's own: it holds the focus and gives it back.
import { button, element } from './element.ts';
import type { Words } from './words.ts';

export function showKeyHelp(words: Words, sendWith: 'enter' | 'ctrlEnter', apple: boolean): void {
  const chord = apple ? '⌘' : 'Ctrl+';
  const send = sendWith === 'enter' ? 'Enter' : `${chord}Enter`;
  const line = sendWith === 'enter' ? 'Shift+Enter' : 'Enter';
  const keys: readonly (readonly [keys: string, meaning: string])[] = [
    [send, words('key_send')],
    [line, words('key_line')],
    ['Esc', words('key_stop')],
    [`${chord}↑ ${chord}↓`, words('key_turns')],
    [`${chord}F`, words('findInChat')],
    ['F3 Shift+F3', words('key_matches')],
    ['Tab', words('key_tab')],
    ['← →', words('key_toolbar')],
    ['Shift+F10', words('key_menu')],
    ['?', words('key_help')],
  ];
  const title = element('h2', { id: 'keys-title' }, words('keys'));
  const list = element('dl');
  for (const [names, meaning] of keys) {
    const shown = names.split(' ').map((name) => element('kbd', {}, name));
    list.append(element('div', {}, element('dt', {}, ...shown), element('dd', {}, meaning)));
  }
  const close = button({ label: words('findClose'), class: 'secondary' }, () => dialog.close());
  const dialog = element('dialog', { id: 'keys', 'aria-labelledby': 'keys-title' }, title, list, close);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('keydown', (event) => {
    // Nothing of the panel behind it answers: Escape would stop the reply.
    event.stopPropagation();
    if (event.key !== 'Escape' && event.key !== '?') return;
    event.preventDefault();
    dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
}
