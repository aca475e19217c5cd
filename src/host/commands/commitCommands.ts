// The commands of commit messages. What carries them out is loaded with the first use.
import type { Disposable } from 'vscode';
import type { CommitMessages, CommitParts } from '../commit/commitMessages.ts';
import type { CommandName } from '../names.ts';

export type CommitCommand = Extract<CommandName, `sidestream.${string}CommitMessage`>;

export class CommitCommands implements Disposable {
  readonly #parts: CommitParts;
  #loading: Promise<CommitMessages> | undefined;
  #loaded: CommitMessages | undefined;

  constructor(parts: CommitParts) {
    this.#parts = parts;
  }

  /** From the Source Control view they are about the repository whose title was clicked. */
  readonly handlers: Record<CommitCommand, (source?: unknown) => unknown> = {
    'sidestream.generateCommitMessage': async (source) => (await this.#load()).generate(source),
    'sidestream.stopCommitMessage': async (source) => (await this.#load()).stop(source),
    'sidestream.restoreCommitMessage': async (source) => (await this.#load()).restore(source),
  };

  /** False where no message is being written. */
  stopAll(): boolean {
    return this.#loaded?.stopAll() === true;
  }

  dispose(): void {
    this.stopAll();
  }

  #load(): Promise<CommitMessages> {
    this.#loading ??= import('../commit/commitMessages.ts').then(
      (module) => (this.#loaded = new module.CommitMessages(this.#parts)),
    );
    return this.#loading;
  }
}
