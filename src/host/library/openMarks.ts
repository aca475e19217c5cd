// Which chat each window has open, for windows that clean up: a file for each extension host, named after its process.
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../isAlive.ts';

export class OpenMarks {
  readonly #folder: string;
  readonly #pid: number;

  constructor(folder: string, pid = process.pid) {
    this.#folder = folder;
    this.#pid = pid;
  }

  /** This window has the chat open now. */
  async set(id: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await writeFile(join(this.#folder, String(this.#pid)), id, { mode: 0o600 });
  }

  async clear(): Promise<void> {
    await rm(join(this.#folder, String(this.#pid)), { force: true });
  }

  /** Chats that a living window has open. What dead ones left is removed. */
  async all(): Promise<Set<string>> {
    const open = new Set<string>();
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const path = join(this.#folder, name);
      if (isAlive(Number(name))) open.add(await readFile(path, 'utf8').catch(() => ''));
      else await rm(path, { force: true });
    }
    return open;
  }
}
