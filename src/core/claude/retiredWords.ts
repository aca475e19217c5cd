// The words for a model that is no more: apart from all other failures', since the status is told before anything fails.
import type { Notice } from '../../panelState.ts';
import type { Situation, Translate } from './failureWords.ts';
import { replacementFor, resolveModel, type Model } from './models.ts';

/** So long before its end a model's user is told. */
const AHEAD_MS = 30 * 24 * 60 * 60 * 1000;

/** Of a model that is no more: its name, and what to take in its place. */
export function retiredOf(chosen: string, known: readonly Model[]): Situation['retired'] {
  const model = resolveModel(chosen, known);
  if (model?.lifecycle !== 'retired') return undefined;
  const replacement = replacementFor(model, known)?.name;
  return { name: model.name, ...(replacement !== undefined && { replacement }) };
}

/** Said above the composer where the chosen model is no more, or soon will be. */
export function modelEndNotice(chosen: string, known: readonly Model[], now: number, t: Translate): Notice | undefined {
  const retired = retiredOf(chosen, known);
  const model = resolveModel(chosen, known);
  const words =
    retired === undefined
      ? model && endingWords(model, replacementFor(model, known)?.name, now, t)
      : retiredWords(retired, t);
  return words && { severity: 'warning', ...words, steps: ['selectModel'] };
}

/** What became of a model, and what to do. */
export function retiredWords(
  { name, replacement }: NonNullable<Situation['retired']>,
  t: Translate,
  task?: Situation['task'],
): Pick<Notice, 'title' | 'detail'> & { readonly detail: string } {
  const title = t('{0} was retired.', name);
  if (task !== undefined) {
    const detail =
      replacement === undefined ? t('Choose another model.') : t('Choose {0}, the newest of its line.', replacement);
    return { title, detail };
  }
  return {
    title,
    detail:
      replacement === undefined
        ? t('Choose another model; the chat goes on with it.')
        : t('{0} is the newest of its line; the chat goes on with it once you choose it.', replacement),
  };
}

/** Said of a model that will be no more within a month; undefined for all others. */
export function endingWords(
  { name, lifecycle, retiresAt }: Model,
  replacement: string | undefined,
  now: number,
  t: Translate,
): Pick<Notice, 'title' | 'detail'> | undefined {
  const end = Date.parse(retiresAt ?? '');
  if (lifecycle !== 'deprecated' || !(end - now < AHEAD_MS)) return undefined;
  return {
    title: t('{0} will be retired on {1}.', name, new Date(end).toLocaleDateString()),
    ...(replacement !== undefined && {
      detail: t('{0} is the newest of its line; the chat goes on with it once you choose it.', replacement),
    }),
  };
}
