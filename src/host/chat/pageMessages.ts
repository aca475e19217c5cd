// Carries out what the panel's page sends, once a guard has looked at it. Loaded with the page.
import { env, l10n, type LogOutputChannel, type Memento } from 'vscode';
import { parsePageMessage } from '../../pageMessage.ts';
import type { NextStep } from '../../panelState.ts';
import { PROTOCOL_VERSION, type HostEvent, type PageMessage } from '../../protocol.ts';
import type { Conversation } from '../../core/chat/conversation.ts';
import { unexpected } from '../../core/claude/failureWords.ts';
import type { ContextDoor } from '../context/contextDoor.ts';
import type { LibraryMessage } from '../library/recentChats.ts';
import type { Chats } from './chats.ts';
import { PromptHistory } from './promptHistory.ts';

export interface PanelActions {
  /** Finds out what the panel's status says: the key, the model. */
  readonly prepare: () => Promise<unknown>;
  /** Carries out a step that is not the chat's own: settings, keys, models. */
  readonly step: (step: NextStep) => Promise<void>;
  /** Asks for a model; `undefined` if the user chose none. */
  readonly pickModel: () => Promise<string | undefined>;
  readonly openLink: (href: string) => Promise<void>;
  readonly insertAtCursor: (text: string) => Promise<void>;
  readonly newFile: (text: string, language: string) => Promise<void>;
  readonly putInTerminal: (text: string, language: string) => Promise<void>;
  readonly applyToFile: (text: string, language?: string) => Promise<void>;
  /** Shows the chats of before, and opens one. */
  readonly library: (message: LibraryMessage) => Promise<void>;
  /** What goes along with messages. */
  readonly along: Pick<ContextDoor, 'receive' | 'collect' | 'mayLeave'>;
}

/** The way back to the page. */
export interface PagePort {
  readonly post: (event: HostEvent) => void;
  /** Sends a snapshot; `at` is the turn that the reader was at. */
  readonly sendState: (at?: string) => Promise<void>;
  /** Puts a new page in the place of this one. */
  readonly load: () => Promise<void>;
}

export class PageMessages {
  readonly #chats: Chats;
  readonly #log: LogOutputChannel;
  readonly #actions: PanelActions;
  readonly #prompts: PromptHistory;
  readonly #page: PagePort;

  constructor(chats: Chats, log: LogOutputChannel, actions: PanelActions, memento: Memento, page: PagePort) {
    this.#chats = chats;
    this.#log = log;
    this.#actions = actions;
    this.#prompts = new PromptHistory(memento);
    this.#page = page;
  }

  receive(raw: unknown): void {
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
    this.#page.post({ type: 'notAccepted', sendId: message.sendId, notice: unexpected(l10n.t) });
  }

  async #handle(message: PageMessage): Promise<void> {
    const conversation = await this.#chats.current();
    switch (message.type) {
      case 'ready':
        if (message.version === PROTOCOL_VERSION) return this.#page.sendState(message.at);
        // A page of another version outlived an update: the new one takes its place.
        return this.#page.load();
      case 'earlier': {
        const event = conversation.earlier();
        return event && this.#page.post(event);
      }
      case 'prompts':
        return this.#page.post({ type: 'prompts', prompts: this.#prompts.list() });
      case 'send': {
        const { sendId, text } = message;
        this.#prompts.add(text);
        const collected = await this.#actions.along.collect(conversation, text);
        if ('notice' in collected) return this.#page.post({ type: 'notAccepted', sendId, notice: collected.notice });
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
    if (notice !== undefined) return this.#page.post({ type: 'notAccepted', sendId, notice });
    return conversation.edit(sendId, turnId, text);
  }
}

const OF_THE_CHAT: ReadonlySet<string> = new Set(['continue', 'tryAgain', 'tryWithout', 'edit', 'drop']);
