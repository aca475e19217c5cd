// What the buttons of a code block do beside copying and inserting: a new file, and the prompt of a terminal.
import { env, l10n, languages, window, workspace } from 'vscode';
import { languageId } from '../../core/chat/languageId.ts';
import { terminalText } from '../../core/chat/terminalText.ts';

/** Opens the code as an untitled file of its language. */
export async function openInNewFile(code: string, fence: string): Promise<void> {
  const language = languageId(fence, await languages.getLanguages());
  const document = await workspace.openTextDocument({ content: code, ...(language !== undefined && { language }) });
  await window.showTextDocument(document);
}

/**
 * Puts commands at the prompt of the active terminal, or of a new one; running them is the user's part. What cannot be
 * one line would run up to its last: it goes to the clipboard instead.
 */
export async function putInTerminal(code: string, fence: string): Promise<void> {
  const commands = terminalText(code, fence);
  if (commands === undefined) {
    void window.showInformationMessage(l10n.t('There is no command in this code block.'));
    return;
  }
  const terminal = window.activeTerminal ?? window.createTerminal();
  terminal.show();
  if (commands.line !== undefined) return terminal.sendText(commands.line, false);
  await env.clipboard.writeText(commands.text);
  void window.showInformationMessage(
    l10n.t('Several lines cannot be put at a prompt without running them. They are copied: paste them where they fit.'),
  );
}
