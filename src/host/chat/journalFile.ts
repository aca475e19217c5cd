// One journal on disk: appends to it, and hears what other windows append. A line that `append` has resolved for survives
// the death of this process: it has been handed to the system. (It is not synced: a failure of the machine's power may
// take the last seconds.)
import { appendFileSync, fstatSync, watch, type FSWatcher } from 'node:fs';
import { mkdir, open, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Journal } from '../../core/chat/outbox.ts';

export interface JournalEnds {
  /** Whole lines of other windows, in the order of the file. */
  readonly onForeign: (lines: string) => void;
  /** Somebody took the file away, or put it back. */
  readonly onGone: (gone: boolean) => void;
  readonly onTrouble: (error: unknown) => void;
}

export class JournalFile implements Journal {
  readonly #path: string;
  readonly #header: string;
  readonly #ends: JournalEnds;
  #file: FileHandle | undefined;
  #watcher: FSWatcher | undefined;
  #queue: Promise<void> = Promise.resolve();
  /** What could not be written yet: a disk that is full now may have room for it later. */
  #unwritten = '';
  /** Up to here the file is known: read at the beginning, written by us, or heard. */
  #known: number;
  /** Which file it is: another one of the same name is not this journal. */
  #inode: number | undefined;

  /** `known` is how many bytes of the file have been read already. */
  constructor(path: string, header: string, known: number, ends: JournalEnds) {
    this.#path = path;
    this.#header = header;
    this.#known = known;
    this.#ends = ends;
    if (known > 0)
      this.#queue = stat(path).then(
        ({ ino }) => void (this.#inode = ino),
        () => {},
      );
    this.#follow();
  }

  append(lines: string): Promise<void> {
    this.#queue = this.#queue.then(() => this.#write(lines));
    return this.#queue;
  }

  async close(): Promise<void> {
    this.#watcher?.close();
    await this.#queue;
    await this.#file?.close();
    this.#file = undefined;
  }

  async #write(lines: string): Promise<void> {
    const text = this.#unwritten + lines;
    try {
      this.#file ??= await this.#openToWrite();
      // Microseconds, into the system's cache; by way of Node's thread pool a delta comes milliseconds later to the panel.
      appendFileSync(this.#file.fd, text);
      this.#unwritten = '';
      await this.#catchUp(this.#file, text);
    } catch (error) {
      const landed = await this.#landed();
      const left = afterHalfWrite(text, landed);
      this.#known += left.whole;
      this.#unwritten = left.rest;
      this.#ends.onTrouble(error);
    }
  }

  /** How many bytes a write that failed has left behind what was known. */
  async #landed(): Promise<number> {
    try {
      return Math.max(0, ((await this.#file?.stat())?.size ?? 0) - this.#known);
    } catch {
      return 0;
    }
  }

  async #openToWrite(): Promise<FileHandle> {
    await mkdir(dirname(this.#path), { recursive: true });
    const file = await open(this.#path, 'a+', 0o600);
    try {
      await this.#begin(file);
    } catch (error) {
      await file.close();
      throw error;
    }
    this.#follow();
    return file;
  }

  async #begin(file: FileHandle): Promise<void> {
    const { size, ino } = await file.stat();
    this.#inode = ino;
    if (size === 0) await file.appendFile(this.#header);
    else {
      // The process that wrote here before may have died within a line.
      const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
      if (buffer.toString() !== '\n') await file.appendFile('\n');
    }
    await this.#catchUp(file, size === 0 ? this.#header : '');
  }

  /** Watches the folder, since the file may come to be later. Where the system cannot watch, one hears when one writes. */
  #follow(): void {
    if (this.#watcher !== undefined) return;
    try {
      this.#watcher = watch(dirname(this.#path), (kind, name) => {
        if (name !== basename(this.#path)) return;
        this.#queue = this.#queue.then(() => (kind === 'rename' ? this.#look() : this.#listen()));
      });
      this.#watcher.on('error', () => this.#watcher?.close());
    } catch {
      // There is no folder before the first chat.
    }
  }

  /** The file has come, gone or come back. */
  async #look(): Promise<void> {
    const inode = await stat(this.#path).then(
      ({ ino }) => ino,
      () => undefined,
    );
    if (this.#inode !== undefined) this.#ends.onGone(inode !== this.#inode);
    if (inode !== undefined) await this.#listen();
  }

  async #listen(): Promise<void> {
    const file = this.#file ?? (await open(this.#path, 'r').catch(() => undefined));
    if (file === undefined) return;
    try {
      await this.#catchUp(file, '');
    } catch (error) {
      this.#ends.onTrouble(error);
    } finally {
      if (file !== this.#file) await file.close();
    }
  }

  /** Reads on to the end of the file, or of what we have just written ourselves: what stands behind that counts later. */
  async #catchUp(file: FileHandle, own: string): Promise<void> {
    const { size } = fstatSync(file.fd);
    if (own !== '' && size === this.#known + Buffer.byteLength(own)) this.#known = size;
    if (size <= this.#known) return;
    const { buffer } = await file.read(Buffer.alloc(size - this.#known), 0, size - this.#known, this.#known);
    const { foreign, bytes } = readToOwn(buffer, own);
    this.#known += bytes;
    if (foreign.length > 0) this.#ends.onForeign(foreign.join('\n'));
    // Once whoever awaits our write has gone on: reading takes longer than that.
    if (own !== '' && bytes < buffer.length) this.#queue = this.#queue.then(() => this.#listen());
  }
}

/**
 * The lines of others in what is new in the file, up to the end of our `own` ones, or up to the last whole line where
 * there are none; and how many bytes that is. All windows take in all lines in the order of the file that way.
 */
export function readToOwn(
  region: Buffer,
  own: string,
): { readonly foreign: readonly string[]; readonly bytes: number } {
  const at = own === '' ? -1 : region.indexOf(own);
  const end = at < 0 ? region.lastIndexOf(NEWLINE) + 1 : at;
  // Where ours were not found in one piece, the disk was full between them; each is known by itself then.
  const ours = new Set(at < 0 ? own.split('\n') : []);
  const lines = region.subarray(0, end).toString().split('\n');
  const foreign = lines.filter((line) => line !== '' && !ours.has(line));
  return { foreign, bytes: at < 0 ? end : at + Buffer.byteLength(own) };
}

/**
 * What is left of `text` when only its first `landed` bytes were written: `whole` bytes of complete lines stand there and
 * must not come twice; `rest` begins with the line that was torn, behind a break that ends the torn piece.
 */
export function afterHalfWrite(text: string, landed: number): { readonly whole: number; readonly rest: string } {
  const bytes = Buffer.from(text);
  if (landed === 0) return { whole: 0, rest: text };
  // All of a line but its break: the break alone is missing.
  if (bytes[landed] === NEWLINE) return { whole: landed, rest: bytes.subarray(landed).toString() };
  const whole = bytes.subarray(0, landed).lastIndexOf(NEWLINE) + 1;
  const rest = bytes.subarray(whole).toString();
  return { whole, rest: landed > whole ? `\n${rest}` : rest };
}

const NEWLINE = 0x0a;
