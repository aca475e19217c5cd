// The panel in the side bar: hands the page its state when it asks, then each event of the open chat, numbered. What the
// page sends is for PageMessages.
import {
  Uri,
  commands,
  l10n,
  type Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  type WebviewView,
  type WebviewViewProvider,
} from 'vscode';
import type { FramePace } from '../../core/chat/framePace.ts';
import { PageFlow } from '../../core/chat/pageFlow.ts';
import { PROTOCOL_VERSION, type HostEvent } from '../../protocol.ts';
import { Disposables } from '../disposables.ts';
import { systemClock } from '../systemClock.ts';
import type { Chats } from './chats.ts';
import type { PageMessages, PanelActions } from './pageMessages.ts';

export class ChatView implements WebviewViewProvider, Disposable {
  readonly #context: ExtensionContext;
  readonly #chats: Chats;
  readonly #log: LogOutputChannel;
  readonly #actions: PanelActions;
  readonly #disposables = new Disposables();
  #messages: PageMessages | undefined;
  #view: WebviewView | undefined;
  /** The page has its snapshot and takes numbered messages. */
  #ready = false;
  readonly #flow: PageFlow;
  #focusWanted = false;

  constructor(context: ExtensionContext, chats: Chats, pace: FramePace, log: LogOutputChannel, actions: PanelActions) {
    this.#context = context;
    this.#chats = chats;
    this.#log = log;
    this.#actions = actions;
    this.#flow = new PageFlow(async (message) => this.#view?.webview.postMessage(message), systemClock, pace);
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
    owned.add(webview.onDidReceiveMessage((message) => this.#messages?.receive(message)));
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
    if (this.#ready) this.#flow.post(event);
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

  async #sendState(at?: string): Promise<void> {
    const [conversation] = await Promise.all([this.#chats.current(), this.#actions.prepare()]);
    this.#ready = this.#view !== undefined;
    this.post({ type: 'state', version: PROTOCOL_VERSION, state: conversation.state(at) });
    if (this.#focusWanted && this.#ready) {
      this.#focusWanted = false;
      this.post({ type: 'focus' });
    }
  }

  #uri(...path: string[]): Uri {
    return Uri.joinPath(this.#context.extensionUri, ...path);
  }

  /** What makes and hears the page is loaded with the first one. */
  async #load(view: WebviewView): Promise<void> {
    const [{ panelPage }, { PageMessages: Messages }] = await Promise.all([
      import('./panelPage.ts'),
      import('./pageMessages.ts'),
    ]);
    this.#messages ??= new Messages(this.#chats, this.#log, this.#actions, this.#context.workspaceState, {
      post: (event) => this.post(event),
      sendState: (at) => this.#sendState(at),
      load: async () => this.#view && this.#load(this.#view),
    });
    if (this.#view === view) view.webview.html = panelPage(view.webview, this.#context.extensionUri);
  }
}
