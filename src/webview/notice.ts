// Draws one notice: what happened, what to do next, and a button for each thing that can be done.
import type { NextStep, Notice } from '../panelState.ts';
import { button, element } from './element.ts';
import { icon } from './icon.ts';
import type { Words } from './words.ts';

/** `fresh`: it has just happened, so it is announced; what was there before the page opened is not said again. */
export function drawNotice(notice: Notice, words: Words, fresh: boolean, step: (next: NextStep) => void): HTMLElement {
  const { severity, title, detail, requestId, steps } = notice;
  const text = element('div', { class: 'words' }, element('p', { class: 'title', dir: 'auto' }, title));
  if (detail !== undefined) text.append(element('p', { class: 'detail', dir: 'auto' }, detail));
  if (requestId !== undefined) text.append(element('p', { class: 'request' }, words('requestId', requestId)));
  const root = element('div', { class: `notice ${severity}` }, icon(severity), text);
  if (severity === 'error') root.setAttribute('role', 'alert');
  else if (fresh) root.setAttribute('role', 'status');
  if (steps.length > 0) {
    const label = (next: NextStep): string => words(`step_${next}`);
    text.append(
      element('div', { class: 'steps' }, ...steps.map((next) => button({ label: label(next) }, () => step(next)))),
    );
  }
  return root;
}
