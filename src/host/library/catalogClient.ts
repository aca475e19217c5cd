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

interface Thread {
  readonly worker: Worker;
  /** Its own: what is asked of the next one does not end with it. */
  readonly asked: Map<number, Waiting>;
}

type Ask = CatalogQuestion extends infer Q ? (Q extends CatalogQuestion ? Omit<Q, 'number'> : never) : never;

export class CatalogClient {
  readonly #script: string;
  readonly #places: CatalogPlaces;
  readonly #clock: Clock;
  #thread: Thread | undefined;
  /** Two threads would write into one draft. */
  #ended: Promise<unknown> = Promise.resolve();
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
    const thread = this.#thread;
    this.#thread = undefined;
    if (thread !== undefined) this.#ended = thread.worker.terminate();
    await this.#ended;
  }

  async #ask(question: Ask): Promise<CatalogAnswer> {
    for (let ended; ended !== this.#ended;) await (ended = this.#ended);
    const number = ++this.#number;
    const { worker, asked } = (this.#thread ??= this.#start());
    if (question.ask !== 'save') this.#rest();
    worker.postMessage({ number, ...question });
    return new Promise((resolve, reject) => asked.set(number, { resolve, reject }));
  }

  /** Saves and ends when no question follows this one. */
  #rest(): void {
    this.#cancelSave();
    this.#cancelEnd();
    this.#cancelSave = this.#clock.after(SAVE_MS, () => void this.#ask({ ask: 'save' }).catch(() => {}));
    this.#cancelEnd = this.#clock.after(IDLE_MS, () => void this.end());
  }

  #start(): Thread {
    const worker = new Worker(this.#script, { workerData: this.#places });
    const asked = new Map<number, Waiting>();
    worker.on('message', (answer: CatalogAnswer) => {
      const waiting = asked.get(answer.number);
      asked.delete(answer.number);
      if ('error' in answer) waiting?.reject(new Error(answer.error));
      else waiting?.resolve(answer);
    });
    const over = (error: Error) => {
      if (this.#thread?.worker === worker) this.#thread = undefined;
      for (const { reject } of asked.values()) reject(error);
      asked.clear();
    };
    worker.on('error', over);
    worker.on('exit', () => over(new Error('the catalogue of chats has ended')));
    return { worker, asked };
  }
}
