// The API's list of models, per address: kept between sessions, so that only the very first request waits for it.
import type { Memento } from 'vscode';
import type { Connection } from '../../core/claude/connection.ts';
import type { Failure } from '../../core/claude/failure.ts';
import { BUILT_IN_MODELS, keepRetired, readModel, resolveModel, type Model } from '../../core/claude/models.ts';
import { sdk } from './sdk.ts';

interface Stored {
  readonly at: number;
  readonly models: readonly Model[];
}

/** New models are rare, and a request for a retired one explains itself: a day-old list is good enough. */
const FRESH_MS = 24 * 60 * 60 * 1000;

/** Longest that a message waits for the list; after that the last known list, or the built-in one, has to do. */
const PATIENCE_MS = 5000;

/** A gateway may have no list at all, and keep the question waiting: so long no message asks it again. */
const PAUSE_MS = 10 * 60 * 1000;

export class ModelList {
  readonly #memento: Memento;
  readonly #now: () => number;
  /** When the list of an address could not be had, by base URL. */
  readonly #failedAt = new Map<string, number>();

  constructor(memento: Memento, now: () => number) {
    this.#memento = memento;
    this.#now = now;
  }

  /** What is known without asking. */
  known(baseUrl: string): readonly Model[] {
    return this.#stored(baseUrl)?.models ?? BUILT_IN_MODELS;
  }

  /** When the list of an address was read; undefined where only the built-in one is known. */
  knownSince(baseUrl: string): number | undefined {
    return this.#stored(baseUrl)?.at;
  }

  /** Asks the API, and keeps the answer. */
  async fetch(
    connection: Connection,
    signal: AbortSignal,
  ): Promise<{ models: readonly Model[] } | { failure: Failure }> {
    const { listModels } = await sdk();
    const answer = await listModels(connection, signal);
    this.#failedAt.delete(connection.baseUrl);
    if ('failure' in answer && !signal.aborted) this.#failedAt.set(connection.baseUrl, this.#now());
    if ('failure' in answer) return answer;
    const listed = answer.models.flatMap((info) => readModel(info) ?? []);
    const models = keepRetired(listed, this.#stored(connection.baseUrl)?.models ?? []);
    if (listed.length > 0) {
      await this.#memento.update(memoryKey(connection.baseUrl), { at: this.#now(), models } satisfies Stored);
    }
    return { models: listed.length > 0 ? models : [] };
  }

  /** The model that `chosen` stands for; asks the API only where no fresh list is known. Never fails. */
  async resolve(chosen: string, connection: Connection, signal: AbortSignal): Promise<Model> {
    const stored = this.#stored(connection.baseUrl);
    const known = stored && resolveModel(chosen, stored.models);
    if (stored !== undefined && known !== undefined && this.#now() - stored.at < FRESH_MS) return known;
    const answer = this.#pauses(connection) ? undefined : await this.#fetchSoon(connection, signal);
    const models = answer !== undefined && answer.length > 0 ? answer : this.known(connection.baseUrl);
    const found = resolveModel(chosen, models) ?? resolveModel(chosen, BUILT_IN_MODELS);
    // A line that neither list knows goes out as it is: the API's 404 then says so.
    return found ?? { id: chosen, name: chosen, lifecycle: 'active', createdAt: 0 };
  }

  async #fetchSoon(connection: Connection, signal: AbortSignal): Promise<readonly Model[] | undefined> {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const answer = await this.fetch(connection, AbortSignal.any([signal, patience]));
    if (patience.aborted) this.#failedAt.set(connection.baseUrl, this.#now());
    return 'models' in answer ? answer.models : undefined;
  }

  #pauses({ baseUrl }: Connection): boolean {
    return this.#now() - (this.#failedAt.get(baseUrl) ?? -Infinity) < PAUSE_MS;
  }

  #stored(baseUrl: string): Stored | undefined {
    const value = this.#memento.get<Stored>(memoryKey(baseUrl));
    return value !== undefined && Array.isArray(value.models) && value.models.length > 0 ? value : undefined;
  }
}

function memoryKey(baseUrl: string): string {
  return `sidestream.models:${baseUrl}`;
}
