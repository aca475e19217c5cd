// Import Chat…: brings back what Export Chat… wrote as JSON. Never in place of a chat that is there.
import { randomUUID } from 'node:crypto';
import { l10n, window, workspace, type Uri } from 'vscode';
import type { Images } from '../../core/context/contextBlocks.ts';
import { imageTypeOf } from '../../core/context/fileContent.ts';
import { readChatJson, type ReadChat } from '../../core/library/chatJson.ts';
import { ImageFiles } from '../chat/imageFiles.ts';
import type { Library } from './library.ts';

/** A chat of that size would be months of talk; reading it whole would stop everything else. */
const LARGEST = 256 * 1024 * 1024;

export async function importChats(library: Library): Promise<void> {
  const chosen = await window.showOpenDialog({
    title: l10n.t('Import Chat'),
    openLabel: l10n.t('Import'),
    canSelectMany: true,
    filters: { [l10n.t('Exported chats')]: ['json'] },
  });
  if (chosen === undefined) return;
  let last: string | undefined;
  for (const file of chosen) last = (await importChat(library, file)) ?? last;
  if (last === undefined) return;
  library.changed();
  await library.chats.open(last);
  await library.reveal();
}

/** The id of the chat; undefined where the user has been told why there is none. */
export async function importChat(library: Library, file: Uri): Promise<string | undefined> {
  const name = file.path.split('/').at(-1) ?? '';
  try {
    const { size } = await workspace.fs.stat(file);
    if (size > LARGEST) return refuse(l10n.t('{0} is too large to be a chat.', name));
    const read = readChatJson(new TextDecoder().decode(await workspace.fs.readFile(file)));
    if (!read.ok) return refuse(whyNot(read.wrong, name));
    const id = read.id === undefined || (await library.folder.isTaken(read.id)) ? randomUUID() : read.id;
    await library.folder.create(id, read.journal(id, await keepImages(library, id, read.images)));
    return id;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return refuse(l10n.t('{0} could not be imported: {1}', name, said));
  }
}

/** The names that they have from now on; what is no image under its name gets none. */
async function keepImages(library: Library, id: string, images: Images): Promise<ReadonlyMap<string, string>> {
  const kept = new ImageFiles(library.folder.path);
  const names = new Map<string, string>();
  for (const [file, data] of images) {
    const type = imageTypeOf(Buffer.from(data.slice(0, 64), 'base64'));
    if (type !== undefined) names.set(file, await kept.write(id, type, data));
  }
  return names;
}

function refuse(why: string): undefined {
  void window.showErrorMessage(why);
}

function whyNot(wrong: Extract<ReadChat, { ok: false }>['wrong'], name: string): string {
  switch (wrong) {
    case 'noJson':
      return l10n.t('{0} is no JSON file, or was cut off: nothing was imported.', name);
    case 'noChat':
      return l10n.t('{0} holds no chat of Sidestream. Export one as JSON to import it.', name);
    case 'newer':
      return l10n.t('{0} was exported by a later version of Sidestream. Update Sidestream to import it.', name);
    case 'empty':
      return l10n.t('{0} holds a chat in which nothing was said.', name);
  }
}
