// The chats of this window: which one is open, and those that still stream behind it. Switching cancels nothing.
import { EventEmitter, type Disposable, type Event, type Memento } from 'vscode';
import type { Conversation } from '../../core/chat/conversation.ts';
import type { HostEvent } from '../../protocol.ts';
import type { ChatFiles } from './chatFiles.ts';
import type { LiveChat, LiveChatEnds, SharedPorts } from './liveChat.ts';

const SUMMARY_PROMPT =
  'Sum this chat up for yourself, so that you can go on with it in a new one: what it is about, what was decided, what is still open, and all code that is still needed.';
const SUMMARY_BEGINS = 'So far, in an earlier chat:\n\n{0}\n\nGo on from here: ';

const CURRENT = 'sidestream.currentChat';

export class Chats implements Disposable {
  readonly #files: () => Promise<ChatFiles>;
  readonly #ports: SharedPorts;
  readonly #memento: Memento;
  readonly #live = new Map<string, Promise<LiveChat>>();
  readonly #closing = new Map<string, Promise<void>>();
  readonly #posted = new EventEmitter<HostEvent>();
  readonly #runningChanged = new EventEmitter<void>();
  readonly #switched = new EventEmitter<void>();
  #currentId: string | undefined;
  /** The open chat as far as it has been loaded, for those who cannot wait. */
  #openNow: LiveChat | undefined;
  #runningIds = new Set<string>();
  /** What the open chat tells its panel. */
  readonly onDidPost: Event<HostEvent> = this.#posted.event;
  readonly onDidChangeRunning: Event<void> = this.#runningChanged.event;
  /** Another chat is open now: the panel needs a snapshot. */
  readonly onDidSwitch: Event<void> = this.#switched.event;

  /** `files` are asked for with the first chat. */
  constructor(files: () => Promise<ChatFiles>, memento: Memento, ports: SharedPorts) {
    this.#files = files;
    this.#memento = memento;
    this.#ports = ports;
  }

  /** The open chat: the one that this window had last, else a new one. */
  async current(): Promise<Conversation> {
    return (await this.#current()).conversation;
  }

  /** The open chat streams. */
  get running(): boolean {
    return this.#openNow?.conversation.running === true;
  }

  /** Chats of this window that stream now. */
  get runningIds(): ReadonlySet<string> {
    return this.#runningIds;
  }

  /** The open chat, if it has been asked for before. */
  get currentId(): string | undefined {
    return this.#currentId;
  }

  get isOpen(): boolean {
    return this.#currentId !== undefined;
  }

  /** Opens an empty chat. The one before goes on streaming, if it does. */
  async newChat(): Promise<void> {
    const before = await this.current();
    if (before.log.path.length > 0 || before.running) await this.open(this.#ports.newId());
  }

  /** Opens the chat of that id; a new one, where there is none. The one before goes on streaming, if it does. */
  async open(id: string): Promise<void> {
    const before = this.#currentId;
    if (before === id) return;
    await this.#load(id);
    this.#runningChanged.fire();
    if (before !== undefined && !this.#runningIds.has(before)) await this.#letGo(before);
  }

  /** The chat is loaded in this window: open, or streaming behind the open one. */
  isLive(id: string): boolean {
    return this.#live.has(id);
  }

  /** Does something with a chat, whether it is loaded or not. */
  async visit(id: string, action: (chat: LiveChat) => Promise<void>): Promise<void> {
    await action(await this.#get(id));
    if (id !== this.#currentId && !this.#runningIds.has(id)) await this.#letGo(id);
  }

  /** Ends what a chat streams, here or in another window, and lets go of it; another one is open then, if it was open. */
  async leave(id: string): Promise<void> {
    if (this.#currentId === id) await this.open(this.#ports.newId());
    const chat = await this.#get(id);
    chat.conversation.stop();
    await chat.idle();
    await this.#letGo(id);
  }

  /** Keeps a draft: the open chat's, or that of the chat which the page still showed when it was typed. */
  async keepDraft(text: string, chatId: string | undefined): Promise<void> {
    const current = await this.#current();
    const id = chatId ?? current.id;
    const live = await this.#live.get(id);
    if (live !== undefined) await live.keepDraft(text);
    else await (await this.#files()).writeDraft(id, text);
  }

  /**
   * Has Claude sum the open chat up, and begins a new one whose composer holds the summary; unless the user has opened
   * another one meanwhile, who finds it as the last answer.
   */
  async startAnew(): Promise<void> {
    const { conversation } = await this.#current();
    if (conversation.running) return;
    const before = conversation.log.turns.at(-1);
    await conversation.ask(this.#ports.t(SUMMARY_PROMPT));
    const reply = conversation.log.turns.at(-1);
    if (reply === before || reply?.role !== 'claude' || reply.parts.at(-1)?.end?.outcome !== 'done') return;
    if (this.#currentId !== conversation.log.id) return;
    const summary = this.#ports.t(SUMMARY_BEGINS, reply.text);
    await this.newChat();
    const fresh = await this.#current();
    await fresh.keepDraft(summary);
    this.#posted.fire({ type: 'draft', text: summary });
  }

  async dropOldest(): Promise<void> {
    await (await this.#current()).conversation.dropOldest();
    this.tellStatus();
  }

  /** What the open chat's panel shows around the turns may have changed. */
  tellStatus(): void {
    if (this.#openNow !== undefined) this.#posted.fire({ type: 'status', status: this.#openNow.status() });
  }

  /** The file in the editor is another one, or goes along now. */
  tellContext(): void {
    this.#openNow?.tellContext();
  }

  async stopAll(): Promise<void> {
    for (const chat of await Promise.all(this.#live.values())) chat.conversation.stop();
  }

  /** Ends what this window runs, and lets what was shown reach the disk. */
  async close(): Promise<void> {
    await Promise.all([...this.#live.keys()].map((id) => this.#letGo(id)));
    await Promise.all(this.#closing.values());
  }

  dispose(): void {
    for (const emitter of [this.#posted, this.#runningChanged, this.#switched]) emitter.dispose();
  }

  #current(): Promise<LiveChat> {
    const id = this.#currentId ?? this.#memento.get<string>(CURRENT) ?? this.#ports.newId();
    return this.#currentId === undefined ? this.#load(id) : this.#get(id);
  }

  /** Makes it the open chat. */
  async #load(id: string): Promise<LiveChat> {
    this.#currentId = id;
    void this.#memento.update(CURRENT, id);
    const chat = await this.#get(id);
    if (this.#currentId !== id) return chat;
    this.#openNow = chat;
    this.#switched.fire();
    return chat;
  }

  /** The chat, loaded once: two conversations over one journal would not know of each other. */
  #get(id: string): Promise<LiveChat> {
    const known = this.#live.get(id);
    if (known !== undefined) return known;
    const ends = {
      onPost: (event: HostEvent) => {
        if (this.#currentId === id) this.#posted.fire(event);
      },
      onRunning: (running: boolean) => this.#setRunning(id, running),
    };
    const loading = this.#loadLive(id, ends);
    this.#live.set(id, loading);
    return loading;
  }

  /** What makes a conversation is loaded with the first one. */
  async #loadLive(id: string, ends: LiveChatEnds): Promise<LiveChat> {
    const [{ LiveChat }, files] = await Promise.all([import('./liveChat.ts'), this.#files()]);
    await this.#closing.get(id);
    return LiveChat.load(id, files, this.#ports, ends);
  }

  #setRunning(id: string, running: boolean): void {
    if (running) this.#runningIds.add(id);
    else this.#runningIds.delete(id);
    // A chat that is not open any more is let go when its reply has ended.
    if (!running && this.#currentId !== id) void this.#letGo(id);
    this.#runningChanged.fire();
  }

  #letGo(id: string): Promise<void> {
    const live = this.#live.get(id);
    if (live === undefined) return this.#closing.get(id) ?? Promise.resolve();
    this.#live.delete(id);
    const closing = live.then((chat) => chat.close()).finally(() => this.#closing.delete(id));
    this.#closing.set(id, closing);
    return closing;
  }
}
