// The accounts on disk: one file a month in global storage, to which all windows append. Tells when any of them does.
import { watch, type FSWatcher } from 'node:fs';
import { appendFile, mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { monthName } from '../../core/usage/days.ts';
import { Ledger, writeEntry, type LedgerEntry, type SentMark } from '../../core/usage/ledger.ts';

export const MONTH = /^\d{4}-\d{2}\.jsonl$/;

/** What is known of one month's file. */
interface Month {
  readonly file: number;
  /** Up to here it has been read: whole lines only. */
  bytes: number;
  readonly ledger: Ledger;
}

export class LedgerFile {
  readonly folder: string;
  readonly #onTrouble: (error: unknown) => void;
  readonly #listeners = new Set<() => void>();
  readonly #months = new Map<string, Month>();
  #watcher: FSWatcher | undefined;
  #reading: Promise<unknown> = Promise.resolve();
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string, onTrouble: (error: unknown) => void) {
    this.folder = folder;
    this.#onTrouble = onTrouble;
  }

  /** Some window has written. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** One line, one append: lines of several windows never mix. Those of this window keep their order. */
  add(entry: LedgerEntry | SentMark): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write(entry));
    return this.#writing;
  }

  /** Resolves when all that was added is written. */
  flush(): Promise<void> {
    return this.#writing;
  }

  /** All that was written at `from` (milliseconds since the epoch) or later, and the rest of the month before it. */
  read(from: number): Promise<Pick<Ledger, 'entries' | 'sent'>> {
    // One after the other, so that no line is read twice.
    const reading = this.#reading.then(() => this.#readFrom(from));
    this.#reading = reading.catch(() => undefined);
    return reading;
  }

  dispose(): void {
    this.#watcher?.close();
    this.#listeners.clear();
  }

  async #write(entry: LedgerEntry | SentMark): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true });
      await appendFile(join(this.folder, `${monthName(entry.at)}.jsonl`), writeEntry(entry), { mode: 0o600 });
    } catch (error) {
      this.#onTrouble(error);
    }
    this.#tell();
  }

  async #readFrom(from: number): Promise<Pick<Ledger, 'entries' | 'sent'>> {
    this.#watch();
    const names = await readdir(this.folder).catch(() => []);
    const first = `${monthName(from)}.jsonl`;
    const ledgers: Ledger[] = [];
    for (const name of names.filter((each) => MONTH.test(each) && each >= first).toSorted()) {
      try {
        ledgers.push((await this.#catchUp(name)).ledger);
      } catch (error) {
        this.#onTrouble(error);
      }
    }
    return { entries: ledgers.flatMap(({ entries }) => entries), sent: ledgers.flatMap(({ sent }) => sent) };
  }

  /** Reads what has been added to a month since it was last looked at. */
  async #catchUp(name: string): Promise<Month> {
    const file = await open(join(this.folder, name), 'r');
    try {
      const { size, ino } = await file.stat();
      const known = this.#months.get(name);
      // Folded meanwhile it is another file.
      const month = known?.file === ino && known.bytes <= size ? known : { file: ino, bytes: 0, ledger: new Ledger() };
      this.#months.set(name, month);
      const { buffer } = await file.read(Buffer.alloc(size - month.bytes), 0, size - month.bytes, month.bytes);
      const whole = buffer.subarray(0, buffer.lastIndexOf('\n') + 1);
      month.ledger.read(whole.toString());
      month.bytes += whole.length;
      return month;
    } finally {
      await file.close();
    }
  }

  /** Other windows' entries. Where the system cannot watch, they are seen with the next one of our own. */
  #watch(): void {
    if (this.#watcher !== undefined) return;
    try {
      this.#watcher = watch(this.folder, { persistent: false }, () => this.#tell());
      this.#watcher.on('error', () => this.#watcher?.close());
    } catch {
      // The folder comes with the first entry; the next look tries again.
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
