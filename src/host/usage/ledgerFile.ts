// The accounts on disk: one file a month in global storage, to which all windows append. Tells when any of them does.
import { watch, type FSWatcher } from 'node:fs';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EventEmitter, type Disposable, type Event } from 'vscode';
import { readLedger, writeEntry, type LedgerEntry } from '../../core/usage/ledger.ts';

export class LedgerFile implements Disposable {
  readonly #folder: string;
  readonly #onTrouble: (error: unknown) => void;
  readonly #changed = new EventEmitter<void>();
  #watcher: FSWatcher | undefined;
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(folder: string, onTrouble: (error: unknown) => void) {
    this.#folder = folder;
    this.#onTrouble = onTrouble;
  }

  /** One line, one append: lines of several windows never mix. */
  async add(entry: LedgerEntry): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true });
      await appendFile(this.#file(new Date(entry.at)), writeEntry(entry), { mode: 0o600 });
    } catch (error) {
      this.#onTrouble(error);
    }
    this.#changed.fire();
  }

  /** All entries of the month in which `day` lies, by local time. */
  async month(day: Date): Promise<LedgerEntry[]> {
    this.#watch();
    const text = await readFile(this.#file(day), 'utf8').catch(() => '');
    return readLedger(text);
  }

  dispose(): void {
    this.#watcher?.close();
    this.#changed.dispose();
  }

  /** Other windows' entries. Where the system cannot watch, they are seen with the next one of our own. */
  #watch(): void {
    if (this.#watcher !== undefined) return;
    try {
      this.#watcher = watch(this.#folder, () => this.#changed.fire());
      this.#watcher.on('error', () => this.#watcher?.close());
    } catch {
      // The folder comes with the first entry; the next look tries again.
    }
  }

  #file(day: Date): string {
    const month = String(day.getMonth() + 1).padStart(2, '0');
    return join(this.#folder, `${day.getFullYear()}-${month}.jsonl`);
  }
}
