// The commands about all chats, or about the open one among them; what carries them out is loaded when one is used.
import { chatTitle } from '../../core/chat/title.ts';
import type { LazyLibrary } from '../library/lazyLibrary.ts';
import type { Library } from '../library/library.ts';
import type { CommandName } from '../names.ts';

type LibraryCommand = Extract<CommandName, `sidestream.${string}Chat` | `sidestream.${string}Chats`>;

export function libraryCommands(
  lazy: LazyLibrary,
): Record<Exclude<LibraryCommand, 'sidestream.newChat' | 'sidestream.addToChat'>, () => Promise<void>> {
  /** The open chat. */
  const current = async ({ chats }: Library) => {
    const { log } = await chats.current();
    return { id: log.id, title: chatTitle(log) };
  };
  return {
    'sidestream.openChat': async () => {
      const { pickChat } = await import('../library/chatPicker.ts');
      await pickChat(await lazy.get());
    },
    'sidestream.renameChat': async () => {
      const { renameChat } = await import('../library/renameChat.ts');
      const library = await lazy.get();
      await renameChat(library, (await current(library)).id);
    },
    'sidestream.exportChat': async () => {
      const { exportChat } = await import('../library/exportChat.ts');
      const library = await lazy.get();
      await exportChat(library, (await current(library)).id);
    },
    'sidestream.importChat': async () => {
      const { importChats } = await import('../library/importChat.ts');
      await importChats(await lazy.get());
    },
    'sidestream.deleteChat': async () => {
      const { deleteChat } = await import('../library/deleteChats.ts');
      const library = await lazy.get();
      const { id, title } = await current(library);
      await deleteChat(library, id, title);
    },
    'sidestream.deleteAllChats': async () => {
      const { deleteAllChats } = await import('../library/deleteChats.ts');
      await deleteAllChats(await lazy.get());
    },
  };
}
