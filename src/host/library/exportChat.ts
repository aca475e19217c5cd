// Export Chat…: as Markdown to be read, or as JSON to be imported again; the ending of the file's name decides.
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { Uri, env, l10n, window, workspace } from 'vscode';
import { ChatLog } from '../../core/chat/chatLog.ts';
import { readJournal } from '../../core/chat/record.ts';
import { chatTitle } from '../../core/chat/title.ts';
import { chatJson } from '../../core/library/chatJson.ts';
import { chatMarkdown } from '../../core/library/chatMarkdown.ts';
import type { Library } from './library.ts';

export async function exportChat(library: Library, id: string): Promise<void> {
  // What was shown is in the file then.
  await library.chats.visit(id, ({ conversation }) => conversation.flush());
  const journal = await readFile(library.folder.journal(id), 'utf8').catch(() => '');
  const log = ChatLog.from(readJournal(journal).records);
  if (log.turns.length === 0) {
    void window.showInformationMessage(l10n.t('There is nothing to export: nothing was said in this chat yet.'));
    return;
  }
  const title = chatTitle(log);
  const target = await window.showSaveDialog({
    title: l10n.t('Export Chat'),
    defaultUri: Uri.joinPath(workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir()), `${fileName(title)}.md`),
    filters: { [l10n.t('Markdown, to be read')]: ['md'], [l10n.t('JSON, to be imported again')]: ['json'] },
  });
  if (target === undefined) return;
  const text = target.path.toLowerCase().endsWith('.json')
    ? chatJson(journal, title, library.clock.now())
    : chatMarkdown(log, { t: l10n.t, date });
  try {
    await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(l10n.t('The chat could not be written to {0}: {1}', target.path, said));
    return;
  }
  void offerToOpen(target);
}

async function offerToOpen(target: Uri): Promise<void> {
  const open = l10n.t('Open');
  const name = target.path.split('/').at(-1) ?? '';
  const answer = await window.showInformationMessage(l10n.t('The chat was exported to {0}.', name), open);
  if (answer === open) await window.showTextDocument(target);
}

const date = (at: number): string =>
  new Date(at).toLocaleString([env.language, 'en'], { dateStyle: 'medium', timeStyle: 'short' });

/** The title without what some file system does not take. */
const fileName = (title: string): string =>
  title
    .replaceAll(/[\p{C}\\/:*?"<>|]+/gu, ' ')
    .replace(/[. ]+$/, '')
    .trim()
    .slice(0, 80) || 'chat';
