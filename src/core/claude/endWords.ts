// What is said of an answer that ended otherwise than by a failure, and the next step that each end offers.
import type { Notice, Outcome } from '../../panelState.ts';
import type { Situation, Translate } from './failureWords.ts';

/** What is said of an end that is no failure, if anything. */
export function endNotice(
  outcome: Outcome,
  end: {
    readonly stopReason: string | null;
    readonly empty: boolean;
    readonly refusal?: { readonly category: string | null; readonly explanation: string | null } | undefined;
  },
  t: Translate,
  task?: Situation['task'],
): Notice | undefined {
  switch (outcome) {
    case 'refused': {
      const { category, explanation } = end.refusal ?? { category: null, explanation: null };
      return {
        severity: 'warning',
        title: category === null ? t('Claude declined to answer.') : t('Claude declined to answer ({0}).', category),
        detail: [explanation, t('This exchange is not sent again. Rephrase it, or ask another model.')]
          .filter((text) => text !== null)
          .join(' '),
        steps: ['edit', 'selectModel'],
      };
    }
    case 'cut':
      return end.stopReason === 'model_context_window_exceeded'
        ? task === undefined
          ? {
              severity: 'warning',
              title: t('The chat no longer fits into the model’s window.'),
              detail: t('Start a new chat, or choose a model with a larger window.'),
              steps: ['newChat', 'selectModel'],
            }
          : {
              severity: 'warning',
              title: t('The model’s window was full before the answer had come to its end.'),
              detail: t('Send less at once, or choose a model with a larger window.'),
              steps: ['selectModel'],
            }
        : end.empty
          ? {
              severity: 'warning',
              title: t('The length limit was reached before the first word of the answer.'),
              detail: t('All of it went into thinking: raise sidestream.maxTokens, or lower sidestream.effort.'),
              steps: ['openSettings', 'tryAgain', 'edit'],
            }
          : { severity: 'info', title: t('The answer reached the length limit.'), steps: ['continue'] };
    case 'stopped':
      return {
        severity: 'info',
        title: t('Stopped.'),
        steps: end.empty ? ['tryAgain', 'edit', 'drop'] : ['continue', 'tryAgain'],
      };
    case 'done':
      return end.empty
        ? {
            severity: 'warning',
            title: t('Claude’s answer was empty.'),
            detail: t('Say it in other words.'),
            steps: ['edit'],
          }
        : undefined;
    case 'broken':
      return undefined;
  }
}
