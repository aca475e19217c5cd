// The folder with the chats: one append-only journal for each, and beside it a draft and what is attached to that. Plain files in global storage.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readJournal, type JournalText } from '../../core/chat/record.ts';
import { JournalFile, type JournalEnds } from './journalFile.ts';

const isId = (id: string) => /^[\w-]{1,64}$/.test(id);

export class ChatFiles {
  readonly #folder: string;
  readonly #onTrouble: (error: unknown) => void;
  /** What is to be written next, by file; typing on while a write runs replaces it. */
  readonly #drafts = new Map<string, string>();
  #draftWriter: Promise<void> | undefined;

  /** `onTrouble` hears of a write that failed; the chat goes on without. */
  constructor(folder: string, onTrouble: (error: unknown) => void) {
    this.#folder = folder;
    this.#onTrouble = onTrouble;
  }

  /** The journal of a chat; undefined where there is none that can be read. */
  async read(id: string): Promise<(JournalText & { readonly bytes: number }) | undefined> {
    if (!isId(id)) return undefined;
    const bytes = await readFile(this.#journal(id)).catch(() => undefined);
    if (bytes === undefined) return undefined;
    // A line that is being written just now will be heard when it is whole.
    const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
    return { ...readJournal(whole.toString()), torn: whole.length < bytes.length, bytes: whole.length };
  }

  /**
   * For appending; the file comes to be with its first line, which `header` precedes then. `known` bytes of it have been
   * read; `ends` hears of what other windows append behind them.
   */
  open(id: string, header: string, known: number, ends: Omit<JournalEnds, 'onTrouble'>): JournalFile {
    return new JournalFile(this.#journal(id), header, known, { ...ends, onTrouble: this.#onTrouble });
  }

  async readDraft(id: string): Promise<string> {
    return isId(id) ? readFile(this.#draft(id), 'utf8').catch(() => '') : '';
  }

  /** Replaces the draft as a whole, or removes it; a crash in between leaves the old one. Resolves when it is written. */
  writeDraft(id: string, text: string): Promise<void> {
    if (!isId(id)) return Promise.resolve();
    return this.#keep(this.#draft(id), text);
  }

  /** What is attached to the composer, as one text. */
  async readAttached(id: string): Promise<string> {
    return isId(id) ? readFile(this.#attached(id), 'utf8').catch(() => '') : '';
  }

  /** As {@link writeDraft}. */
  writeAttached(id: string, text: string): Promise<void> {
    return isId(id) ? this.#keep(this.#attached(id), text) : Promise.resolve();
  }

  /** Resolves when all drafts, and what is attached to them, are on disk. */
  flush(): Promise<void> {
    return this.#draftWriter ?? Promise.resolve();
  }

  #keep(path: string, text: string): Promise<void> {
    this.#drafts.set(path, text);
    return (this.#draftWriter ??= this.#writeDrafts());
  }

  async #writeDrafts(): Promise<void> {
    for (;;) {
      const [next] = this.#drafts;
      if (next === undefined) {
        // Here, not a moment later: what is typed from now on needs a writer of its own.
        this.#draftWriter = undefined;
        return;
      }
      this.#drafts.delete(next[0]);
      await this.#replaceDraft(...next).catch(this.#onTrouble);
    }
  }

  async #replaceDraft(path: string, text: string): Promise<void> {
    if (text === '') return rm(path, { force: true });
    await mkdir(this.#folder, { recursive: true });
    await writeFile(`${path}.new`, text, { mode: 0o600 });
    return rename(`${path}.new`, path);
  }

  #journal(id: string): string {
    return join(this.#folder, `${id}.jsonl`);
  }

  #attached(id: string): string {
    return join(this.#folder, `${id}.attached`);
  }

  #draft(id: string): string {
    return join(this.#folder, `${id}.draft`);
  }
}
