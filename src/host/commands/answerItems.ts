// How the model answers, as entries of Select Model…: only the levels of effort, and only the thinking, that it has.
import { l10n, window } from 'vscode';
import { lackWords, thinkingChoices } from '../../core/claude/modelLacks.ts';
import type { Effort, Model } from '../../core/claude/models.ts';
import { changeSetting } from '../changeSetting.ts';
import { readSettings, type Settings } from '../settings.ts';
import type { OtherItem } from './pickModel.ts';

export function answerItems(model: Model): OtherItem[] {
  const { effort = 'default', thinking } = readSettings();
  const lacks = lackWords(model, readSettings(), l10n.t);
  const efforts = ['default', ...(model.effort ?? [])] as const;
  const thinkings = thinkingChoices(model);
  return [
    ...(efforts.length === 1
      ? []
      : [
          {
            label: l10n.t('Effort: {0}', effort),
            detail: lacks.effort ?? l10n.t('How much it puts into an answer'),
            run: () => choose('effort', l10n.t('Effort of {0}', model.name), efforts, EFFORT, effort),
          },
        ]),
    ...(thinkings.length === 1
      ? []
      : [
          {
            label: l10n.t('Thinking: {0}', thinking),
            detail: lacks.thinking ?? l10n.t('Whether it thinks before it answers'),
            run: () => choose('thinking', l10n.t('Thinking of {0}', model.name), thinkings, THINKING, thinking),
          },
        ]),
  ];
}

const EFFORT: Readonly<Record<Effort | 'default', () => string>> = {
  default: () => l10n.t('The model’s own default'),
  low: () => l10n.t('Fast and short'),
  medium: () => l10n.t('Balanced'),
  high: () => l10n.t('Thorough'),
  xhigh: () => l10n.t('More thorough'),
  max: () => l10n.t('As much as the model can'),
};

const THINKING: Readonly<Record<Settings['thinking'], () => string>> = {
  auto: () => l10n.t('As the model decides'),
  on: () => l10n.t('Before each answer'),
  off: () => l10n.t('As little as the model can'),
};

/** The first of `values` is the default. */
async function choose<Value extends string>(
  setting: 'effort' | 'thinking',
  title: string,
  values: readonly Value[],
  words: Readonly<Record<Value, () => string>>,
  current: string,
): Promise<void> {
  const items = values.map((value) => ({
    value,
    label: `${value === current ? '$(check) ' : ''}${value}`,
    description: words[value](),
  }));
  const chosen = await window.showQuickPick(items, { title });
  if (chosen !== undefined) await changeSetting(setting, chosen.value === values[0] ? undefined : chosen.value);
}
