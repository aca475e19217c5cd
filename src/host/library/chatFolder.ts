// The chats of all windows as files of one folder: lists them, takes one away and puts it back, removes for good.
import { access, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredChat } from '../../core/library/expired.ts';

const JOURNAL = '.jsonl';
const DRAFT = '.draft';
const ATTACHED = '.attached';
/** A journal that was deleted and may still be brought back: under this name nobody reads it. */
const DELETED = '.deleted';

export class ChatFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  journal(id: string): string {
    return join(this.path, `${id}${JOURNAL}`);
  }

  /** What there is of each chat, the newest of its files counting; also drafts of chats that never began. */
  async list(): Promise<StoredChat[]> {
    const chats = new Map<string, StoredChat>();
    for (const name of await this.#names()) {
      const ending = [JOURNAL, DRAFT, ATTACHED].find((each) => name.endsWith(each));
      const file = ending === undefined ? undefined : await stat(join(this.path, name)).catch(() => undefined);
      if (ending === undefined || file === undefined) continue;
      const id = name.slice(0, -ending.length);
      const known = chats.get(id);
      chats.set(id, {
        id,
        at: Math.max(known?.at ?? 0, file.mtimeMs),
        journal: known?.journal === true || ending === JOURNAL,
      });
    }
    return [...chats.values()];
  }

  has(id: string): Promise<boolean> {
    return access(this.journal(id)).then(
      () => true,
      () => false,
    );
  }

  /** Other windows notice; nothing lists it any more. False where there is none. */
  async takeAway(id: string): Promise<boolean> {
    return rename(this.journal(id), this.#deleted(id)).then(
      () => true,
      () => false,
    );
  }

  /** False where it is gone for good, or another chat has its place. */
  async putBack(id: string): Promise<boolean> {
    if (await this.has(id)) return false;
    return rename(this.#deleted(id), this.journal(id)).then(
      () => true,
      () => false,
    );
  }

  /** For good: journal, draft, what is attached to that, images, and what was taken away. An id holds no dot. */
  async remove(id: string): Promise<void> {
    const names = (await this.#names()).filter((name) => name.startsWith(`${id}.`));
    await Promise.all(names.map((name) => rm(join(this.path, name), { force: true })));
  }

  /** Removes for good what was taken away before that time, and not put back: by a window that has died since. */
  async empty(before: number): Promise<void> {
    for (const name of await this.#names()) {
      if (!name.endsWith(DELETED)) continue;
      const file = await stat(join(this.path, name)).catch(() => undefined);
      if (file !== undefined && file.ctimeMs < before) await this.remove(name.slice(0, -DELETED.length));
    }
  }

  async #names(): Promise<string[]> {
    return readdir(this.path).catch(() => []);
  }

  #deleted(id: string): string {
    return join(this.path, `${id}${DELETED}`);
  }
}
