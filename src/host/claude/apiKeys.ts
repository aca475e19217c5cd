// The API keys, one for each origin, in the editor's secret storage and nowhere else; a key is handed out for its own
// origin only. The environment's key is the announced fallback for the base URL that the user set.
import { EventEmitter, type Disposable, type Event, type SecretStorage } from 'vscode';

export interface FoundKey {
  readonly key: string;
  readonly source: 'stored' | 'environment';
}

const PREFIX = 'sidestream.apiKey:';

export class ApiKeys implements Disposable {
  readonly #secrets: SecretStorage;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #changed = new EventEmitter<void>();
  readonly #listener: Disposable;
  /** A key was stored or removed, here or in another window where the editor tells of it. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(secrets: SecretStorage, environment: NodeJS.ProcessEnv) {
    this.#secrets = secrets;
    this.#environment = environment;
    this.#listener = secrets.onDidChange(({ key }) => {
      if (key.startsWith(PREFIX)) this.#changed.fire();
    });
  }

  /** The key for `origin`: the stored one, else the environment's. An empty variable is none. */
  async find(origin: string): Promise<FoundKey | undefined> {
    const stored = await this.#secrets.get(PREFIX + origin);
    if (stored !== undefined && stored !== '') return { key: stored, source: 'stored' };
    const key = this.#environment['ANTHROPIC_API_KEY']?.trim() ?? '';
    return key === '' ? undefined : { key, source: 'environment' };
  }

  async store(origin: string, key: string): Promise<void> {
    await this.#secrets.store(PREFIX + origin, key);
    this.#changed.fire();
  }

  async clear(origin: string): Promise<void> {
    await this.#secrets.delete(PREFIX + origin);
    this.#changed.fire();
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }
}
