// The chats of all windows as files of one folder: lists them, takes one away and puts it back, removes for good.
import { access, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredChat } from '../../core/library/expired.ts';

const JOURNAL = '.jsonl';
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

  /** What there is of each chat, the newest of its files counting; also what was typed into chats that never began. */
  async list(): Promise<StoredChat[]> {
    const chats = new Map<string, StoredChat>();
    const names = await this.#names();
    for (const name of names) {
      const id = idOf(name);
      const file = await stat(join(this.path, name)).catch(() => undefined);
      // What may still be put back is none of the chats.
      if (file === undefined || names.includes(`${id}${DELETED}`)) continue;
      const known = chats.get(id);
      const journal = known?.journal === true || name.endsWith(JOURNAL);
      chats.set(id, { id, at: Math.max(known?.at ?? 0, file.mtimeMs), journal });
    }
    return [...chats.values()];
  }

  /** Something was said in it, and it is not deleted. */
  isThere(id: string): Promise<boolean> {
    return exists(this.journal(id));
  }

  /** There is a chat of that id, or one that may be put back. */
  async isTaken(id: string): Promise<boolean> {
    return (await this.isThere(id)) || exists(this.#deleted(id));
  }

  /** Throws where there is one already. */
  async create(id: string, journal: string): Promise<void> {
    await mkdir(this.path, { recursive: true });
    await writeFile(this.journal(id), journal, { flag: 'wx', mode: 0o600 });
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
    if (await this.isThere(id)) return false;
    return rename(this.#deleted(id), this.journal(id)).then(
      () => true,
      () => false,
    );
  }

  /** For good: the journal, also when it was taken away, the draft, what was attached to it, and the chat's images. */
  async remove(id: string): Promise<void> {
    const names = (await this.#names()).filter((name) => idOf(name) === id);
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

/** All files of a chat begin with its id. */
const idOf = (name: string): string => name.split('.')[0] ?? '';

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
