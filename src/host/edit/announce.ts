// Says in passing how an edit stands: in the status bar, which screen readers do not read out by themselves. Where the
// user has told the editor that one is used, it is said as a notification, which they do read; `auto` tells no extension.
import { window, workspace } from 'vscode';

/** Long enough to be read. */
const SHOWN_MS = 8000;

export function announce(words: string): void {
  window.setStatusBarMessage(words, SHOWN_MS);
  if (workspace.getConfiguration('editor').get('accessibilitySupport') === 'on') {
    void window.showInformationMessage(words);
  }
}
