// Delete Chat, which can be taken back for a while, and Delete All Chats…, which cannot and asks first.
import { l10n, window } from 'vscode';
import type { Library } from './library.ts';

export async function deleteChat(library: Library, id: string, title: string): Promise<void> {
  const { deletions } = library;
  if (!(await deletions.delete(id))) {
    void window.showInformationMessage(l10n.t('There is nothing to delete: nothing was said in this chat yet.'));
    return;
  }
  library.changed();
  void offerUndo(library, id, title);
}

/** The notification can be taken up as long as it is there. */
async function offerUndo(library: Library, id: string, title: string): Promise<void> {
  const undo = l10n.t('Undo');
  const answer = await window.showInformationMessage(l10n.t('The chat “{0}” was deleted.', title), undo);
  if (answer !== undo) return library.deletions.finish(id);
  if (!(await library.deletions.undo(id))) {
    void window.showInformationMessage(l10n.t('It is too late: the chat “{0}” is gone for good.', title));
  }
  library.changed();
}

export async function deleteAllChats(library: Library): Promise<void> {
  const { length } = await library.list();
  if (length === 0) {
    void window.showInformationMessage(l10n.t('There are no chats to delete.'));
    return;
  }
  const all = l10n.t('Delete All');
  const answer = await window.showWarningMessage(
    length === 1 ? l10n.t('Delete the one chat there is?') : l10n.t('Delete all {0} chats?', length),
    {
      modal: true,
      detail: l10n.t(
        'They are removed for good, of every workspace and window, with their drafts. This cannot be undone. Answers that are still coming are stopped.',
      ),
    },
    all,
  );
  if (answer !== all) return;
  await library.deletions.deleteAll((await library.list()).filter((chat) => library.streams(chat)).map(({ id }) => id));
  library.changed();
  void window.showInformationMessage(l10n.t('All chats were deleted.'));
}
