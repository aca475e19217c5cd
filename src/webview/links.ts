// Sees to it that no click in an answer navigates: the host is asked to open the address, after both have looked at it.
import { allowedHref } from './linkPolicy.ts';
import type { VsCodeApi } from './vscodeApi.ts';

export function interceptLinks(root: HTMLElement, api: VsCodeApi): void {
  const open = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null) return;
    event.preventDefault();
    // VS Code listens for clicks on links at the window as well, and would open the address a second time.
    event.stopPropagation();
    const href = allowedHref(link.getAttribute('href') ?? '');
    if (href !== undefined && event.button < 2) api.post({ type: 'openLink', href });
  };
  root.addEventListener('click', open);
  root.addEventListener('auxclick', open);
  // A link that is dragged out could be dropped on something that opens it.
  root.addEventListener('dragstart', (event) => {
    if (event.target instanceof Element && event.target.closest('a') !== null) event.preventDefault();
  });
}
