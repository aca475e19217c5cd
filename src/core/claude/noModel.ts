// What to tell before a message is sent for which the address has no model: else its 404 would be the first to say so.
import type { Notice } from '../../panelState.ts';
import type { Translate } from './failureWords.ts';
import { isLine, resolveModel, type Model } from './models.ts';

/**
 * Undefined where `chosen` may stand for a model. Of an id only the address itself can say: many answer to names that
 * they do not list. `listed` is the list of `host`, undefined where it has given none.
 */
export function noModel(
  chosen: string,
  listed: readonly Model[] | undefined,
  host: string,
  t: Translate,
): Notice | undefined {
  if (listed === undefined || !isLine(chosen) || resolveModel(chosen, listed) !== undefined) return undefined;
  return {
    severity: 'warning',
    title: t('{0} lists no {1} model.', host, chosen),
    detail: t('Choose one of those that it has; the chat goes on with it.'),
    steps: ['selectModel'],
  };
}
