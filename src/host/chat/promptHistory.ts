// The user's own prompts of this workspace, for the arrow keys in the composer: kept in the workspace's state, the newest
// first, each once.
import type { Memento } from 'vscode';

const KEY = 'sidestream.prompts';
const MOST = 100;
/** A longer one is a pasted file, which nobody looks for by the arrow keys. */
const LONGEST = 8000;

export class PromptHistory {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  list(): readonly string[] {
    return this.#memento.get<readonly string[]>(KEY, []);
  }

  add(text: string): void {
    if (text.length > LONGEST || text.trim() === '') return;
    void this.#memento.update(KEY, [text, ...this.list().filter((known) => known !== text)].slice(0, MOST));
  }
}
