// Deleting a chat, and taking that back: its journal is only put aside until nobody can want it any more.
import type { Clock } from '../../core/clock.ts';
import type { Chats } from '../chat/chats.ts';
import type { ChatFolder } from './chatFolder.ts';

/** How long a deletion can be taken back, where the notification is not closed before. */
export const UNDO_MS = 10 * 60 * 1000;

interface Deleted {
  /** It was the open chat, and will be again. */
  readonly open: boolean;
  readonly cancel: () => void;
}

export class Deletions {
  readonly #folder: ChatFolder;
  readonly #chats: Chats;
  readonly #clock: Clock;
  readonly #onRemoved: () => void;
  readonly #deleted = new Map<string, Deleted>();

  /** `onRemoved` hears when a chat is gone for good. */
  constructor(folder: ChatFolder, chats: Chats, clock: Clock, onRemoved: () => void) {
    this.#folder = folder;
    this.#chats = chats;
    this.#clock = clock;
    this.#onRemoved = onRemoved;
  }

  /** Ends what the chat streams, in whatever window, and puts it aside. False, and nothing done, where there is none. */
  async delete(id: string): Promise<boolean> {
    if (!(await this.#folder.isThere(id))) return false;
    const open = this.#chats.currentId === id;
    await this.#chats.leave(id);
    if (!(await this.#folder.takeAway(id))) return false;
    this.#deleted.set(id, { open, cancel: this.#clock.after(UNDO_MS, () => void this.finish(id)) });
    return true;
  }

  /** Brings the chat back as it was. False where it is too late. */
  async undo(id: string): Promise<boolean> {
    const deleted = this.#deleted.get(id);
    this.#deleted.delete(id);
    deleted?.cancel();
    if (deleted === undefined || !(await this.#folder.putBack(id))) return false;
    if (deleted.open) await this.#chats.open(id);
    return true;
  }

  /** Removes a deleted chat for good. */
  async finish(id: string): Promise<void> {
    const deleted = this.#deleted.get(id);
    if (deleted === undefined) return;
    this.#deleted.delete(id);
    deleted.cancel();
    await this.#folder.remove(id);
    this.#onRemoved();
  }

  async finishAll(): Promise<boolean> {
    const ids = [...this.#deleted.keys()];
    for (const id of ids) this.#deleted.get(id)?.cancel();
    this.#deleted.clear();
    await Promise.all(ids.map((id) => this.#folder.remove(id)));
    return ids.length > 0;
  }

  /** Deletes all chats for good; there is no way back. `streaming` are those that may stream in another window. */
  async deleteAll(streaming: readonly string[]): Promise<void> {
    for (const { id } of await this.#folder.list()) {
      if (streaming.includes(id) || this.#chats.isLive(id)) await this.#chats.leave(id);
      await this.#folder.remove(id);
    }
    await this.finishAll();
    this.#onRemoved();
  }
}
