// Select Model…: the user's choice becomes the setting.
import { ConfigurationTarget, l10n, workspace } from 'vscode';
import type { Account } from '../claude/account.ts';
import type { ModelList } from '../claude/modelList.ts';
import { pickModel } from './pickModel.ts';

export async function selectModel(account: Account, list: ModelList): Promise<void> {
  const model = await pickModel(account, list, l10n.t('Select Model'));
  if (model === undefined) return;
  // Where the workspace has its own choice, a change for the user alone would do nothing.
  const inspected = workspace.getConfiguration('sidestream').inspect('model');
  const target = inspected?.workspaceValue === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  await workspace.getConfiguration('sidestream').update('model', model, target);
}
