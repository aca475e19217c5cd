// Changes a setting where the change counts.
import { ConfigurationTarget, workspace } from 'vscode';
import type { SettingName } from './names.ts';

/** For the user, or for the workspace where that has its own value; `undefined` takes the default again. */
export async function changeSetting(name: SettingName, value: string | undefined): Promise<void> {
  const all = workspace.getConfiguration('sidestream');
  const own = all.inspect(name)?.workspaceValue !== undefined;
  await all.update(name, value, own ? ConfigurationTarget.Workspace : ConfigurationTarget.Global);
}
