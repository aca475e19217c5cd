// The door to what goes along with messages: the desk behind it is loaded with the first message, mention or attachment.
import { join } from 'node:path';
import type { Disposable, ExtensionContext, LogOutputChannel } from 'vscode';
import type { Conversation } from '../../core/chat/conversation.ts';
import type { SentContext } from '../../core/context/attachment.ts';
import type { Notice } from '../../panelState.ts';
import type { ChatView } from '../chat/chatView.ts';
import type { Chats } from '../chat/chats.ts';
import type { SharedPorts } from '../chat/liveChat.ts';
import { ImageFiles } from '../chat/imageFiles.ts';
import type { Account } from '../claude/account.ts';
import { Disposables } from '../disposables.ts';
import type { ContextDesk, ContextMessage } from './contextDesk.ts';
import type { ReadOnlyTexts } from '../readOnlyTexts.ts';
import { OpenFile } from './openFile.ts';
import type { Collected } from './outgoing.ts';

export interface DoorParts {
  readonly account: Account;
  readonly log: LogOutputChannel;
  readonly texts: ReadOnlyTexts;
  /** Asked for late: both are made of what this gives. */
  readonly join: () => { readonly chats: Chats; readonly view: ChatView };
}

export class ContextDoor implements Disposable {
  readonly openFile: OpenFile;
  readonly images: ImageFiles;
  readonly #disposables = new Disposables();
  readonly #parts: DoorParts;
  #desk: Promise<ContextDesk> | undefined;

  constructor({ workspaceState, globalStorageUri }: ExtensionContext, parts: DoorParts) {
    this.#parts = parts;
    this.openFile = this.#disposables.add(new OpenFile(workspaceState));
    this.images = new ImageFiles(join(globalStorageUri.fsPath, 'chats'));
    this.#disposables.add(this.openFile.onDidChange(() => parts.join().chats.tellContext()));
  }

  /** What conversations need of it. */
  chatPorts(): Pick<SharedPorts, 'openFile' | 'readImages'> {
    return { openFile: () => this.openFile.chip(), readImages: (files) => this.images.read(files) };
  }

  /** Carries out a message of the page. */
  async receive(message: ContextMessage, conversation: Conversation): Promise<void> {
    return (await this.#open()).receive(message, conversation);
  }

  /** What goes along with a message that is about to be sent. */
  async collect(conversation: Conversation, text: string): Promise<Collected> {
    return (await this.#open()).collect(conversation, text);
  }

  /** Why a text, or what it quotes, is not sent by itself; undefined where it may be. */
  async mayLeave(
    conversation: Conversation,
    text: string,
    quoted: readonly SentContext[] = [],
  ): Promise<Notice | undefined> {
    return (await this.#open()).mayLeave(conversation, text, quoted);
  }

  async addToChat(args: readonly unknown[]): Promise<void> {
    return (await this.#open()).addToChat(args);
  }

  async showRequest(): Promise<void> {
    return (await this.#open()).showRequest();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #open(): Promise<ContextDesk> {
    this.#desk ??= this.#load();
    return this.#desk;
  }

  async #load(): Promise<ContextDesk> {
    const { ContextDesk: Desk } = await import('./contextDesk.ts');
    const { images, openFile } = this;
    const { account, log, texts, join: joined } = this.#parts;
    return this.#disposables.add(new Desk({ account, log, texts, images, openFile, ...joined() }));
  }
}
