// Keeps the edits of this workspace on disk, those that are over for a day: one small file, replaced as a whole.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Memento } from 'vscode';
import { readRecords, worthKeeping, type EditRecord } from '../../core/edit/editRecord.ts';
import { systemClock } from '../systemClock.ts';
import { markPendingEdits } from './pendingMark.ts';

/** What a crash of the editor may cost of a stream; the text itself is the editor's to keep. */
const SAVE_MS = 400;

export class EditStore {
  readonly #path: string;
  readonly #memento: Memento;
  readonly #trouble: (error: unknown) => void;
  readonly #records = new Map<string, EditRecord>();
  #timer: (() => void) | undefined;
  #write: Promise<void> = Promise.resolve();
  #collect: () => readonly EditRecord[] = () => [];
  #closed = false;
  readonly loaded: Promise<void>;

  constructor(path: string, memento: Memento, trouble: (error: unknown) => void) {
    this.#path = path;
    this.#memento = memento;
    this.#trouble = trouble;
    this.loaded = this.#load();
  }

  /** In the order in which they came to be. */
  get records(): readonly EditRecord[] {
    return [...this.#records.values()];
  }

  put(record: EditRecord): void {
    this.#records.set(record.id, record);
    this.changed();
  }

  /** What `collect` gives is written soon, as it is then. */
  follow(collect: () => readonly EditRecord[]): void {
    this.#collect = collect;
  }

  changed(): void {
    if (this.#closed) return;
    this.#timer ??= systemClock.after(SAVE_MS, () => void this.flush());
  }

  flush(): Promise<void> {
    this.#timer?.();
    this.#timer = undefined;
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
    for (const record of readRecords(text)) if (!this.#records.has(record.id)) this.#records.set(record.id, record);
  }

  async #save(): Promise<void> {
    await this.loaded;
    for (const record of this.#collect()) this.#records.set(record.id, record);
    const kept = worthKeeping(this.records, systemClock.now());
    for (const id of this.#records.keys()) if (!kept.some((record) => record.id === id)) this.#records.delete(id);
    await mkdir(dirname(this.#path), { recursive: true });
    const half = `${this.#path}.half`;
    await writeFile(half, JSON.stringify(kept), { mode: 0o600 });
    await rename(half, this.#path);
    await markPendingEdits(
      this.#memento,
      kept.some(({ state }) => state === 'pending'),
    );
  }
}
