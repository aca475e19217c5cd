// Tells the user once that chats cannot be written, and the log each time; a chat goes on without its journal.
import { l10n, window, type LogOutputChannel } from 'vscode';

export function troubleTeller(log: LogOutputChannel): (error: unknown) => void {
  let told = false;
  return (error) => {
    log.error(error instanceof Error ? error : String(error));
    if (told) return;
    told = true;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    void window.showWarningMessage(
      l10n.t(
        'Sidestream cannot write its chats to disk ({0}). You can go on, but what is said now may be gone after a restart. Make room or check the folder’s permissions; writing is tried again by itself.',
        code,
      ),
    );
  };
}
