// Reject is never final: the last edit that was rejected, undone or reverted comes back to be judged anew.
import { l10n, window, workspace } from 'vscode';
import { EditGroup } from '../../core/edit/editGroup.ts';
import { proposedText } from '../../core/edit/editRecord.ts';
import { restoreHunks, savedHunks } from '../../core/edit/savedEdit.ts';
import type { EditStore } from './editStore.ts';
import type { InlineEdits } from './inlineEdits.ts';
import { openFile } from './openFile.ts';

/** Brings back what was rejected last, undone or reverted: of this window and of the last day. */
export async function reopenLast(edits: InlineEdits, store: EditStore): Promise<void> {
  await store.flush();
  const records = store.records.toReversed();
  for (const record of records) {
    const open = edits.all.find(({ facts }) => facts.id === record.id);
    if (open !== undefined) {
      if (open.rejected.length === 0) continue;
      await window.showTextDocument(open.document);
      return void (await open.reopen());
    }
    const document = await openFile(record.uri);
    const hunks = document === undefined ? [] : restoreHunks(record.saved, document.getText());
    if (!savedHunks(record.saved).some(({ verdict }) => verdict === 'rejected')) continue;
    if (document === undefined || !hunks.some(({ verdict }) => verdict === 'rejected'))
      return showLost(proposedText(record));
    const edit = edits.add(document, EditGroup.of(hunks), record);
    await window.showTextDocument(document);
    return void (await edit.reopen());
  }
  void window.showInformationMessage(l10n.t('No edit of the last day was rejected, undone or reverted.'));
}

async function showLost(text: string): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument({ content: text }));
  void window.showInformationMessage(l10n.t('The place of the last edit is gone. Here is what Claude had written.'));
}
