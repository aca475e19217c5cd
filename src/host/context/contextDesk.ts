// All that concerns what goes along with a message: attaches, shows, and takes the snapshot at Send. Loaded on first use.
import { Uri, commands, l10n, window, type Disposable, type LogOutputChannel } from 'vscode';
import type { Conversation } from '../../core/chat/conversation.ts';
import { estimateTokens } from '../../core/claude/messageUsage.ts';
import type { Attachment, SentContext } from '../../core/context/attachment.ts';
import { imageTypeOf } from '../../core/context/fileContent.ts';
import { speaksAlone } from '../../core/context/speaksAlone.ts';
import type { Notice } from '../../panelState.ts';
import type { PageImage, PageMessage } from '../../protocol.ts';
import type { ChatView } from '../chat/chatView.ts';
import type { Chats } from '../chat/chats.ts';
import type { ImageFiles } from '../chat/imageFiles.ts';
import type { Account } from '../claude/account.ts';
import { Disposables } from '../disposables.ts';
import { whatToAdd } from './addToChat.ts';
import { placeAt, type Made } from './fileAttachments.ts';
import { FollowEdits } from './followEdits.ts';
import type { OpenFile } from './openFile.ts';
import { Outgoing, type Collected } from './outgoing.ts';
import { isInWorkspace } from './places.ts';
import { showContent } from './showContent.ts';
import { showRequest } from './showRequest.ts';
import type { ReadOnlyTexts } from '../readOnlyTexts.ts';
import { Suggestions, type Chosen } from './suggestions.ts';

export type ContextMessage = Extract<
  PageMessage,
  {
    type:
      | 'addContext'
      | 'begin'
      | 'attach'
      | 'detach'
      | 'openContext'
      | 'paste'
      | 'unpaste'
      | 'image'
      | 'drop'
      | 'withOpenFile'
      | 'suggest'
      | 'showRequest';
  }
>;

export interface DeskParts {
  readonly chats: Chats;
  readonly images: ImageFiles;
  readonly openFile: OpenFile;
  readonly log: LogOutputChannel;
  readonly texts: ReadOnlyTexts;
  readonly account: Account;
  readonly view: ChatView;
}

export class ContextDesk implements Disposable {
  readonly #parts: DeskParts;
  readonly #disposables = new Disposables();
  readonly #follow: FollowEdits;
  readonly #suggestions = new Suggestions();
  readonly #outgoing: Outgoing;
  #conversation: Conversation | undefined;
  /** Things are attached one after the other, and all of them before a message is collected. */
  #work: Promise<unknown> = Promise.resolve();

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#outgoing = new Outgoing(parts.openFile, () => parts.account.situation().host);
    this.#follow = this.#disposables.add(new FollowEdits(() => this.#conversation?.attached));
  }

  /** Carries out what the page asks for. */
  receive(message: ContextMessage, conversation: Conversation): Promise<void> {
    this.#conversation = conversation;
    // At once: neither what is attached nor Send waits for a language server that is asked for symbols.
    if (message.type === 'suggest') return this.#suggest(message.request, message.text);
    return this.#next(() => this.#carryOut(message, conversation));
  }

  /** `Add to Chat`, from wherever it was called. */
  async addToChat(args: readonly unknown[]): Promise<void> {
    const made = await whatToAdd(args);
    if (made === undefined) return;
    const conversation = await this.#parts.chats.current();
    this.#conversation = conversation;
    await this.#next(() => Promise.resolve(this.#add(conversation, made)));
    await this.#parts.view.reveal();
  }

  /** Shows what Send would send of the open chat's composer. */
  async showRequest(): Promise<void> {
    const conversation = await this.#parts.chats.current();
    await this.#next(() => this.#showRequest(conversation, conversation.draft));
  }

  /** The snapshot of all that goes along with `text` now, once the user agreed to what seems private. */
  collect(conversation: Conversation, text: string): Promise<Collected> {
    return this.#next(() => this.#outgoing.collect(conversation, text));
  }

  /** Asks about a text that goes by itself, or about what it quotes. */
  async mayLeave({ log }: Conversation, text: string, quoted: readonly SentContext[]): Promise<Notice | undefined> {
    const asked = await this.#next(() => this.#outgoing.ask(log.id, text, quoted));
    return 'notice' in asked ? asked.notice : undefined;
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => {});
    return done;
  }

  async #suggest(request: number, text: string): Promise<void> {
    const items = await this.#suggestions.offer(text);
    if (items !== undefined) this.#parts.view.post({ type: 'suggestions', request, items });
  }

  async #carryOut(message: Exclude<ContextMessage, { type: 'suggest' }>, conversation: Conversation): Promise<void> {
    const { attached } = conversation;
    switch (message.type) {
      case 'addContext':
        // Not awaited: a list that stays open must not hold up what comes after it.
        void commands.executeCommand('sidestream.addToChat');
        return;
      case 'attach':
        return this.#take(conversation, await this.#suggestions.choose(message.id));
      case 'begin':
        return this.#take(conversation, await this.#suggestions.begin(message.idea));
      case 'showRequest':
        return this.#showRequest(conversation, message.text);
      case 'detach':
        return attached.remove(message.id);
      case 'withOpenFile':
        return this.#parts.openFile.choose(message.on);
      case 'openContext':
        return showContent(this.#itemOf(message, conversation), this.#parts.images, this.#parts.texts);
      case 'paste': {
        const { id, text } = message;
        const lines = text.split('\n').length;
        const label = l10n.t('Pasted text ({0} lines)', lines);
        return attached.add({ id, kind: 'paste', label, text, tokens: estimateTokens(text.length) });
      }
      case 'unpaste': {
        const item = attached.items.find(({ id }) => id === message.id);
        if (item?.kind !== 'paste' || item.text === undefined) return;
        attached.remove(item.id);
        return this.#parts.view.post({ type: 'insert', text: item.text });
      }
      case 'image':
        return this.#addImage(conversation, message.image);
      case 'drop':
        return this.#drop(conversation, message.uris);
    }
  }

  #take(conversation: Conversation, chosen: Chosen | undefined): void {
    if (chosen?.insert !== undefined) this.#parts.view.post({ type: 'insert', text: chosen.insert });
    this.#add(conversation, chosen?.made ?? []);
  }

  #add(conversation: Conversation, made: readonly Made[]): void {
    const refused = made.flatMap((each) => ('refused' in each ? [each.refused] : []));
    for (const each of made) {
      if ('attachment' in each) {
        conversation.attached.add(each.attachment);
        this.#follow.follow(each.attachment);
      } else if ('image' in each) this.#parts.view.post({ type: 'shrink', ...each.image });
    }
    if (refused.length > 0) void window.showWarningMessage(refused.join(' '));
  }

  /** The page says what it is; what counts is what its bytes are. */
  async #addImage(
    conversation: Conversation,
    { label, mediaType, data, width, height, thumb }: PageImage,
  ): Promise<void> {
    if (imageTypeOf(Buffer.from(data.slice(0, 64), 'base64')) !== mediaType) {
      this.#parts.log.warn('Dropped an image of the panel that is none.');
      return;
    }
    const file = await this.#parts.images.write(conversation.log.id, mediaType, data);
    const image = { file, mediaType, width, height, thumb };
    conversation.attached.add({ id: crypto.randomUUID(), kind: 'image', label, image });
  }

  /** A page may name any file; dropped is only what the workspace holds. */
  async #drop(conversation: Conversation, uris: readonly string[]): Promise<void> {
    const places = uris.flatMap((uri) => (URL.canParse(uri) ? [Uri.parse(uri, true)] : []));
    const inside = places.filter(isInWorkspace);
    const made = await Promise.all(inside.map((uri) => placeAt(uri)));
    const outside =
      inside.length < uris.length ? [{ refused: l10n.t('Only files of the workspace can be dropped here.') }] : [];
    this.#add(conversation, [...made, ...outside]);
  }

  #itemOf(
    { id, turnId }: { id: string; turnId?: string },
    { log, attached }: Conversation,
  ): Attachment | SentContext | undefined {
    if (turnId !== undefined) {
      const sent = log.userTurn(turnId)?.context ?? log.queue.get(turnId)?.message.context;
      return sent?.find((item) => item.id === id);
    }
    return attached.items.find((item) => item.id === id);
  }

  async #showRequest(conversation: Conversation, text: string): Promise<void> {
    const { context, refused } = await this.#outgoing.snapshot(conversation);
    if (refused.length > 0) void window.showWarningMessage(refused.join(' '));
    // An empty block is refused by the API, and so never sent: the place of the message is marked.
    const shown = text.trim() === '' && !speaksAlone(context) ? '…' : text;
    await showRequest(conversation, { text: shown, context }, this.#parts);
  }
}
