// The last chats, as an empty one offers them, and the way into them.
import { commands, env } from 'vscode';
import { ago } from '../../core/library/ago.ts';
import type { RecentChat } from '../../panelState.ts';
import type { HostEvent, PageMessage } from '../../protocol.ts';
import { isHere } from './isHere.ts';
import type { Library } from './library.ts';

export type LibraryMessage = Extract<PageMessage, { type: 'recentChats' | 'openChat' }>;

const OFFERED = 3;

/** Carries out what an empty chat's page asks for. */
export async function receive(
  library: Library,
  message: LibraryMessage,
  post: (event: HostEvent) => void,
): Promise<void> {
  if (message.type === 'recentChats') return post({ type: 'recentChats', chats: await recentChats(library) });
  if (message.id === undefined) return void commands.executeCommand('sidestream.openChat');
  // It may have been deleted since it was offered; a page may name anything.
  const known = (await library.list()).some(({ id }) => id === message.id);
  if (!known) return post({ type: 'recentChats', chats: await recentChats(library) });
  await library.chats.open(message.id);
  await library.reveal();
}

/** Those of this workspace, or, where it has none, of all. */
async function recentChats(library: Library): Promise<readonly RecentChat[]> {
  const all = (await library.list()).filter(({ id }) => id !== library.chats.currentId);
  const here = all.filter(isHere);
  const now = library.clock.now();
  return (here.length > 0 ? here : all)
    .slice(0, OFFERED)
    .map(({ id, title, lastAt }) => ({ id, title, when: ago(lastAt, now, env.language) }));
}
