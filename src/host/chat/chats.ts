// The chats of this window: which one is open, and those that still stream behind it. Switching cancels nothing.
import { EventEmitter, l10n, workspace, type Disposable, type Event, type Memento } from 'vscode';
import { ChatLog } from '../../core/chat/chatLog.ts';
import { Conversation } from '../../core/chat/conversation.ts';
import type { ConversationPorts } from '../../core/chat/conversationPorts.ts';
import { JOURNAL_VERSION, readJournal, writeRecord } from '../../core/chat/record.ts';
import type { HostEvent, Notice } from '../../protocol.ts';
import type { ChatFiles } from './chatFiles.ts';
import type { JournalFile } from './journalFile.ts';

/** What a conversation needs beside its own journal and its way to the panel. */
export type SharedPorts = Omit<
  ConversationPorts,
  'journal' | 'post' | 'onRunning' | 'onEvent' | 'onSpent' | 'connect' | 'blocked'
> & {
  /** Lines of a journal that cannot be read: torn by a crash, damaged, or foreign. They stay as they are. */
  readonly onUnread: (chatId: string, lines: number) => void;
  readonly connect: (chatId: string) => ReturnType<ConversationPorts['connect']>;
  readonly onEvent: (chatId: string, ...event: Parameters<ConversationPorts['onEvent']>) => void;
  readonly onSpent: (chatId: string, ...spent: Parameters<ConversationPorts['onSpent']>) => void;
};

interface OpenChat {
  readonly conversation: Conversation;
  readonly journal: JournalFile;
}

const CURRENT = 'sidestream.currentChat';

export class Chats implements Disposable {
  readonly #files: ChatFiles;
  readonly #ports: SharedPorts;
  readonly #memento: Memento;
  readonly #open = new Map<string, OpenChat>();
  readonly #posted = new EventEmitter<HostEvent>();
  readonly #runningChanged = new EventEmitter<void>();
  readonly #switched = new EventEmitter<void>();
  #current: Promise<Conversation> | undefined;
  #currentId: string | undefined;
  /** What the open chat tells its panel. */
  readonly onDidPost: Event<HostEvent> = this.#posted.event;
  readonly onDidChangeRunning: Event<void> = this.#runningChanged.event;
  /** Another chat is open now: the panel needs a snapshot. */
  readonly onDidSwitch: Event<void> = this.#switched.event;

  constructor(files: ChatFiles, memento: Memento, ports: SharedPorts) {
    this.#files = files;
    this.#memento = memento;
    this.#ports = ports;
  }

  /** The open chat: the one that this window had last, else a new one. */
  current(): Promise<Conversation> {
    const remembered = this.#memento.get<string>(CURRENT);
    this.#current ??= this.#load(remembered ?? this.#ports.newId());
    return this.#current;
  }

  /** The open chat, if it has been asked for before. */
  get running(): boolean {
    return this.#openNow?.running === true;
  }

  get isOpen(): boolean {
    return this.#current !== undefined;
  }

  /** Opens an empty chat. The one before goes on streaming, if it does. */
  async newChat(): Promise<void> {
    const before = await this.current();
    if (before.log.turns.length === 0 && !before.running) return;
    this.#current = this.#load(this.#ports.newId());
    await this.#current;
    this.#switched.fire();
    this.#runningChanged.fire();
  }

  /** Keeps a draft: the open chat's, or that of the chat which the page still showed when it was typed. */
  async keepDraft(text: string, chatId: string | undefined): Promise<void> {
    const { log } = await this.current();
    const id = chatId ?? log.id;
    const open = this.#open.get(id)?.conversation;
    if (open !== undefined) open.draft = text;
    await this.#files.writeDraft(id, text);
  }

  stopAll(): void {
    for (const { conversation } of this.#open.values()) conversation.stop();
  }

  async flush(): Promise<void> {
    await Promise.all(
      [...this.#open.values()].map(async ({ conversation, journal }) => {
        await conversation.flush();
        await journal.close();
      }),
    );
  }

  dispose(): void {
    for (const { conversation } of this.#open.values()) conversation.dispose();
    for (const emitter of [this.#posted, this.#runningChanged, this.#switched]) emitter.dispose();
  }

  get #openNow(): Conversation | undefined {
    return this.#currentId === undefined ? undefined : this.#open.get(this.#currentId)?.conversation;
  }

  async #load(id: string): Promise<Conversation> {
    this.#currentId = id;
    void this.#memento.update(CURRENT, id);
    const [journal, draft] = await Promise.all([this.#files.read(id), this.#files.readDraft(id)]);
    const log = ChatLog.from(journal?.records ?? []);
    if (journal !== undefined && journal.unread > 0) this.#ports.onUnread(id, journal.unread);
    // A new chat has no journal yet; one whose first line was damaged has no name.
    if (log.id === '') {
      log.apply({ type: 'chat', v: JOURNAL_VERSION, id, at: this.#ports.clock.now(), workspace: folders() });
    }
    return this.#start(id, log, draft, journal);
  }

  #start(id: string, log: ChatLog, draft: string, read: Awaited<ReturnType<ChatFiles['read']>>): Conversation {
    const header = writeRecord({ type: 'chat', v: JOURNAL_VERSION, id, at: log.at, workspace: log.workspace });
    const journal = this.#files.open(id, header, read?.bytes ?? 0, (lines) =>
      conversation.hear(readJournal(lines).records),
    );
    const blocked = read?.newer === true ? newerJournal() : undefined;
    const conversation = new Conversation(log, draft, {
      ...this.#ports,
      journal,
      blocked: () => blocked,
      status: () => ({ ...this.#ports.status(), ...(blocked !== undefined && { notice: blocked }) }),
      connect: () => this.#ports.connect(id),
      onEvent: (...event) => this.#ports.onEvent(id, ...event),
      onSpent: (...spent) => this.#ports.onSpent(id, ...spent),
      post: (event) => {
        // The host itself changed the draft: taken by a message, or filled again.
        if (event.type === 'accepted' || event.type === 'draft') void this.#files.writeDraft(id, conversation.draft);
        if (this.#currentId === id) this.#posted.fire(event);
      },
      onRunning: (running) => {
        // A chat that is not open any more is let go when its reply has ended.
        if (!running && this.#currentId !== id) void this.#letGo(id);
        this.#runningChanged.fire();
      },
    });
    this.#open.set(id, { conversation, journal });
    return conversation;
  }

  async #letGo(id: string): Promise<void> {
    const chat = this.#open.get(id);
    if (chat === undefined) return;
    this.#open.delete(id);
    await chat.conversation.flush();
    chat.conversation.dispose();
    await chat.journal.close();
  }
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

function folders(): string[] {
  return workspace.workspaceFolders?.map(({ uri }) => uri.toString()) ?? [];
}
