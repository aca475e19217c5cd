// Which chat each window has open, for windows that clean up: a file for each extension host, named after its process.
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../isAlive.ts';

export class OpenMarks {
  readonly #folder: string;
  readonly #pid: number;
  /** One write at a time: the chat opened last is what the file ends with. */
  #written: Promise<void> = Promise.resolve();

  constructor(folder: string, pid = process.pid) {
    this.#folder = folder;
    this.#pid = pid;
  }

  get #path(): string {
    return join(this.#folder, String(this.#pid));
  }

  /** This window has the chat open now. */
  set(id: string): Promise<void> {
    return this.#next(async () => {
      await mkdir(this.#folder, { recursive: true });
      // Replaced as a whole: who reads half a name would take the chat for closed. Beside the folder, where names are processes.
      const half = `${this.#folder}.${this.#pid}`;
      await writeFile(half, id, { mode: 0o600 });
      await rename(half, this.#path);
    });
  }

  clear(): Promise<void> {
    return this.#next(() => rm(this.#path, { force: true }));
  }

  /** Chats that a living window has open. What dead ones left is removed. */
  async all(): Promise<Set<string>> {
    await this.#written;
    const open = new Set<string>();
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const path = join(this.#folder, name);
      if (isAlive(Number(name))) open.add(await readFile(path, 'utf8').catch(() => ''));
      else await rm(path, { force: true });
    }
    return open;
  }

  #next(write: () => Promise<void>): Promise<void> {
    const done = this.#written.then(write);
    this.#written = done.catch(() => undefined);
    return done;
  }
}
