// Export Chat…: as Markdown to be read, or as JSON to be imported again; the ending of the file's name decides.
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { Uri, env, l10n, window, workspace } from 'vscode';
import { ChatLog } from '../../core/chat/chatLog.ts';
import { readJournal } from '../../core/chat/record.ts';
import { chatTitle } from '../../core/chat/title.ts';
import { chatJson } from '../../core/library/chatJson.ts';
import { imageFilesIn, MOST_IMAGES } from '../../core/library/exportImages.ts';
import { chatMarkdown } from '../../core/library/chatMarkdown.ts';
import { ImageFiles } from '../chat/imageFiles.ts';
import type { Library } from './library.ts';

export async function exportChat(library: Library, id: string): Promise<void> {
  // What was shown is in the file then.
  await library.chats.visit(id, ({ conversation }) => conversation.flush());
  const journal = await readFile(library.folder.journal(id), 'utf8').catch(() => '');
  const { records } = readJournal(journal);
  const log = ChatLog.from(records);
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
  const images = new ImageFiles(library.folder.path);
  const files = imageFilesIn(records);
  const asJson = target.path.toLowerCase().endsWith('.json');
  const carried = asJson ? await imagesToCarry(images, files) : new Map<string, string>();
  const text = asJson
    ? chatJson(journal, title, library.clock.now(), carried)
    : chatMarkdown(log, { t: l10n.t, date, sizes: await sizesOf(images, files) });
  try {
    await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(l10n.t('The chat could not be written to {0}: {1}', target.path, said));
    return;
  }
  void offerToOpen(target, asJson ? files.length - carried.size : 0);
}

/** As many as the file has room for. */
async function imagesToCarry(images: ImageFiles, files: readonly string[]): Promise<Map<string, string>> {
  const carried = new Map<string, string>();
  let room = MOST_IMAGES;
  for (const file of files) {
    const data = (await images.read([file])).get(file);
    if (data === undefined || data.length > room) continue;
    room -= data.length;
    carried.set(file, data);
  }
  return carried;
}

async function sizesOf(images: ImageFiles, files: readonly string[]): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const file of files) {
    const bytes = await images.bytes(file);
    if (bytes !== undefined) sizes.set(file, bytes.length);
  }
  return sizes;
}

async function offerToOpen(target: Uri, missing: number): Promise<void> {
  const open = l10n.t('Open');
  const name = target.path.split('/').at(-1) ?? '';
  const done = l10n.t('The chat was exported to {0}.', name);
  const answer = await (missing === 0
    ? window.showInformationMessage(done, open)
    : window.showWarningMessage(
        `${done} ${l10n.t('Images that are gone, or for which it had no room, are not in it: {0}.', missing)}`,
        open,
      ));
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
