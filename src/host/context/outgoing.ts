// What leaves with a message: the snapshot of all that is attached and of the open file, once nothing of it is missing and
// the user has agreed to what looks private.
import { l10n } from 'vscode';
import type { Conversation } from '../../core/chat/conversation.ts';
import type { SentContext } from '../../core/context/attachment.ts';
import type { Notice } from '../../panelState.ts';
import { askToSend } from './askToSend.ts';
import type { OpenFile } from './openFile.ts';
import { readAttachment } from './readAttachment.ts';

/** What goes along with a message, or why it is not sent. */
export type Collected = { readonly context: readonly SentContext[] } | { readonly notice: Notice };

export class Outgoing {
  readonly #openFile: Pick<OpenFile, 'attachment'>;
  readonly #host: () => string;
  /** What the user allowed to be sent although it looks private, by chat; until the window closes. */
  readonly #allowed = new Map<string, Set<string>>();

  /** `host` is where it would go. */
  constructor(openFile: Pick<OpenFile, 'attachment'>, host: () => string) {
    this.#openFile = openFile;
    this.#host = host;
  }

  /** As everything is now, with the words of what cannot be read. */
  async snapshot({
    attached,
  }: Pick<Conversation, 'attached'>): Promise<{ context: readonly SentContext[]; refused: readonly string[] }> {
    const open = this.#openFile.attachment();
    const isThere = attached.items.some(({ kind, uri }) => kind === 'file' && uri === open?.uri);
    const items =
      open === undefined || isThere ? attached.items : [...attached.items, { ...open, id: crypto.randomUUID() }];
    const read = await Promise.all(items.map((item) => readAttachment(item)));
    const refused = read.filter((each) => typeof each === 'string');
    return { context: read.filter((each) => typeof each !== 'string'), refused };
  }

  async collect(conversation: Pick<Conversation, 'attached' | 'log'>, text: string): Promise<Collected> {
    const { context, refused } = await this.snapshot(conversation);
    if (refused.length > 0) {
      return { notice: { severity: 'warning', title: l10n.t('Not sent.'), detail: refused.join(' '), steps: [] } };
    }
    return this.ask(conversation.log.id, text, context);
  }

  async ask(chatId: string, text: string, context: readonly SentContext[]): Promise<Collected> {
    const allowed = this.#allowed.get(chatId) ?? new Set();
    this.#allowed.set(chatId, allowed);
    const sendable = await askToSend(text, context, this.#host(), allowed);
    if (sendable !== undefined) return { context: sendable };
    const detail = l10n.t('Take out what is private, or send again and allow it.');
    return { notice: { severity: 'info', title: l10n.t('Not sent.'), detail, steps: [] } };
  }
}
