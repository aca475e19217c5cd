// The buttons of all code blocks of an answer, heard by one listener at its root.
import type { MarkdownOptions } from './options.ts';

export function listenToCode(root: HTMLElement, { onCopy, onInsert }: MarkdownOptions): void {
  root.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest('button[data-action]');
    const code = button?.closest('.code')?.querySelector('pre')?.textContent.replace(/\n$/, '');
    if (code === undefined) return;
    if (button?.getAttribute('data-action') === 'copy') onCopy?.(code);
    else onInsert?.(code);
  });
}
