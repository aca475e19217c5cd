// What an empty chat shows: what this is, the way to a key where there is none, three ways to begin, about the file in
// the editor where there is one, and the chats of before. What follows the editor changes in its place: nothing moves,
// nothing loses the focus, and nothing is announced.
import { IDEAS, type PanelContext, type PanelStatus, type RecentChat } from '../panelState.ts';
import { button, element } from './element.ts';
import type { VsCodeApi } from './vscodeApi.ts';
import type { Words } from './words.ts';

/** Without a file: what can be pasted in as well. */
const GENERAL = ['suggestion_explain', 'suggestion_error', 'suggestion_review'] as const;

export interface Welcome {
  status(status: PanelStatus): void;
  context(context: PanelContext): void;
  recent(chats: readonly RecentChat[]): void;
}

/** `begin` puts the beginning of a message into the composer. */
export function createWelcome(root: HTMLElement, api: VsCodeApi, words: Words, begin: (text: string) => void): Welcome {
  let about: string | undefined;
  let drawnFor: string | undefined;
  const head = element('div', { class: 'head' });
  const ideas = IDEAS.map((idea, at) => {
    const general = GENERAL[at] ?? GENERAL[0];
    const made = button({ class: 'suggestion' }, () =>
      about === undefined ? begin(`${words(general)}\n`) : api.post({ type: 'begin', idea }),
    );
    const draw = (): void => {
      const [before = '', after = ''] = words(`idea_${idea}`).split('{0}');
      if (about === undefined) made.replaceChildren(words(general));
      else made.replaceChildren(before, element('code', { dir: 'auto' }, about), after);
      made.title = made.textContent;
    };
    draw();
    return { made, draw };
  });
  const recent = element('div', { class: 'recent' });
  root.append(
    head,
    element(
      'div',
      { class: 'suggestions', role: 'group', 'aria-label': words('suggestions') },
      ...ideas.map(({ made }) => made),
    ),
    recent,
  );

  const recentRow = ({ id, title, when }: RecentChat): HTMLElement =>
    element(
      'li',
      {},
      chatButton(title, when, () => api.post({ type: 'openChat', id })),
    );

  return {
    status: (status) => {
      // Drawn again only for another key, or the focus would be lost.
      const now = `${status.key} ${status.keysAt ?? ''}`;
      if (drawnFor === now) return;
      drawnFor = now;
      head.replaceChildren(...drawHead(status, api, words));
    },
    context: ({ openFile }) => {
      const next = openFile?.selection ?? openFile?.label;
      if (next === about) return;
      about = next;
      for (const { draw } of ideas) draw();
    },
    recent: (chats) => {
      const at = [...recent.querySelectorAll('button')].findIndex((each) => each === document.activeElement);
      recent.replaceChildren();
      if (chats.length === 0) return;
      recent.append(
        element('h3', {}, words('recentChats')),
        element('ul', {}, ...chats.map(recentRow)),
        button({ label: words('allChats'), class: 'link' }, () => api.post({ type: 'openChat' })),
      );
      const buttons = recent.querySelectorAll('button');
      if (at !== -1) buttons[Math.min(at, buttons.length - 1)]?.focus();
    },
  };
}

function drawHead({ key, keysAt }: PanelStatus, api: VsCodeApi, words: Words): HTMLElement[] {
  const title = element('h2', {}, words(TITLES[key]));
  const text = element('p', {}, words(TEXTS[key]));
  if (key === 'stored' || key === 'environment') return [title, text];
  const setKey = button({ label: words('step_setApiKey'), class: 'primary' }, () =>
    api.post({ type: 'step', step: 'setApiKey' }),
  );
  const getKey = (href: string) =>
    button({ label: words('getKey'), class: 'link' }, () => api.post({ type: 'openLink', href }));
  const tour = button({ label: words('step_openWalkthrough'), class: 'link' }, () =>
    api.post({ type: 'step', step: 'openWalkthrough' }),
  );
  return [
    title,
    text,
    element('div', { class: 'ways' }, setKey, ...(keysAt === undefined ? [] : [getKey(keysAt)]), tour),
  ];
}

const TITLES = {
  stored: 'welcomeTitle',
  environment: 'welcomeTitle',
  rehearsal: 'rehearsalTitle',
  none: 'noKeyTitle',
} as const;
const TEXTS = {
  stored: 'welcomeText',
  environment: 'welcomeText',
  rehearsal: 'rehearsalText',
  none: 'noKeyText',
} as const;

function chatButton(title: string, when: string, open: () => void): HTMLButtonElement {
  const made = button({ class: 'past', title }, open);
  made.append(element('span', { class: 'name', dir: 'auto' }, title), element('span', { class: 'when' }, when));
  return made;
}
