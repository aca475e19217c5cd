// All chats of the folder, listed and searchable. Runs in a thread of its own: reading a thousand journals must not hold
// up an answer that streams. What it has learned lies beside the chats, so that only what changed is read again. All
// windows keep the same file, each of them all chats: the folder is the truth, and whoever writes last has it whole.
import type { Stats } from 'node:fs';
import { readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readJournal, type Record } from '../../core/chat/record.ts';
import { ChatIndex, type SavedIndex } from '../../core/library/chatIndex.ts';
import { snippet } from '../../core/library/snippet.ts';
import { summarize, textOf, type ChatSummary } from '../../core/library/summary.ts';
import { isAlive } from '../isAlive.ts';

/** Raised when what is kept changes its meaning; what another version kept is made anew. */
const VERSION = 1;
/** Texts that are held for the next key: of chats that were found, or have just been read. */
const MOST_TEXTS = 200;

interface Known {
  readonly size: number;
  readonly changed: number;
  /** Absent for a journal in which nothing was said. */
  readonly summary?: ChatSummary;
}

export interface FoundChat {
  readonly id: string;
  /** The piece of it that shows why. */
  readonly snippet: string;
}

export class Catalog {
  readonly #folder: string;
  readonly #place: string;
  #index = new ChatIndex();
  #known = new Map<string, Known>();
  /** Listed already, and not yet in the index. */
  readonly #waiting = new Map<string, { readonly title: string; readonly text: string }>();
  readonly #texts = new Map<string, string>();
  #loaded: Promise<void> | undefined;
  #changed = false;

  /** `place` is the file for what is kept from one start to the next. */
  constructor(folder: string, place: string) {
    this.#folder = folder;
    this.#place = place;
  }

  /** All chats in which something was said, as the disk has them now; the newest first. */
  async list(): Promise<ChatSummary[]> {
    await (this.#loaded ??= this.#load());
    const there = await this.#ids();
    for (const id of this.#known.keys()) if (!there.has(id)) this.#forget(id);
    const ids = [...there];
    const stats = await Promise.all(ids.map((id) => stat(this.#path(id)).catch(() => undefined)));
    for (const [at, id] of ids.entries()) await this.#look(id, stats[at]);
    return [...this.#known.values()].flatMap(({ summary }) => summary ?? []).toSorted((a, b) => b.lastAt - a.lastAt);
  }

  /** The chats that hold all words of the query, best first, among those last listed. */
  async search(query: string): Promise<FoundChat[]> {
    // A thread that was ended after a while of silence comes back knowing nothing.
    if (this.#loaded === undefined) await this.list();
    this.#takeIn();
    const found: FoundChat[] = [];
    for (const { id, terms } of this.#index.search(query)) {
      found.push({ id, snippet: snippet(await this.#text(id), terms) });
    }
    return found;
  }

  /** Takes one listed chat more into the index, before somebody searches; false: none is left. */
  takeInOne(): boolean {
    const [next] = this.#waiting;
    if (next === undefined) return false;
    const [id, { title, text }] = next;
    this.#waiting.delete(id);
    this.#index.set(id, title, text);
    this.#keepText(id, text);
    return true;
  }

  /** Keeps what was learned for the next start. Whatever goes wrong, it is learned again. */
  async save(): Promise<void> {
    do {
      await this.list();
      this.#takeIn();
      if (!this.#changed) return;
      await this.#write();
      // A window that removed a chat meanwhile may have written before this one: its words must not come back.
    } while (await this.#isOutdated());
  }

  /** A draft of its own for each window, put in place whole: no reader ever finds half a file. */
  async #write(): Promise<void> {
    this.#changed = false;
    const draft = `${this.#place}.${process.pid}.new`;
    try {
      const kept = { version: VERSION, known: [...this.#known], index: await this.#index.save() };
      await writeFile(draft, JSON.stringify(kept), { mode: 0o600 });
      await rename(draft, this.#place);
    } catch (error) {
      this.#changed = true;
      throw error;
    }
  }

  async #isOutdated(): Promise<boolean> {
    const there = await this.#ids();
    return [...this.#known.keys()].some((id) => !there.has(id));
  }

  async #ids(): Promise<Set<string>> {
    const names = await readdir(this.#folder).catch(() => []);
    return new Set(names.filter((name) => name.endsWith('.jsonl')).map((name) => name.slice(0, -'.jsonl'.length)));
  }

  async #load(): Promise<void> {
    await this.#removeDrafts();
    try {
      const kept: unknown = JSON.parse(await readFile(this.#place, 'utf8'));
      if (!isKept(kept)) return;
      this.#index = ChatIndex.load(kept.index);
      this.#known = new Map(kept.known);
    } catch {
      // There is none, or it is torn: everything is read anew.
      this.#index = new ChatIndex();
      this.#known.clear();
    }
  }

  /** Of windows that died while they wrote. */
  async #removeDrafts(): Promise<void> {
    const folder = dirname(this.#place);
    for (const name of await readdir(folder).catch(() => [])) {
      const pid = name.startsWith(`${basename(this.#place)}.`) ? /\.(\d+)\.new$/.exec(name)?.[1] : undefined;
      if (pid !== undefined && !isAlive(Number(pid))) await rm(join(folder, name), { force: true });
    }
  }

  /** Reads a journal, if it is another one than before. */
  async #look(id: string, file: Stats | undefined): Promise<void> {
    const known = this.#known.get(id);
    if (file === undefined) return this.#forget(id);
    if (known?.size === file.size && known.changed === file.mtimeMs) return;
    const records = await this.#read(id);
    const summary = summarize(id, records);
    this.#changed = true;
    this.#texts.delete(id);
    this.#known.set(id, { size: file.size, changed: file.mtimeMs, ...(summary !== undefined && { summary }) });
    if (summary !== undefined) this.#waiting.set(id, { title: summary.title, text: textOf(records) });
  }

  #takeIn(): void {
    while (this.takeInOne());
  }

  #forget(id: string): void {
    this.#changed = true;
    this.#known.delete(id);
    this.#waiting.delete(id);
    this.#texts.delete(id);
    this.#index.remove(id);
  }

  async #text(id: string): Promise<string> {
    const text = this.#texts.get(id) ?? textOf(await this.#read(id));
    this.#keepText(id, text);
    return text;
  }

  #keepText(id: string, text: string): void {
    this.#texts.delete(id);
    this.#texts.set(id, text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > MOST_TEXTS && oldest !== undefined) this.#texts.delete(oldest);
  }

  async #read(id: string): Promise<readonly Record[]> {
    return readJournal(await readFile(this.#path(id), 'utf8').catch(() => '')).records;
  }

  #path(id: string): string {
    return join(this.#folder, `${id}.jsonl`);
  }
}

interface Kept {
  readonly known: readonly (readonly [string, Known])[];
  readonly index: SavedIndex;
}

/** Our own file: that it is whole and of this version is all there is to ask. */
function isKept(value: unknown): value is Kept {
  return (
    typeof value === 'object' &&
    value !== null &&
    Reflect.get(value, 'version') === VERSION &&
    Array.isArray(Reflect.get(value, 'known')) &&
    typeof Reflect.get(value, 'index') === 'object'
  );
}
