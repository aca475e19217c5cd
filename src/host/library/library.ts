// The chats of this machine as a whole: builds what lists, finds, names, deletes and keeps them, and cleans up at leisure.
import { join } from 'node:path';
import { EventEmitter, type Event, type ExtensionContext } from 'vscode';
import type { Clock } from '../../core/clock.ts';
import { expired } from '../../core/library/expired.ts';
import type { ChatSummary } from '../../core/library/summary.ts';
import type { Chats } from '../chat/chats.ts';
import { isAlive } from '../isAlive.ts';
import { readSettings } from '../settings.ts';
import { CatalogClient } from './catalogClient.ts';
import { ChatFolder } from './chatFolder.ts';
import { Deletions, UNDO_MS } from './deletions.ts';
import { OpenMarks } from './openMarks.ts';

export interface LibraryParts {
  readonly context: Pick<ExtensionContext, 'globalStorageUri' | 'asAbsolutePath'>;
  readonly chats: Chats;
  readonly clock: Clock;
  /** Puts the user into the panel's composer. */
  readonly reveal: () => Promise<void>;
  readonly onTrouble: (error: unknown) => void;
}

/** Cleaning up can wait: first the user wants to work. Then once a day, for windows that are never closed. */
const FIRST_CLEANING_MS = 30_000;
const CLEANING_MS = 24 * 60 * 60 * 1000;

export class Library {
  readonly chats: Chats;
  readonly clock: Clock;
  readonly catalog: CatalogClient;
  readonly folder: ChatFolder;
  readonly deletions: Deletions;
  readonly reveal: () => Promise<void>;
  readonly #parts: LibraryParts;
  readonly #marks: OpenMarks;
  readonly #changed = new EventEmitter<void>();
  #cancelCleaning: () => void;
  /** A chat was named, deleted, brought back or brought in by this window. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(parts: LibraryParts) {
    this.#parts = parts;
    const { chats, clock, context } = parts;
    const storage = context.globalStorageUri.fsPath;
    const script = context.asAbsolutePath('dist/host/catalogThread.js');
    this.chats = chats;
    this.clock = clock;
    this.reveal = parts.reveal;
    this.folder = new ChatFolder(join(storage, 'chats'));
    this.catalog = new CatalogClient(script, { folder: this.folder.path, place: join(storage, 'catalog.json') }, clock);
    this.deletions = new Deletions(this.folder, chats, clock, () => void this.catalog.refresh());
    this.#marks = new OpenMarks(join(storage, 'windows'));
    this.#cancelCleaning = clock.after(FIRST_CLEANING_MS, () => void this.#cleanDaily());
  }

  /** Tells other windows which chat this one has open. */
  opened(): void {
    const { currentId } = this.chats;
    if (currentId !== undefined) this.#marks.set(currentId).catch(this.#parts.onTrouble);
  }

  changed(): void {
    this.#changed.fire();
  }

  /** All chats in which something was said, the newest first. */
  async list(): Promise<readonly ChatSummary[]> {
    await this.clean();
    return this.catalog.list();
  }

  /** Whether an answer streams into the chat, in this window or another one. */
  streams({ id, pid }: ChatSummary): boolean {
    return this.chats.runningIds.has(id) || (pid !== undefined && pid !== process.pid && isAlive(pid));
  }

  /** Removes what is too old to be kept, and what dead windows left half deleted. Never a chat that is open somewhere. */
  async clean(): Promise<void> {
    const now = this.clock.now();
    const days = readSettings().keepDays;
    await this.folder.empty(now - UNDO_MS);
    if (days <= 0) return;
    const [stored, open] = await Promise.all([this.folder.list(), this.#marks.all()]);
    const old = expired(stored, days, now, open).filter((id) => !this.chats.isLive(id));
    for (const id of old) await this.folder.remove(id);
    if (old.length > 0) await this.catalog.refresh();
  }

  async close(): Promise<void> {
    this.#cancelCleaning();
    await this.#marks.clear();
    if (await this.deletions.finishAll()) await this.catalog.clear();
    else await this.catalog.end();
    this.#changed.dispose();
  }

  async #cleanDaily(): Promise<void> {
    this.#cancelCleaning = this.clock.after(CLEANING_MS, () => void this.#cleanDaily());
    await this.clean().catch(this.#parts.onTrouble);
  }
}
