// What a model can be asked for beyond text, and the words for what it is asked in vain: request.ts leaves that out, since
// the API would refuse it.
import type { Translate } from './failureWords.ts';
import type { Model } from './models.ts';
import type { RequestWishes } from './request.ts';

type Thinking = RequestWishes['thinking'];

/** The settings of `thinking` that make a difference to the model; `auto` always comes first. */
export function thinkingChoices({ thinking: can }: Model): readonly Thinking[] {
  if (can === undefined || !(can.adaptive || can.enabled)) return ['auto'];
  const off = can.disabled || can.betweenTools;
  // One that decides for itself thinks as much under `auto` as under `on`.
  return ['auto', ...(can.adaptive ? [] : (['on'] as const)), ...(off ? (['off'] as const) : [])];
}

/** What becomes of a wish that the model cannot fulfil; absent where it can. */
export function lackWords(
  model: Model,
  { effort, thinking }: Pick<RequestWishes, 'effort' | 'thinking'>,
  t: Translate,
): { readonly effort?: string; readonly thinking?: string } {
  const inVain = effort === undefined ? undefined : effortInVain(model, effort, t);
  const other = thinkingInVain(model, thinking, t);
  return { ...(inVain !== undefined && { effort: inVain }), ...(other !== undefined && { thinking: other }) };
}

function effortInVain(
  { name, effort: levels }: Model,
  effort: NonNullable<RequestWishes['effort']>,
  t: Translate,
): string | undefined {
  if (levels?.includes(effort)) return undefined;
  if (levels === undefined)
    return t('Nothing is known of the effort that {0} can make: {1} is not sent.', name, effort);
  if (levels.length === 0) return t('{0} has no levels of effort: {1} is not sent.', name, effort);
  return t('{0} has no effort {1}, only {2}: it takes its own default.', name, effort, levels.join(', '));
}

function thinkingInVain({ name, thinking: can }: Model, wish: Thinking, t: Translate): string | undefined {
  if (can === undefined || wish === 'auto') return undefined;
  if (wish === 'on') return can.adaptive || can.enabled ? undefined : t('{0} does not think.', name);
  if (can.disabled || !can.adaptive) return undefined;
  return can.betweenTools
    ? t('{0} cannot stop thinking altogether: it thinks between tools only.', name)
    : t('{0} cannot stop thinking: unless an effort is set, it is asked for its least.', name);
}
