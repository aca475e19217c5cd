// What an empty chat shows: what this is, the way to a key where there is none, and three ways to begin.
import type { PanelStatus } from '../protocol.ts';
import { button, element } from './element.ts';
import type { VsCodeApi } from './vscodeApi.ts';
import type { Words } from './words.ts';

const SUGGESTIONS = ['suggestion_explain', 'suggestion_error', 'suggestion_review'] as const;

export function showWelcome(
  root: HTMLElement,
  key: PanelStatus['key'],
  api: VsCodeApi,
  words: Words,
  begin: (text: string) => void,
): void {
  // Drawn again only for another key, or the focus would be lost.
  if (root.dataset['key'] === key) return;
  root.dataset['key'] = key;
  const title = element('h2', {}, words(key === 'none' ? 'noKeyTitle' : 'welcomeTitle'));
  const text = element('p', {}, words('welcomeText'));
  const setKey = button({ label: words('step_setApiKey'), class: 'primary' }, () =>
    api.post({ type: 'step', step: 'setApiKey' }),
  );
  const ideas = SUGGESTIONS.map((suggestion) => {
    const label = words(suggestion);
    return button({ label, class: 'suggestion' }, () => begin(`${label}\n`));
  });
  root.replaceChildren(
    title,
    text,
    ...(key === 'none' || key === 'rehearsal' ? [setKey] : []),
    element('div', { class: 'suggestions', role: 'group', 'aria-label': words('suggestions') }, ...ideas),
  );
}
