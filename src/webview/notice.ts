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
  text.append(drawSteps(steps, words, step));
  return root;
}

/** Brings a drawn notice up to date; false where it says something else now, and must be drawn anew to be announced. */
export function updateNotice(
  root: Element,
  was: Notice,
  is: Notice,
  words: Words,
  step: (next: NextStep) => void,
): boolean {
  const said = (notice: Notice): string => JSON.stringify({ ...notice, steps: [] });
  if (said(was) !== said(is)) return false;
  // One of the buttons may have the focus.
  if (was.steps.join() !== is.steps.join()) root.querySelector('.steps')?.replaceWith(drawSteps(is.steps, words, step));
  return true;
}

function drawSteps(steps: Notice['steps'], words: Words, step: (next: NextStep) => void): HTMLElement {
  const buttons = steps.map((next) => button({ label: words(`step_${next}`) }, () => step(next)));
  const root = element('div', { class: 'steps' }, ...buttons);
  root.hidden = steps.length === 0;
  return root;
}
