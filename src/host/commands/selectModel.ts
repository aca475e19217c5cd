// Select Model…: the user's choice becomes the setting, and so do the effort and the thinking that the model has.
import { l10n } from 'vscode';
import { changeSetting } from '../changeSetting.ts';
import type { Account } from '../claude/account.ts';
import type { ModelList } from '../claude/modelList.ts';
import { answerItems } from './answerItems.ts';
import { pickModel } from './pickModel.ts';

export async function selectModel(account: Account, list: ModelList): Promise<void> {
  const model = await pickModel(account, list, l10n.t('Select Model'), answerItems);
  if (model !== undefined) await changeSetting('model', model);
}
