// What the panel's buttons and links do outside the chat: settings, keys, models, the browser, the editor.
import { Uri, commands, env, l10n, window } from 'vscode';
import type { NextStep } from '../../panelState.ts';

export function takeStep(step: NextStep): void {
  const command = COMMAND_OF[step];
  if (command !== undefined) void commands.executeCommand(command, ...(ARGUMENTS[step] ?? []));
}

const COMMAND_OF: Partial<Record<NextStep, string>> = {
  setApiKey: 'sidestream.setApiKey',
  selectModel: 'sidestream.selectModel',
  openSettings: 'workbench.action.openSettings',
  newChat: 'sidestream.newChat',
  testConnection: 'sidestream.testConnection',
  openWalkthrough: 'workbench.action.openWalkthrough',
  showUsage: 'sidestream.showUsage',
  showLog: 'sidestream.showLog',
};

const ARGUMENTS: Partial<Record<NextStep, readonly string[]>> = {
  openSettings: ['sidestream.'],
  openWalkthrough: ['sidestream.sidestream#start'],
};

/** Opens what a reader clicked, in the browser; anything but the web and mail stays shut. */
export function openLink(href: string): void {
  const url = URL.parse(href);
  if (url === null || !['http:', 'https:', 'mailto:'].includes(url.protocol)) {
    void window.showWarningMessage(l10n.t('Sidestream opens only web and mail addresses: {0}', href.slice(0, 200)));
    return;
  }
  // `true`: taken as it is, since Uri.toString encodes more than a browser would.
  void env.openExternal(Uri.parse(url.href, true));
}

/** Puts code where the cursor is, replacing what is selected, as one step to undo. The focus follows the click. */
export async function insertAtCursor(text: string): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) {
    void window.showInformationMessage(l10n.t('Open a file and put the cursor where the code shall go.'));
    return;
  }
  const done = await editor.edit((edit) => {
    for (const selection of editor.selections) edit.replace(selection, text);
  });
  if (!done) void window.showWarningMessage(l10n.t('The file could not be changed; it may be read-only.'));
}
