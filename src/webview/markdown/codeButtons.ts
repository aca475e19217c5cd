// The bars of all code blocks of an answer, heard by one listener at its root: clicks, and the keys of a toolbar
// (https://www.w3.org/WAI/ARIA/apg/patterns/toolbar/).
import { CODE_ACTIONS } from './codeBar.ts';
import type { MarkdownOptions } from './options.ts';

export function listenToCode(root: HTMLElement, { onCode }: MarkdownOptions): void {
  root.addEventListener('click', (event) => {
    const button = buttonAt(event.target);
    const frame = button?.closest('.code');
    const code = frame?.querySelector('pre')?.textContent.replace(/\n$/, '');
    if (!button || !frame || code === undefined) return;
    if (button.dataset['action'] === 'wrap') {
      button.setAttribute('aria-pressed', String(frame.classList.toggle('wrapped')));
      return;
    }
    const action = CODE_ACTIONS.find((known) => known === button.dataset['action']);
    const language = frame.querySelector('.bar > span')?.getAttribute('data-language') ?? '';
    if (action) onCode?.(action, code, language);
  });
  root.addEventListener('keydown', (event) => {
    const button = buttonAt(event.target);
    const bar = button?.closest('.bar');
    if (!button || !bar || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...bar.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
    const next = nextIndex(event.key, all.indexOf(button), all.length);
    if (next === undefined) return;
    event.preventDefault();
    for (const each of bar.querySelectorAll('button')) each.tabIndex = -1;
    const target = all[next];
    if (target) target.tabIndex = 0;
    target?.focus();
  });
}

const buttonAt = (target: EventTarget | null): HTMLButtonElement | null =>
  target instanceof Element ? target.closest<HTMLButtonElement>('.bar > button[data-action]') : null;

function nextIndex(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (index + 1) % count;
    case 'ArrowLeft':
      return (index + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
