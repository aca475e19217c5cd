// Keeps the edits of this workspace on disk, those that are over for a day: one small file, replaced as a whole.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readRecords, worthKeeping, type EditRecord } from '../../core/edit/editRecord.ts';
import { systemClock } from '../systemClock.ts';

/** From one write to the next, while a stream goes on. */
const PACE_MS = 400;

export class EditStore {
  readonly #path: string;
  readonly #trouble: (error: unknown) => void;
  readonly #records = new Map<string, EditRecord>();
  /** Those that this window has worked on: what the disk says of them is older. */
  readonly #own = new Set<string>();
  #timer: (() => void) | undefined;
  #write: Promise<void> = Promise.resolve();
  #last = 0;
  #collect: () => readonly EditRecord[] = () => [];
  #closed = false;
  readonly loaded: Promise<void>;

  constructor(path: string, trouble: (error: unknown) => void) {
    this.#path = path;
    this.#trouble = trouble;
    this.loaded = this.#load();
  }

  /** In the order in which they came to be. */
  get records(): readonly EditRecord[] {
    return [...this.#records.values()].toSorted((a, b) => a.at - b.at);
  }

  put(record: EditRecord): void {
    this.#own.add(record.id);
    this.#records.set(record.id, record);
    this.changed();
  }

  /** What `collect` gives is written soon, as it is then. */
  follow(collect: () => readonly EditRecord[]): void {
    this.#collect = collect;
  }

  /** The first change of a burst goes to disk at once: the window may be reloaded, or the process killed, right after it. */
  changed(): void {
    if (this.#closed) return;
    const wait = Math.max(0, this.#last + PACE_MS - systemClock.now());
    this.#timer ??= systemClock.after(wait, () => void this.flush());
  }

  flush(): Promise<void> {
    this.#timer?.();
    this.#timer = undefined;
    this.#last = systemClock.now();
    this.#write = this.#write.then(() => this.#save()).catch(this.#trouble);
    return this.#write;
  }

  /** Nothing is written any more, beside what is on its way. */
  dispose(): void {
    this.#closed = true;
    this.#timer?.();
  }

  async #load(): Promise<void> {
    const text = await readFile(this.#path, 'utf8').catch(() => '[]');
    for (const id of this.#records.keys()) if (!this.#own.has(id)) this.#records.delete(id);
    for (const record of readRecords(text)) if (!this.#own.has(record.id)) this.#records.set(record.id, record);
  }

  async #save(): Promise<void> {
    // The process of before may have written its last meanwhile, or another window of this workspace something.
    await this.loaded.then(() => this.#load());
    for (const record of this.#collect()) {
      this.#own.add(record.id);
      this.#records.set(record.id, record);
    }
    const kept = worthKeeping(this.records, systemClock.now());
    for (const id of this.#records.keys()) if (!kept.some((record) => record.id === id)) this.#records.delete(id);
    await mkdir(dirname(this.#path), { recursive: true });
    const half = `${this.#path}.${process.pid}`;
    await writeFile(half, JSON.stringify(kept), { mode: 0o600 });
    await rename(half, this.#path);
  }
}
