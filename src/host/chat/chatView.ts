// The panel in the side bar: hands the page its state when it asks, then each event of the open chat, numbered; and
// carries out what the page sends, once a guard has looked at it.
import {
  Uri,
  commands,
  env,
  l10n,
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  type WebviewView,
  type WebviewViewProvider,
} from 'vscode';
import { parsePageMessage } from '../../pageMessage.ts';
import type { Notice } from '../../panelState.ts';
import { PROTOCOL_VERSION, type HostEvent, type PageMessage } from '../../protocol.ts';
import type { Conversation } from '../../core/chat/conversation.ts';
import type { ContextDoor } from '../context/contextDoor.ts';
import { Disposables } from '../disposables.ts';
import type { LibraryMessage } from '../library/recentChats.ts';
import type { Chats } from './chats.ts';
import { PromptHistory } from './promptHistory.ts';

export interface PanelActions {
  /** Finds out what the panel's status says: the key, the model. */
  readonly prepare: () => Promise<unknown>;
  /** Carries out a step that is not the chat's own: settings, keys, models. */
  readonly step: (step: Extract<PageMessage, { type: 'step' }>['step']) => void;
  /** Asks for a model; `undefined` if the user chose none. */
  readonly pickModel: () => Promise<string | undefined>;
  readonly openLink: (href: string) => void;
  readonly insertAtCursor: (text: string) => void;
  readonly newFile: (text: string, language: string) => void;
  readonly putInTerminal: (text: string, language: string) => void;
  readonly applyToFile: (text: string, language?: string) => void;
  /** Shows the chats of before, and opens one. */
  readonly library: (message: LibraryMessage) => Promise<void>;
  /** What goes along with messages. */
  readonly along: Pick<ContextDoor, 'receive' | 'collect' | 'mayLeave'>;
}

export class ChatView implements WebviewViewProvider, Disposable {
  readonly #context: ExtensionContext;
  readonly #chats: Chats;
  readonly #log: LogOutputChannel;
  readonly #actions: PanelActions;
  readonly #prompts: PromptHistory;
  readonly #disposables = new Disposables();
  #view: WebviewView | undefined;
  /** The page has its snapshot and takes numbered messages. */
  #ready = false;
  #seq = 0;
  #focusWanted = false;

  constructor(context: ExtensionContext, chats: Chats, log: LogOutputChannel, actions: PanelActions) {
    this.#context = context;
    this.#prompts = new PromptHistory(context.workspaceState);
    this.#chats = chats;
    this.#log = log;
    this.#actions = actions;
    this.#disposables.add(chats.onDidPost((event) => this.post(event)));
    // A page that has not asked yet would miss it, and the focus that may follow: it asks when it is there.
    this.#disposables.add(chats.onDidSwitch(() => void (this.#ready && this.#sendState())));
  }

  resolveWebviewView(view: WebviewView): Promise<void> {
    this.#view = view;
    this.#ready = false;
    const { webview } = view;
    webview.options = { enableScripts: true, localResourceRoots: [this.#uri('dist', 'page'), this.#uri('media')] };
    const owned = new Disposables();
    owned.add(webview.onDidReceiveMessage((message) => this.#receive(message)));
    // A hidden page is gone; shown again, it loads anew and asks for its state.
    owned.add(view.onDidChangeVisibility(() => (this.#ready &&= view.visible)));
    owned.add(
      view.onDidDispose(() => {
        if (this.#view === view) this.#view = undefined;
        owned.dispose();
      }),
    );
    return this.#load(view);
  }

  /** Sends an event to the page, if there is one that is listening; else it will be in the next snapshot. */
  post(event: HostEvent): void {
    if (event.type === 'title') this.#showTitle(event.title);
    if (event.type === 'state') this.#showTitle(event.state.title);
    if (!this.#ready) return;
    this.#seq++;
    void this.#view?.webview.postMessage({ seq: this.#seq, ...event });
  }

  /** Shows the panel, and puts the focus into its composer, now or when the page is there. */
  async reveal(): Promise<void> {
    // First the view, then the composer in it: the other way round the view would take the focus from the composer.
    await commands.executeCommand('sidestream.chat.focus');
    if (this.#ready) this.post({ type: 'focus' });
    else this.#focusWanted = true;
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #showTitle(title: string): void {
    if (this.#view !== undefined) this.#view.title = title || l10n.t('Chat');
  }

  async #sendState(): Promise<void> {
    const [conversation] = await Promise.all([this.#chats.current(), this.#actions.prepare()]);
    this.#ready = this.#view !== undefined;
    this.post({ type: 'state', version: PROTOCOL_VERSION, state: conversation.state() });
    if (this.#focusWanted && this.#ready) {
      this.#focusWanted = false;
      this.post({ type: 'focus' });
    }
  }

  #receive(raw: unknown): void {
    const message = parsePageMessage(raw);
    if (message === undefined) {
      this.#log.warn('Dropped a message of the panel that is none of the protocol.');
      return;
    }
    this.#handle(message).catch((error: unknown) => this.#failed(message, error));
  }

  /** The composer waits for a word about what it has sent. */
  #failed(message: PageMessage, error: unknown): void {
    this.#log.error(error instanceof Error ? error : String(error));
    if (!('sendId' in message)) return;
    const [title, detail] = [l10n.t('Something unexpected went wrong.'), l10n.t('The log has more.')];
    const notice: Notice = { severity: 'error', title, detail, steps: ['showLog'] };
    this.post({ type: 'notAccepted', sendId: message.sendId, notice });
  }

  async #handle(message: PageMessage): Promise<void> {
    const conversation = await this.#chats.current();
    switch (message.type) {
      case 'ready':
        if (message.version === PROTOCOL_VERSION) return this.#sendState();
        // A page of another version outlived an update: the new one takes its place.
        return this.#view && this.#load(this.#view);
      case 'prompts':
        return this.post({ type: 'prompts', prompts: this.#prompts.list() });
      case 'send': {
        const { sendId, text } = message;
        this.#prompts.add(text);
        const collected = await this.#actions.along.collect(conversation, text);
        if ('notice' in collected) return this.post({ type: 'notAccepted', sendId, notice: collected.notice });
        return conversation.send(sendId, text, collected.context);
      }
      case 'draft':
        return this.#chats.keepDraft(message.text, message.chatId);
      case 'stop':
        conversation.stop();
        return undefined;
      case 'newChat':
        return this.#chats.newChat();
      case 'edit':
        this.#prompts.add(message.text);
        return this.#edit(conversation, message);
      case 'regenerate': {
        const model = message.pick ? await this.#actions.pickModel() : undefined;
        if (message.pick && model === undefined) return;
        return conversation.regenerate(message.turnId, model);
      }
      case 'showVersion':
        return conversation.change('show', message.turnId);
      case 'sendQueued':
        return conversation.sendQueued(message.turnId);
      case 'unqueue':
        return conversation.unqueue(message.turnId, message.back);
      case 'delete':
      case 'restore':
        return conversation.change(message.type, message.turnId);
      case 'retryNow':
        return conversation.retryNow(message.turnId);
      case 'cancelRetry':
        return conversation.cancelRetry(message.turnId);
      case 'step':
        if (message.turnId !== undefined && OF_THE_CHAT.has(message.step)) {
          return conversation.step(message.step, message.turnId);
        }
        if (message.step === 'startAnew') return this.#chats.startAnew();
        if (message.step === 'dropOldest') return this.#chats.dropOldest();
        return this.#actions.step(message.step);
      case 'recentChats':
      case 'openChat':
        return this.#actions.library(message);
      case 'addContext':
      case 'begin':
      case 'attach':
      case 'detach':
      case 'openContext':
      case 'paste':
      case 'unpaste':
      case 'image':
      case 'drop':
      case 'withOpenFile':
      case 'suggest':
      case 'showRequest':
        return this.#actions.along.receive(message, conversation);
      case 'openLink':
        return this.#actions.openLink(message.href);
      case 'copy':
        await env.clipboard.writeText(message.text);
        return;
      case 'insertAtCursor':
        return this.#actions.insertAtCursor(message.text);
      case 'newFile':
        return this.#actions.newFile(message.text, message.language);
      case 'putInTerminal':
        return this.#actions.putInTerminal(message.text, message.language);
      case 'applyToFile':
        return this.#actions.applyToFile(message.text, message.language);
      case 'confused':
        this.#log.warn(`The panel could not make sense of a message (${message.about}).`);
        return;
    }
  }

  /** What went along with the message was asked about before; its new words were not. */
  async #edit(
    conversation: Conversation,
    { sendId, turnId, text }: Extract<PageMessage, { type: 'edit' }>,
  ): Promise<void> {
    const notice = await this.#actions.along.mayLeave(conversation, text);
    if (notice !== undefined) return this.post({ type: 'notAccepted', sendId, notice });
    return conversation.edit(sendId, turnId, text);
  }

  #uri(...path: string[]): Uri {
    return Uri.joinPath(this.#context.extensionUri, ...path);
  }

  /** Its words are loaded with the page. */
  async #load(view: WebviewView): Promise<void> {
    const { panelPage } = await import('./panelPage.ts');
    if (this.#view === view) view.webview.html = panelPage(view.webview, this.#context.extensionUri);
  }
}

const OF_THE_CHAT: ReadonlySet<string> = new Set(['continue', 'tryAgain', 'tryWithout', 'edit', 'drop']);
