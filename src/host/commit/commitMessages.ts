// Generate, Stop and Restore for the commit messages of all repositories: one at a time in each.
import { randomUUID } from 'node:crypto';
import { ProgressLocation, commands, l10n, window, type Progress } from 'vscode';
import type { ReadyToSend, Stop } from '../../core/chat/conversationPorts.ts';
import { failureNotice, retryReason } from '../../core/claude/failureWords.ts';
import type { RetryPlan } from '../../core/claude/exchange.ts';
import { commitRequest } from '../../core/commit/commitPrompt.ts';
import { commitNotice, toldOf } from '../../core/commit/commitWords.ts';
import { digestOf } from '../../core/commit/digest.ts';
import { writeCommitMessage, type CommitEnd } from '../../core/commit/writeCommitMessage.ts';
import { newStop } from '../abortSignal.ts';
import type { Account } from '../claude/account.ts';
import type { ContextKey } from '../names.ts';
import { readSettings } from '../settings.ts';
import { showNotice } from '../showNotice.ts';
import { systemClock } from '../systemClock.ts';
import type { Accounts } from '../usage/accounts.ts';
import { chooseRepository, rootOf } from './chooseRepository.ts';
import type { Repository } from './gitApi.ts';
import { guardChanges } from './guardChanges.ts';
import { readChanges } from './readChanges.ts';

export interface CommitParts {
  readonly account: Account;
  readonly accounts: Accounts;
}

/** What stood in a repository's box, and what was put there. */
interface Memory {
  readonly typed: string;
  readonly before: string;
  /** Undefined where the user has typed into it: then all of it is theirs. */
  readonly written: string | undefined;
}

/** So many earlier messages show the habit. */
const EXAMPLES = 12;

const WRITING: ContextKey = 'sidestream.writingCommit';

export class CommitMessages {
  readonly #parts: CommitParts;
  readonly #running = new Map<string, Stop>();
  readonly #memories = new Map<string, Memory>();
  /** What seemed private, and the user let go in this session. */
  readonly #allowed = new Set<string>();

  constructor(parts: CommitParts) {
    this.#parts = parts;
  }

  /** `source` is what the Source Control view hands over; the palette hands over nothing. */
  async generate(source: unknown): Promise<void> {
    const repository = await chooseRepository(source);
    if (repository === undefined) return;
    const root = repository.rootUri.toString();
    if (this.#running.has(root)) {
      void window.showInformationMessage(l10n.t('A commit message is being written for this repository already.'));
      return;
    }
    const stop = newStop();
    this.#running.set(root, stop);
    this.#tell();
    try {
      await window.withProgress({ location: ProgressLocation.SourceControl }, () =>
        window.withProgress({ location: ProgressLocation.Window }, (progress) =>
          this.#generate(repository, stop.signal, progress),
        ),
      );
    } finally {
      stop.dispose();
      this.#running.delete(root);
      this.#tell();
    }
  }

  stop(source: unknown): void {
    const one = this.#running.get(rootOf(source) ?? '');
    if (one !== undefined) return one.stop();
    if (!this.stopAll()) void window.showInformationMessage(l10n.t('No commit message is being written.'));
  }

  /** Puts back what stood in the box before; once more brings the generated message again. */
  async restore(source: unknown): Promise<void> {
    const repository = await chooseRepository(source);
    if (repository === undefined) return;
    const root = repository.rootUri.toString();
    const memory = this.#memories.get(root);
    if (memory === undefined || this.#running.has(root)) {
      void window.showInformationMessage(
        memory === undefined
          ? l10n.t('No message was generated for this repository yet.')
          : l10n.t('A commit message is being written for this repository already.'),
      );
      return;
    }
    const now = repository.inputBox.value;
    repository.inputBox.value = memory.before;
    this.#memories.set(root, { typed: memory.typed, before: now, written: memory.before });
  }

  /** False where none is being written. */
  stopAll(): boolean {
    for (const stop of this.#running.values()) stop.stop();
    return this.#running.size > 0;
  }

  async #generate(
    repository: Repository,
    signal: AbortSignal,
    progress: Progress<{ readonly message: string }>,
  ): Promise<void> {
    progress.report({ message: l10n.t('Reading the changes…') });
    const { staged, files: changed } = await readChanges(repository);
    const { account, accounts } = this.#parts;
    await account.known();
    const files = await guardChanges(changed, account.situation().host, this.#allowed);
    if (files === undefined) return;
    if (files.length === 0) {
      void window.showInformationMessage(l10n.t('There are no changes to describe.'));
      return;
    }
    const digest = digestOf(files);
    const ready = await accounts.connect('commit');
    if (!ready.ok)
      return showNotice(failureNotice(ready.failure, account.situation({ task: 'commit' }), false, l10n.t));
    const writing = l10n.t('Writing the commit message…');
    progress.report({ message: writing });
    const told = toldOf(digest, staged, l10n.t);
    if (told !== undefined) void window.showInformationMessage(told);
    const end = await this.#write(repository, digest.text, ready, signal, (plan) =>
      progress.report({ message: plan === undefined ? writing : this.#waiting(plan) }),
    );
    const notice = commitNotice(end, account.situation({ task: 'commit' }), l10n.t);
    const again = { title: l10n.t('Try Again'), run: () => this.generate({ rootUri: repository.rootUri }) };
    if (notice !== undefined) showNotice(notice, [again]);
  }

  async #write(
    repository: Repository,
    changes: string,
    ready: ReadyToSend,
    signal: AbortSignal,
    retry: (plan: RetryPlan | undefined) => void,
  ): Promise<CommitEnd> {
    const { rootUri, inputBox, state } = repository;
    const root = rootUri.toString();
    const model = await ready.model(signal);
    const messages = await lastMessages(repository);
    // From here to the request nothing is waited for: what is typed in between would be lost.
    const known = this.#memories.get(root);
    // What this wrote before is no beginning of the user's: it is written anew.
    const typed = known !== undefined && inputBox.value === known.written ? known.typed : inputBox.value;
    const before = inputBox.value;
    const request = commitRequest(model, {
      lastMessages: messages,
      branch: state.HEAD?.name,
      changes,
      instructions: readSettings().commitInstructions,
      typed,
    });
    const { send, holdBack, maxRetries, refused } = ready;
    const ports = { send, holdBack, maxRetries, refused, clock: systemClock, random: Math.random };
    const listener = { ...this.#parts.accounts.bill('commit', randomUUID()), retry };
    const end = await writeCommitMessage(inputBox, typed, request, ports, listener, signal);
    const written = end.outcome === 'typed' ? undefined : inputBox.value;
    if (!end.empty) this.#memories.set(root, { typed, before, written });
    return end;
  }

  #waiting({ at, failure }: RetryPlan): string {
    const seconds = Math.ceil((at - systemClock.now()) / 1000);
    return l10n.t(
      '{0} Again in {1} s.',
      retryReason(failure, this.#parts.account.situation({ task: 'commit' }), l10n.t),
      seconds,
    );
  }

  #tell(): void {
    void commands.executeCommand('setContext', WRITING, this.#running.size > 0);
  }
}

/** Of a repository without a commit there are none. */
async function lastMessages(repository: Repository): Promise<string[]> {
  const commits = await repository.log({ maxEntries: EXAMPLES }).catch(() => []);
  return commits
    .map(({ message }) => message)
    .filter((message) => !/^Merge (branch|pull request|remote)/.test(message));
}
