// Says so when the settings begin to ask a model for what it does not have: the API would refuse it, so it is not sent.
import { l10n, window } from 'vscode';
import { lackWords } from '../../core/claude/modelLacks.ts';
import { resolveModel, type Model } from '../../core/claude/models.ts';
import { readSettings } from '../settings.ts';

export function tellLacks(models: readonly Model[]): void {
  // All windows hear of a change, and one is enough.
  if (!window.state.focused) return;
  const settings = readSettings();
  const model = resolveModel(settings.model, models);
  const { effort, thinking } = model === undefined ? {} : lackWords(model, settings, l10n.t);
  const words = [effort, thinking].filter((each) => each !== undefined).join(' ');
  if (words !== '') void window.showInformationMessage(words);
}
