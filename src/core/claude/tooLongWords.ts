// The words for a request that is longer than its model reads: what can be shortened depends on what it was for.
import type { NextStep, Notice } from '../../panelState.ts';
import type { Situation, Translate } from './failureWords.ts';

export function tooLongWords(
  { model, task }: Pick<Situation, 'model' | 'task'>,
  t: Translate,
): Pick<Notice, 'title'> & { readonly detail: string; readonly steps: readonly NextStep[] } {
  switch (task) {
    case 'edit':
      return {
        title: t('This edit is longer than {0} can read.', model),
        detail: t('Nothing has changed. Select less, or choose a model that reads more in sidestream.edit.model.'),
        steps: ['openSettings'],
      };
    case 'commit':
      return {
        title: t('The changes are longer than {0} can read.', model),
        detail: t('Stage fewer of them, or choose a model that reads more.'),
        steps: ['selectModel'],
      };
    default:
      return {
        title: t('The chat has become longer than {0} can read.', model),
        detail: t('Shorten the message, have Claude forget the oldest turns, or start a new chat.'),
        steps: ['dropOldest', 'newChat'],
      };
  }
}
