// Draws one reply: its thinking, its text as it streams, how it ended, what can be done next, and what it cost.
import { createAnswer } from './answer.ts';
import { answerOptions } from './answerOptions.ts';
import type { ClaudeTurn, NextStep, Notice, RetryWait } from '../panelState.ts';
import { element } from './element.ts';
import { drawFacts, versionFacts } from './facts.ts';
import { drawNotice, updateNotice } from './notice.ts';
import { drawRetry } from './retryWait.ts';
import type { RetryView } from './retryWait.ts';
import { createThinking } from './thinking.ts';
import type { TurnActions } from './turnActions.ts';
import type { TurnView } from './turnView.ts';
import { drawVersions } from './versionSwitch.ts';
import type { VsCodeApi } from './vscodeApi.ts';
import type { Words } from './words.ts';

export interface ClaudeTurnView extends TurnView {
  push(channel: 'text' | 'thinking', delta: string): void;
  update(turn: ClaudeTurn, mayFold: boolean): void;
  /** Draws a piece of the text that the turn had when it was made; true when there is more. */
  fill(): boolean;
}

/** Characters from which an answer is too long to be laid out at once. */
const LONG = 4_000;
/** Characters of an answer that are drawn in one go: some milliseconds. */
const PIECE = 2_000;

/** Draws into `root`, the empty place of the turn. */
export function drawClaudeTurn(
  root: HTMLElement,
  turn: ClaudeTurn,
  api: VsCodeApi,
  actions: TurnActions,
  words: Words,
  fresh: boolean,
): ClaudeTurnView {
  const { id } = turn;
  const thinking = createThinking(id, words);
  const answer = element('div', { class: 'answer', 'data-part': 'text', dir: 'auto' });
  const above = element('div', {});
  const after = element('div', { class: 'after' });
  const facts = element('footer', { class: 'facts' });
  // VS Code hands this to the commands of the context menu.
  root.dataset['vscodeContext'] = JSON.stringify({ webviewSection: 'claude', turnId: id });
  root.append(above, thinking.root, answer, after, facts);
  const markdown = createAnswer(answer, answerOptions(api, words));
  let now = turn;
  let undrawn = turn.text;
  let announce = fresh;
  let drawnNotice: Notice | undefined;
  let drawnRetry: RetryWait | undefined;
  let retry: RetryView | undefined;
  let drawnAround = '';
  const step = (next: NextStep): void => actions.step(next, id);

  const push = (channel: 'text' | 'thinking', delta: string): void => {
    if (delta === '') return;
    if (channel === 'thinking') thinking.push(delta);
    else if (undrawn !== '') undrawn += delta;
    else markdown.push(delta);
  };

  const fill = (): boolean => {
    const piece = undrawn.slice(0, PIECE);
    undrawn = undrawn.slice(PIECE);
    if (piece !== '') markdown.push(piece);
    if (undrawn !== '') return true;
    if (now.phase === 'ended') markdown.end();
    return false;
  };

  const drawAfter = (): void => {
    const { outcome, notice } = now;
    if (now.retry === drawnRetry && after.dataset['outcome'] === outcome) {
      if (notice === drawnNotice) return;
      if (notice !== undefined && drawnNotice !== undefined && updateNotice(after, drawnNotice, notice, words, step)) {
        drawnNotice = notice;
        return;
      }
    }
    retry?.dispose();
    retry = undefined;
    after.replaceChildren();
    delete after.dataset['outcome'];
    if (outcome !== undefined) after.dataset['outcome'] = outcome;
    // A notice says more than the mark could.
    if (outcome !== undefined && outcome !== 'done' && notice === undefined) {
      after.append(element('p', { class: 'mark' }, words(`outcome_${outcome}`)));
    }
    if (notice !== undefined) {
      after.append(drawNotice(notice, words, announce, step));
    }
    if (now.retry !== undefined) {
      const post = (type: 'retryNow' | 'cancelRetry') => () => api.post({ type, turnId: id });
      retry = drawRetry(now.retry, words, post('retryNow'), post('cancelRetry'));
      after.append(retry.root);
    }
    drawnNotice = notice;
    drawnRetry = now.retry;
  };

  /** Only when something in them has changed: one of their buttons may have the focus. */
  const drawAround = (): void => {
    const { phase, text, model, effort, usage, timings, versions } = now;
    const around = JSON.stringify([phase, text.length, model, effort, usage, timings, versions]);
    if (around === drawnAround) return;
    drawnAround = around;
    drawFacts(facts, now, words, actions);
    const others = drawVersions(versions, id, versionFacts(now, words), words, (other) => actions.show(other));
    above.replaceChildren(...(others === undefined ? [] : [others]));
  };

  const update = (next: ClaudeTurn, mayFold: boolean): void => {
    now = next;
    const ended = next.phase === 'ended';
    root.setAttribute('aria-busy', String(!ended));
    root.classList.toggle('done', ended);
    root.classList.toggle('long', ended && next.text.length > LONG);
    thinking.update(next, mayFold);
    drawAfter();
    drawAround();
    if (ended && undrawn === '') markdown.end();
    announce = true;
  };

  push('thinking', turn.thinking);
  update(turn, true);
  return {
    root,
    push,
    update,
    fill,
    dispose: () => {
      retry?.dispose();
      thinking.dispose();
    },
  };
}
