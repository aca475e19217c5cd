// Tells that something has been copied: a tick behind the button for the eye, one word for the ear.
import type { Words } from './words.ts';

const SHOWN = 1500;

export function confirmCopies(root: HTMLElement, announce: (text: string) => void, words: Words): void {
  root.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button[data-action="copy"]') : null;
    if (button === null) return;
    button.classList.add('copied');
    setTimeout(() => button.classList.remove('copied'), SHOWN);
    announce(words('copied'));
  });
}
