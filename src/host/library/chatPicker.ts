// Open Chat…: all chats in a list, the newest first; what is typed is sought in all that was ever said in them.
import {
  QuickPickItemKind,
  ThemeIcon,
  Uri,
  env,
  l10n,
  window,
  type QuickInputButton,
  type QuickPick,
  type QuickPickItem,
} from 'vscode';
import { ago } from '../../core/library/ago.ts';
import type { ChatSummary } from '../../core/library/summary.ts';
import { Disposables } from '../disposables.ts';
import type { FoundChat } from './catalog.ts';
import { deleteChat } from './deleteChats.ts';
import { exportChat } from './exportChat.ts';
import { isHere } from './isHere.ts';
import type { Library } from './library.ts';
import { renameChat } from './renameChat.ts';

interface ChatItem extends QuickPickItem {
  readonly chat?: ChatSummary;
}

const button = (icon: string, tooltip: string): QuickInputButton => ({ iconPath: new ThemeIcon(icon), tooltip });

/** Resolves when the list is closed. */
export function pickChat(library: Library): Promise<void> {
  return new Promise((resolve) => void new ChatPicker(library, resolve).refresh());
}

class ChatPicker {
  readonly #library: Library;
  readonly #pick: QuickPick<ChatItem>;
  readonly #owned = new Disposables();
  readonly #rename = button('edit', l10n.t('Rename Chat'));
  readonly #export = button('export', l10n.t('Export Chat'));
  readonly #delete = button('trash', l10n.t('Delete Chat'));
  readonly #hereOnly = button('folder', l10n.t('Show chats of this workspace only'));
  readonly #everywhere = button('folder-active', l10n.t('Show chats of all workspaces'));
  #chats: readonly ChatSummary[] = [];
  #onlyHere = false;
  /** The list is to be made anew. */
  #wanted = false;
  /** Enter was pressed while the list was being made. */
  #accepted = false;

  constructor(library: Library, onClosed: () => void) {
    this.#library = library;
    const pick = (this.#pick = this.#owned.add(window.createQuickPick<ChatItem>()));
    pick.title = l10n.t('Open Chat');
    pick.placeholder = l10n.t('Search all that was said in all chats');
    pick.matchOnDetail = true;
    pick.buttons = [this.#hereOnly];
    this.#owned.add(pick.onDidChangeValue(() => void this.#show()));
    this.#owned.add(pick.onDidAccept(() => void this.#accept()));
    this.#owned.add(pick.onDidTriggerButton((pressed) => this.#filter(pressed === this.#hereOnly)));
    this.#owned.add(
      pick.onDidTriggerItemButton(({ item, button: pressed }) => void (item.chat && this.#act(pressed, item.chat))),
    );
    this.#owned.add(library.onDidChange(() => void this.refresh()));
    this.#owned.add(library.chats.onDidChangeRunning(() => void this.#show()));
    pick.onDidHide(() => {
      this.#owned.dispose();
      onClosed();
    });
    pick.show();
  }

  /** Looks at the disk anew. */
  async refresh(): Promise<void> {
    try {
      this.#chats = await this.#library.list();
      await this.#show();
    } catch (error) {
      this.#pick.hide();
      const said = error instanceof Error ? error.message : String(error);
      void window.showErrorMessage(l10n.t('The chats could not be read: {0}', said));
    }
  }

  /** One look at a time: keys that are pressed meanwhile are looked at together, after it. */
  async #show(): Promise<void> {
    this.#wanted = true;
    if (this.#pick.busy) return;
    this.#pick.busy = true;
    while (this.#wanted) {
      this.#wanted = false;
      const query = this.#pick.value.trim();
      const found = query === '' ? undefined : await this.#library.catalog.search(query);
      if (!this.#wanted) this.#pick.items = found === undefined ? this.#all() : this.#found(found);
    }
    this.#pick.busy = false;
    if (this.#accepted) await this.#open(this.#best);
  }

  /** Who is quicker than the search means the best of what it finds; so does who chose from a list that is gone by now. */
  async #accept(): Promise<void> {
    if (this.#pick.busy) this.#accepted = true;
    else await this.#open(this.#pick.selectedItems[0]?.chat ?? this.#best);
  }

  get #best(): ChatSummary | undefined {
    return this.#pick.items.find(({ chat }) => chat !== undefined)?.chat;
  }

  /** Without a query: those of this workspace first. */
  #all(): ChatItem[] {
    const [here, others] = [this.#chats.filter(isHere), this.#chats.filter((chat) => !isHere(chat))];
    const group = (label: string, chats: readonly ChatSummary[]): ChatItem[] =>
      chats.length === 0
        ? []
        : [{ label, kind: QuickPickItemKind.Separator }, ...chats.map((chat) => this.#item(chat))];
    return [
      ...group(l10n.t('This Workspace'), here),
      ...(this.#onlyHere ? [] : group(l10n.t('Other Workspaces'), others)),
    ];
  }

  #found(found: readonly FoundChat[]): ChatItem[] {
    const byId = new Map(this.#chats.map((chat) => [chat.id, chat]));
    return found.flatMap(({ id, snippet }) => {
      const chat = byId.get(id);
      return chat === undefined || (this.#onlyHere && !isHere(chat)) ? [] : [this.#item(chat, snippet)];
    });
  }

  #item(chat: ChatSummary, snippet?: string): ChatItem {
    const streams = this.#library.streams(chat);
    const facts = [
      chat.id === this.#library.chats.currentId && l10n.t('open'),
      streams ? l10n.t('answering now') : ago(chat.lastAt, this.#library.clock.now(), env.language),
      !isHere(chat) && folderNames(chat),
    ].filter((fact) => typeof fact === 'string' && fact !== '');
    return {
      label: chat.title,
      iconPath: new ThemeIcon(streams ? 'sync~spin' : 'comment-discussion'),
      description: facts.join(' · '),
      ...(snippet !== undefined && { detail: snippet }),
      buttons: [this.#rename, this.#export, this.#delete],
      // The catalogue has decided; the editor would compare with the title alone.
      alwaysShow: true,
      chat,
    };
  }

  #filter(onlyHere: boolean): void {
    this.#onlyHere = onlyHere;
    this.#pick.buttons = [onlyHere ? this.#everywhere : this.#hereOnly];
    void this.#show();
  }

  async #open(chat: ChatSummary | undefined): Promise<void> {
    this.#accepted = false;
    if (chat === undefined) return;
    this.#pick.hide();
    await this.#library.chats.open(chat.id);
    await this.#library.reveal();
  }

  async #act(pressed: QuickInputButton, chat: ChatSummary): Promise<void> {
    if (pressed === this.#delete) return deleteChat(this.#library, chat.id, chat.title);
    // What asks for a name takes the place of the list.
    this.#pick.hide();
    await (pressed === this.#export ? exportChat : renameChat)(this.#library, chat.id);
    await pickChat(this.#library);
  }
}

const folderNames = ({ workspace: folders }: ChatSummary): string =>
  folders
    .map(
      (folder) =>
        Uri.parse(folder)
          .path.split('/')
          .findLast((name) => name !== '') ?? '',
    )
    .join(', ');
