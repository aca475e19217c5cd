// A chat that this window has loaded: its conversation over its journal on disk, and what bars it from being written.
import { l10n } from 'vscode';
import { ChatLog } from '../../core/chat/chatLog.ts';
import { Attached } from '../../core/context/attached.ts';
import { chipOf } from '../../core/context/chips.ts';
import { Conversation } from '../../core/chat/conversation.ts';
import type { ConversationPorts } from '../../core/chat/conversationPorts.ts';
import { JOURNAL_VERSION, readJournal, writeRecord } from '../../core/chat/record.ts';
import { contextTokens, middleOfMemory, nearlyFull } from '../../core/chat/contextFill.ts';
import { chatTitle } from '../../core/chat/title.ts';
import type { Notice, PanelContext, PanelStatus } from '../../panelState.ts';
import type { HostEvent } from '../../protocol.ts';
import type { ChatFiles } from './chatFiles.ts';
import type { JournalFile } from './journalFile.ts';

/** What a conversation needs beside its own journal and its way to the panel. */
export type SharedPorts = Omit<
  ConversationPorts,
  'journal' | 'post' | 'onRunning' | 'onEvent' | 'onSpent' | 'connect' | 'blocked' | 'attached' | 'context'
> & {
  /** The file in the editor, as the panel shows it. */
  readonly openFile: () => PanelContext['openFile'];
  /** Lines of a journal that cannot be read: torn by a crash, damaged, or foreign. They stay as they are. */
  readonly onUnread: (chatId: string, lines: number) => void;
  readonly connect: (chatId: string, model?: string) => ReturnType<ConversationPorts['connect']>;
  readonly onEvent: (chatId: string, ...event: Parameters<ConversationPorts['onEvent']>) => void;
  readonly onSpent: (chatId: string, ...spent: Parameters<ConversationPorts['onSpent']>) => void;
  /** URIs of the folders that a new chat belongs to. */
  readonly workspace: () => readonly string[];
};

export interface LiveChatEnds {
  readonly onPost: (event: HostEvent) => void;
  readonly onRunning: (running: boolean) => void;
}

type Read = Awaited<ReturnType<ChatFiles['read']>>;

export class LiveChat {
  readonly id: string;
  readonly conversation: Conversation;
  readonly #ports: SharedPorts;
  readonly #files: ChatFiles;
  readonly #ends: LiveChatEnds;
  readonly #journal: JournalFile;
  readonly #newer: boolean;
  /** Its journal was taken away, by Delete Chat in another window. */
  #gone = false;
  #idle: (() => void)[] = [];
  #toldTitle: string;

  static async load(id: string, files: ChatFiles, ports: SharedPorts, ends: LiveChatEnds): Promise<LiveChat> {
    const [journal, draft, kept] = await Promise.all([files.read(id), files.readDraft(id), files.readAttached(id)]);
    const log = ChatLog.from(journal?.records ?? []);
    if (journal !== undefined && journal.unread > 0) ports.onUnread(id, journal.unread);
    // A new chat has no journal yet; one whose first line was damaged has no name.
    if (log.id === '') {
      log.apply({ type: 'chat', v: JOURNAL_VERSION, id, at: ports.clock.now(), workspace: ports.workspace() });
    }
    return new LiveChat(id, files, log, { draft, attached: Attached.from(kept) }, journal, ports, ends);
  }

  private constructor(
    id: string,
    files: ChatFiles,
    log: ChatLog,
    { draft, attached }: { readonly draft: string; readonly attached: Attached },
    read: Read,
    ports: SharedPorts,
    ends: LiveChatEnds,
  ) {
    this.id = id;
    this.#files = files;
    this.#ports = ports;
    this.#ends = ends;
    this.#newer = read?.newer === true;
    this.#toldTitle = chatTitle(log);
    const header = writeRecord({ type: 'chat', v: JOURNAL_VERSION, id, at: log.at, workspace: log.workspace });
    this.#journal = files.open(id, header, read?.bytes ?? 0, {
      onForeign: (lines) => this.conversation.hear(readJournal(lines).records),
      onGone: (gone) => this.#setGone(gone),
    });
    this.conversation = new Conversation(log, draft, {
      ...ports,
      journal: this.#journal,
      attached,
      context: () => this.#context(),
      blocked: () => this.blocked,
      status: () => this.status(),
      connect: (model) => ports.connect(id, model),
      onEvent: (...event) => ports.onEvent(id, ...event),
      onSpent: (...spent) => ports.onSpent(id, ...spent),
      post: (event) => this.#post(event),
      onRunning: (running) => {
        if (!running) ends.onPost({ type: 'status', status: this.status() });
        if (!running) for (const resolve of this.#idle.splice(0)) resolve();
        ends.onRunning(running);
      },
    });
    attached.onChange = () => void this.#keepAttached();
  }

  /** Why nothing can be added to it, if so. */
  get blocked(): Notice | undefined {
    if (this.#gone) return deletedElsewhere();
    return this.#newer ? newerJournal() : undefined;
  }

  /** What its panel shows around the turns. */
  status(): PanelStatus {
    const status = this.#ports.status();
    const { log } = this.conversation;
    const context = contextTokens(log);
    const mayForget = middleOfMemory(log) !== undefined;
    const notice =
      this.blocked ?? status.notice ?? nearlyFull(context ?? 0, status.model.window, mayForget, this.#ports.t);
    return { ...status, ...(notice !== undefined && { notice }), ...(context !== undefined && { context }) };
  }

  async keepDraft(text: string): Promise<void> {
    this.conversation.draft = text;
    // A draft of a chat that is no more would lie there for ever.
    if (!this.#gone) await this.#files.writeDraft(this.id, text);
  }

  /** What goes along with the next message has changed, or the file in the editor. */
  tellContext(): void {
    this.#ends.onPost({ type: 'context', context: this.#context() });
  }

  /** Resolves when no reply of it runs in this window. */
  idle(): Promise<void> {
    return this.conversation.running ? new Promise((resolve) => this.#idle.push(resolve)) : Promise.resolve();
  }

  /** Ends what this window runs, lets all that was shown or typed reach the disk, and lets go of the file. */
  async close(): Promise<void> {
    this.conversation.dispose();
    await this.idle();
    await this.conversation.flush();
    await this.#journal.close();
    await this.#files.flush();
  }

  #context(): PanelContext {
    const openFile = this.#ports.openFile();
    const chips = this.conversation.attached.items.map(chipOf);
    return { chips, ...(openFile !== undefined && { openFile }) };
  }

  async #keepAttached(): Promise<void> {
    this.tellContext();
    if (!this.#gone) await this.#files.writeAttached(this.id, this.conversation.attached.text);
  }

  #post(event: HostEvent): void {
    // The host itself changed the draft: taken by a message, or filled again.
    if (event.type === 'accepted' || event.type === 'draft') void this.keepDraft(this.conversation.draft);
    this.#ends.onPost(event);
    if (event.type === 'turn' || event.type === 'branch') this.#tellTitle();
  }

  /** The first message makes the title, whichever window it came from. */
  #tellTitle(): void {
    const title = chatTitle(this.conversation.log);
    if (title === this.#toldTitle) return;
    this.#toldTitle = title;
    this.#ends.onPost({ type: 'title', title });
  }

  #setGone(gone: boolean): void {
    if (this.#gone === gone) return;
    this.#gone = gone;
    if (gone) this.conversation.stop();
    this.#ends.onPost({ type: 'status', status: this.status() });
  }
}

function deletedElsewhere(): Notice {
  return {
    severity: 'warning',
    title: l10n.t('This chat was deleted in another window.'),
    detail: l10n.t('Undo there brings it back. Nothing can be added to it here.'),
    steps: ['newChat'],
  };
}

function newerJournal(): Notice {
  return {
    severity: 'warning',
    title: l10n.t('A later version of Sidestream wrote this chat.'),
    detail: l10n.t(
      'It can be read here, and is left as it is. Update Sidestream to go on with it, or start a new chat.',
    ),
    steps: ['newChat'],
  };
}
