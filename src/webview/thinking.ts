// The fold that shows a reply's thinking: open and timed while the model thinks, folded by itself when it begins to
// write, unless the user has opened or closed it by hand.
import type { ClaudeTurn } from '../panelState.ts';
import { button, element } from './element.ts';
import { icon } from './icon.ts';
import type { Words } from './words.ts';

export interface Thinking {
  readonly root: HTMLElement;
  push(delta: string): void;
  update(turn: ClaudeTurn, mayFold: boolean): void;
  /** Ends the clock. */
  dispose(): void;
}

export function createThinking(turnId: string, words: Words): Thinking {
  const time = element('span', { class: 'time', 'aria-hidden': 'true' });
  const body = element('div', { class: 'thought', id: `${turnId}-thought`, dir: 'auto' });
  let byHand = false;
  /** When this thought began, by `performance.now()`; absent while the model does not think. */
  let since: number | undefined;
  let watched = false;
  let clock: ReturnType<typeof setInterval> | undefined;
  let last: HTMLElement | undefined;

  const open = (on: boolean): void => {
    body.hidden = !on;
    toggle.setAttribute('aria-expanded', String(on));
  };
  const toggle = button({ class: 'fold', 'aria-controls': body.id, 'aria-expanded': 'false' }, () => {
    byHand = true;
    open(toggle.getAttribute('aria-expanded') === 'false');
  });
  toggle.append(icon('fold'), words('thinking'), time);
  const root = element('div', { class: 'thinking' }, toggle, body);
  root.hidden = true;
  body.hidden = true;

  const tick = (): void => {
    if (since === undefined) return;
    time.textContent = words('seconds', words.number(Math.floor((performance.now() - since) / 1000)));
  };

  /** The model thinks, and the first of it is here: mostly it comes behind the word that it does. */
  const goLive = (): void => {
    if (since === undefined || last === undefined || clock !== undefined) return;
    root.classList.add('live');
    clock = setInterval(tick, 1000);
    tick();
    if (byHand) return;
    open(true);
    body.scrollTop = body.scrollHeight;
  };

  const stop = (): void => {
    root.classList.remove('live');
    clearInterval(clock);
    clock = undefined;
  };

  return {
    root,
    push: (delta) => {
      root.hidden = false;
      const atEnd = body.scrollHeight - body.scrollTop - body.clientHeight < 8;
      // A paragraph each, because one text node of a whole chain of thought is laid out anew at every delta.
      for (const [index, part] of delta.split(/\n{2,}/).entries()) {
        if (last === undefined || index > 0) {
          last = element('p');
          body.append(last);
        }
        if (part !== '') last.append(part);
      }
      if (atEnd) body.scrollTop = body.scrollHeight;
      goLive();
    },
    update: (turn, mayFold) => {
      // A page that comes in the middle of a first thought takes the turn's beginning for that of the thought.
      const before = watched || turn.text !== '' ? 0 : Math.max(0, Date.now() - turn.at);
      watched = true;
      if (turn.phase === 'thinking') {
        since ??= performance.now() - before;
        return goLive();
      }
      since = undefined;
      stop();
      if (!byHand && mayFold) open(false);
      const ms = turn.thinkingMs;
      if (ms === undefined) return;
      time.textContent = words('seconds', words.number(Math.max(1, Math.round(ms / 1000))));
      toggle.title = words('thoughtFor', words.number(ms / 1000, 1));
    },
    dispose: stop,
  };
}
