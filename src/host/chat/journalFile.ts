// Appends to one journal. A line that `append` has resolved for survives the death of this process: it has been handed
// to the system. (It is not synced: a failure of the machine's power may take the last seconds.)
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Journal } from '../../core/chat/outbox.ts';

export class JournalFile implements Journal {
  readonly #path: string;
  readonly #header: string;
  readonly #onTrouble: (error: unknown) => void;
  #file: FileHandle | undefined;
  #queue: Promise<void> = Promise.resolve();
  /** What could not be written yet: a disk that is full now may have room for it later. */
  #unwritten = '';

  constructor(path: string, header: string, onTrouble: (error: unknown) => void) {
    this.#path = path;
    this.#header = header;
    this.#onTrouble = onTrouble;
  }

  append(lines: string): Promise<void> {
    this.#queue = this.#queue.then(() => this.#write(lines));
    return this.#queue;
  }

  async close(): Promise<void> {
    await this.#queue;
    await this.#file?.close();
    this.#file = undefined;
  }

  async #write(lines: string): Promise<void> {
    const text = this.#unwritten + lines;
    try {
      this.#file ??= await this.#open();
      await this.#file.appendFile(text);
      this.#unwritten = '';
    } catch (error) {
      // A write may have gone half through: the line break ends what stands there torn, a reader passes over it.
      this.#unwritten = text.startsWith('\n') ? text : `\n${text}`;
      this.#onTrouble(error);
    }
  }

  async #open(): Promise<FileHandle> {
    await mkdir(dirname(this.#path), { recursive: true });
    const file = await open(this.#path, 'a+', 0o600);
    const { size } = await file.stat();
    if (size === 0) await file.appendFile(this.#header);
    else {
      // The process that wrote here before may have died within a line.
      const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
      if (buffer.toString() !== '\n') await file.appendFile('\n');
    }
    return file;
  }
}
