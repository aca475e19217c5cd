// The words above an edit: Stop while it streams, then the decisions over each hunk.
import {
  CodeLens,
  EventEmitter,
  l10n,
  languages,
  Range,
  type CodeLensProvider,
  type Disposable,
  type TextDocument,
} from 'vscode';
import { Disposables } from '../disposables.ts';
import type { CommandName } from '../names.ts';
import type { EditRunner } from './editRunner.ts';
import type { InlineEdits } from './inlineEdits.ts';
import type { OpenEdit } from './openEdit.ts';

/** A lens's argument: which edit, and which of its hunks. */
export interface Chosen {
  readonly edit: string;
  readonly hunk?: number;
  /** The same instruction once more, over the original. */
  readonly again?: boolean;
}

export class EditLenses implements CodeLensProvider, Disposable {
  readonly #edits: InlineEdits;
  readonly #runner: EditRunner;
  readonly #enabled: () => boolean;
  readonly #changed = new EventEmitter<void>();
  readonly #disposables = new Disposables();
  #seen = '';
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(edits: InlineEdits, runner: EditRunner, enabled: () => boolean) {
    this.#edits = edits;
    this.#runner = runner;
    this.#enabled = enabled;
    this.#disposables.add(this.#changed);
    this.#disposables.add(languages.registerCodeLensProvider({ scheme: '*' }, this));
    this.#disposables.add(edits.onDidChange(() => this.#refresh()));
    this.#changed.fire();
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    if (!this.#enabled()) return [];
    return this.#edits
      .of(document)
      .flatMap((edit) => (edit.phase === 'streaming' ? stopLens(edit) : this.#hunkLenses(edit)));
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Batches of a stream change no lens: only phases and decisions do. */
  #refresh(): void {
    const seen = this.#edits.alive.map(
      (edit) => `${edit.facts.id} ${edit.phase} ${edit.pending.length} ${this.#runner.canGoOn(edit)}`,
    );
    if (seen.join() === this.#seen) return;
    this.#seen = seen.join();
    this.#changed.fire();
  }

  #hunkLenses(edit: OpenEdit): CodeLens[] {
    const { hunks } = edit.group;
    return edit.pending.flatMap((hunk, place) => {
      const line = edit.document.positionAt(hunk.offset).line;
      const chosen: Chosen = { edit: edit.facts.id, hunk: hunks.indexOf(hunk) };
      const own = [
        lens(line, l10n.t('Accept'), 'sidestream.acceptChange', chosen),
        lens(line, l10n.t('Reject'), 'sidestream.rejectChange', chosen),
      ];
      return place === 0 ? [...own, ...this.#wholeLenses(edit, line)] : own;
    });
  }

  #wholeLenses(edit: OpenEdit, line: number): CodeLens[] {
    const chosen: Chosen = { edit: edit.facts.id };
    return [
      ...(edit.pending.length > 1 ? [lens(line, l10n.t('Accept All'), 'sidestream.acceptAll', chosen)] : []),
      ...(edit.pending.length > 1 ? [lens(line, l10n.t('Reject All'), 'sidestream.rejectAll', chosen)] : []),
      lens(line, l10n.t('Show Changes'), 'sidestream.showChanges', chosen),
      ...(this.#runner.canGoOn(edit) ? [lens(line, l10n.t('Continue'), 'sidestream.continue', chosen)] : []),
      ...(this.#runner.canTryAgain(edit)
        ? [lens(line, l10n.t('Try Again'), 'sidestream.editInline', { ...chosen, again: true })]
        : []),
    ];
  }
}

function stopLens(edit: OpenEdit): CodeLens[] {
  const line = edit.document.positionAt(edit.group.range.offset).line;
  return [lens(line, l10n.t('$(debug-stop) Stop'), 'sidestream.stop', { edit: edit.facts.id })];
}

function lens(line: number, title: string, command: CommandName, chosen: Chosen): CodeLens {
  return new CodeLens(new Range(line, 0, line, 0), { title, command, arguments: [chosen] });
}
