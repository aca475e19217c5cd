// Rename Chat…: the user's name for a chat, or none, which gives it the title of its first message again.
import { l10n, window } from 'vscode';
import { chatTitle } from '../../core/chat/title.ts';
import type { Library } from './library.ts';

const LONGEST = 200;

export async function renameChat(library: Library, id: string): Promise<void> {
  await library.chats.visit(id, async ({ conversation, blocked }) => {
    if (blocked !== undefined) {
      void window.showWarningMessage([blocked.title, blocked.detail].join(' '));
      return;
    }
    if (conversation.log.turns.length === 0) {
      void window.showInformationMessage(l10n.t('This chat has no name yet: its first message will give it one.'));
      return;
    }
    const title = await window.showInputBox({
      title: l10n.t('Rename Chat'),
      prompt: l10n.t('Left empty, the chat is named after its first message.'),
      value: chatTitle(conversation.log),
      validateInput: (text) =>
        text.length > LONGEST ? l10n.t('A name has {0} characters at most.', LONGEST) : undefined,
    });
    if (title !== undefined) await conversation.rename(title.replaceAll(/\s+/g, ' ').trim());
  });
  library.changed();
}
