// What is said about an edit that was refused, that failed, or of which nothing came; and the ways on.
import { l10n, window, workspace } from 'vscode';
import { endNotice } from '../../core/claude/endWords.ts';
import { failureNotice, type Situation } from '../../core/claude/failureWords.ts';
import type { Failure } from '../../core/claude/failure.ts';
import type { EditRefusal } from '../../core/edit/refuseEdit.ts';
import { showNotice, type WayOn } from '../showNotice.ts';
import type { StreamEnd } from './editStream.ts';

const t = l10n.t;

/** Longer prose is shown in an editor. */
const LONGEST_NOTE = 300;

export function sayRefusal(refusal: EditRefusal): void {
  void window.showInformationMessage(refusalWords(refusal));
}

function refusalWords(refusal: EditRefusal): string {
  switch (refusal) {
    case 'readOnly':
      return t('This file is read-only: nothing was sent and nothing changed.');
    case 'noFile':
      return t('This text belongs to no file that can be edited: nothing was sent and nothing changed.');
    case 'binary':
      return t('This file holds binary data, not text: nothing was sent and nothing changed.');
    case 'tooLarge':
      return t(
        'This file is too large to be edited by Sidestream (4 MB at most): nothing was sent and nothing changed.',
      );
    case 'longLine':
      return t('A line here is longer than 20,000 characters: nothing was sent and nothing changed.');
    case 'emptyInstruction':
      return t('Say what to change: nothing was sent and nothing changed.');
    case 'emptyFile':
      return t('This file is empty, so there is nothing to change yet. Generate at Cursor writes into it.');
    case 'running':
      return t('An edit is being written here. Stop it first, or wait for its end.');
  }
}

/** Tells of an end that the document itself does not show. `ways` come first. */
export function sayEnd(ended: StreamEnd, situation: Situation, hunks: number, ways: readonly WayOn[]): void {
  if (ended.kind === 'readOnly') return sayRefusal('readOnly');
  if (ended.kind === 'tooLarge') {
    const { tokens, window: size, model } = ended;
    const words = t(
      'About {0} tokens would have to be sent and rewritten, and the window of {1} holds {2}: nothing was sent. Select less.',
      tokens.toLocaleString(),
      model,
      size.toLocaleString(),
    );
    return showNotice({ severity: 'warning', title: words, steps: [] }, []);
  }
  const { end, result } = ended;
  const kept = hunks > 0;
  if (end.failure !== undefined)
    return sayFailure(end.failure, { ...situation, retryAfterMs: end.retryAfterMs }, kept, ways);
  if (end.outcome === 'refused' || end.outcome === 'cut') {
    const notice = endNotice(end.outcome, { ...end, empty: !kept && ended.answer === '' }, t, situation.task);
    if (notice !== undefined)
      showNotice({ ...notice, ...(end.outcome === 'refused' && { detail: end.refusal?.explanation ?? '' }) }, ways);
    return;
  }
  if (end.outcome === 'stopped') return;
  if (result.kind === 'prose') return sayProse(result.text, ways);
  if (!kept) void window.showInformationMessage(t('Claude left the code as it was.'));
}

export function sayFailure(failure: Failure, situation: Situation, kept: boolean, ways: readonly WayOn[]): void {
  showNotice(failureNotice(failure, situation, kept, t), ways);
}

function sayProse(text: string, ways: readonly WayOn[]): void {
  if (text === '') return showNotice({ severity: 'warning', title: t('Claude’s answer was empty.'), steps: [] }, ways);
  const whole: WayOn = {
    title: t('Show All'),
    run: async () => window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content: text })),
  };
  const short = text.length > LONGEST_NOTE ? `${text.slice(0, LONGEST_NOTE)}…` : text;
  const title = t('Claude changed nothing, and said: {0}', short);
  showNotice({ severity: 'info', title, steps: [] }, short === text ? ways : [whole, ...ways]);
}
