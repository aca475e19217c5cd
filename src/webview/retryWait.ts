// Draws the wait before a request is sent again: said once, with digits that tick for the eye alone, and a way to
// shorten the wait or to end it.
import type { RetryWait } from '../panelState.ts';
import { button, element } from './element.ts';
import type { Words } from './words.ts';

export interface RetryView {
  readonly root: HTMLElement;
  /** Ends the clock. */
  dispose(): void;
}

export function drawRetry(wait: RetryWait, words: Words, now: () => void, cancel: () => void): RetryView {
  const left = (): number => Math.max(0, Math.ceil((wait.at - Date.now()) / 1000));
  const sentence = (): string => words('retryIn', words.number(left()), wait.attempt, wait.of);
  const ticking = element('span', { 'aria-hidden': 'true' }, sentence());
  const said = element('div', { class: 'words', role: 'status' });
  const root = element(
    'div',
    { class: 'notice retry' },
    element(
      'div',
      { class: 'words' },
      said,
      element(
        'div',
        { class: 'steps' },
        button({ label: words('retryNow') }, now),
        button({ label: words('cancelRetry') }, cancel),
      ),
    ),
  );
  // A status is announced when it changes, so it has to be in the page before its words are.
  const filling = requestAnimationFrame(() =>
    said.append(
      element('p', { class: 'title', dir: 'auto' }, wait.reason),
      element('p', { class: 'detail' }, element('span', { class: 'unseen' }, sentence()), ticking),
    ),
  );
  const clock = setInterval(() => {
    ticking.textContent = sentence();
  }, 1000);
  return {
    root,
    dispose: () => {
      clearInterval(clock);
      cancelAnimationFrame(filling);
    },
  };
}
