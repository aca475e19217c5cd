// Asks the catalogue in its thread. The thread comes with the first question and goes, and its memory with it, when
// nobody has asked for a while.
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ChatSummary } from '../../core/library/summary.ts';
import type { Clock } from '../../core/clock.ts';
import type { FoundChat } from './catalog.ts';
import type { CatalogAnswer, CatalogPlaces, CatalogQuestion } from './catalogMessages.ts';

/** How long after the last question what was learned is kept, and the thread is ended. */
const SAVE_MS = 3000;
const IDLE_MS = 60_000;

interface Waiting {
  readonly resolve: (answer: CatalogAnswer) => void;
  readonly reject: (error: Error) => void;
}

type Ask = CatalogQuestion extends infer Q ? (Q extends CatalogQuestion ? Omit<Q, 'number'> : never) : never;

export class CatalogClient {
  readonly #script: string;
  readonly #places: CatalogPlaces;
  readonly #clock: Clock;
  readonly #asked = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #number = 0;
  #cancelSave = () => {};
  #cancelEnd = () => {};

  /** `script` is the thread's program. */
  constructor(script: string, places: CatalogPlaces, clock: Clock) {
    this.#script = script;
    this.#places = places;
    this.#clock = clock;
  }

  /** All chats in which something was said, the newest first. */
  async list(): Promise<readonly ChatSummary[]> {
    const answer = await this.#ask({ ask: 'list' });
    return 'chats' in answer ? answer.chats : [];
  }

  /** The chats that hold all words of the query, best first, among those last listed. */
  async search(query: string): Promise<readonly FoundChat[]> {
    const answer = await this.#ask({ ask: 'search', query });
    return 'found' in answer ? answer.found : [];
  }

  /** Chats have been removed for good: their words go too. */
  async refresh(): Promise<void> {
    try {
      await this.list();
      await this.#ask({ ask: 'save' });
    } catch {
      await this.clear();
    }
  }

  /** Ends the thread, and removes what was kept, drafts included. */
  async clear(): Promise<void> {
    await this.end();
    const { place } = this.#places;
    const names = await readdir(dirname(place)).catch(() => []);
    const own = names.filter((name) => name === basename(place) || name.startsWith(`${basename(place)}.`));
    await Promise.all(own.map((name) => rm(join(dirname(place), name), { force: true })));
  }

  async end(): Promise<void> {
    this.#cancelSave();
    this.#cancelEnd();
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #ask(question: Ask): Promise<CatalogAnswer> {
    const number = ++this.#number;
    this.#worker ??= this.#start();
    if (question.ask !== 'save') this.#rest();
    this.#worker.postMessage({ number, ...question });
    return new Promise((resolve, reject) => this.#asked.set(number, { resolve, reject }));
  }

  /** Saves and ends when no question follows this one. */
  #rest(): void {
    this.#cancelSave();
    this.#cancelEnd();
    this.#cancelSave = this.#clock.after(SAVE_MS, () => void this.#ask({ ask: 'save' }).catch(() => {}));
    this.#cancelEnd = this.#clock.after(IDLE_MS, () => void this.end());
  }

  #start(): Worker {
    const worker = new Worker(this.#script, { workerData: this.#places });
    worker.on('message', (answer: CatalogAnswer) => {
      const asked = this.#asked.get(answer.number);
      this.#asked.delete(answer.number);
      if ('error' in answer) asked?.reject(new Error(answer.error));
      else asked?.resolve(answer);
    });
    const over = (error: Error) => {
      if (this.#worker === worker) this.#worker = undefined;
      for (const { reject } of this.#asked.values()) reject(error);
      this.#asked.clear();
    };
    worker.on('error', over);
    worker.on('exit', () => over(new Error('the catalogue of chats has ended')));
    return worker;
  }
}
