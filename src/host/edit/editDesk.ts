// Where inline edits are worked on: built with the first edit, and at the start only where edits are pending.
import { l10n, window, type Disposable, type Memento, type TextEditor } from 'vscode';
import { Disposables } from '../disposables.ts';
import { addDocs, addTests, fix } from './codeTasks.ts';
import { applyToFile } from './applyToFile.ts';
import { askInstruction, whereWords } from './askInstruction.ts';
import { hasEdit, instructionOf, isAgain, lineOf } from './commandArgument.ts';
import { EditDecorations } from './editDecorations.ts';
import { followKeys } from './editKeys.ts';
import { EditFiles } from './editFiles.ts';
import { EditLenses } from './editLenses.ts';
import { generatePlace, placeOf, problemsOf } from './editorTask.ts';
import { EditRunner, type EditPorts } from './editRunner.ts';
import { EditScm } from './editScm.ts';
import { EditStore } from './editStore.ts';
import { sayRefusal } from './editWords.ts';
import { InlineEdits } from './inlineEdits.ts';
import type { OpenEdit } from './openEdit.ts';
import { Originals } from './originals.ts';
import { RemovedHover } from './removedHover.ts';
import { reopenLast } from './reopenLast.ts';
import { EditReview } from './review.ts';

export interface DeskPorts extends EditPorts {
  /** The file that edits are kept in, and the workspace's memory. */
  readonly path: string;
  readonly memento: Memento;
  readonly trouble: (error: unknown) => void;
  readonly codeLens: () => boolean;
  readonly codeActions: () => boolean;
}

export class EditDesk implements Disposable {
  readonly #disposables = new Disposables();
  readonly #memento: Memento;
  readonly store: EditStore;
  readonly edits: InlineEdits;
  readonly runner: EditRunner;
  readonly review: EditReview;

  constructor(ports: DeskPorts) {
    this.#memento = ports.memento;
    this.store = this.#disposables.add(new EditStore(ports.path, ports.trouble));
    this.edits = this.#disposables.add(new InlineEdits(this.store));
    this.#disposables.add(new EditFiles(this.edits, this.store));
    this.runner = new EditRunner(this.edits, ports);
    this.review = new EditReview(this.edits);
    this.#disposables.add(new EditDecorations(this.edits));
    this.#disposables.add(new EditLenses(this.edits, this.runner, ports.codeLens));
    this.#disposables.add(new RemovedHover(this.edits));
    this.#disposables.add(new Originals(this.edits));
    this.#disposables.add(new EditScm(this.edits));
    this.#disposables.add(followKeys(this.edits));
  }

  async editInline(argument?: unknown): Promise<void> {
    const chosen = isAgain(argument) ? this.review.editOf(argument) : undefined;
    if (chosen !== undefined) return this.runner.tryAgain(chosen);
    const editor = inFront();
    if (editor === undefined) return;
    const { document } = editor;
    if (document.getText() === '') return sayRefusal('emptyFile');
    const given = instructionOf(argument);
    const pending = this.#pendingAt(editor);
    if (pending !== undefined) {
      const instruction = given ?? (await this.#ask(l10n.t('Change the pending edit'), l10n.t('What else to change')));
      return instruction === undefined ? undefined : this.runner.followUp(pending, instruction);
    }
    const instruction = given ?? (await this.#ask(whereWords(editor), l10n.t('What to change')));
    if (instruction === undefined) return;
    await this.runner.start(document, { ...placeOf(editor), instruction, problems: problemsOf(document) });
  }

  /** Asks for code at the cursor, also in an empty file. */
  async generateHere(argument?: unknown): Promise<void> {
    const editor = inFront();
    if (editor === undefined) return;
    const where = l10n.t('Generate at line {0}', editor.selection.active.line + 1);
    const instruction = instructionOf(argument) ?? (await this.#ask(where, l10n.t('What to write')));
    if (instruction === undefined) return;
    await this.runner.start(editor.document, { ...generatePlace(editor), instruction, problems: [] });
  }

  /** Has the problems at the cursor mended, or those of the line that a light bulb names. */
  async fix(argument?: unknown): Promise<void> {
    const editor = inFront();
    if (editor !== undefined) await fix(this.runner, editor, lineOf(argument));
  }

  async addDocs(): Promise<void> {
    const editor = inFront();
    if (editor !== undefined) await addDocs(this.runner, editor);
  }

  async addTests(): Promise<void> {
    const editor = inFront();
    if (editor !== undefined) await addTests(this.runner, editor);
  }

  reopenLast(): Promise<void> {
    return reopenLast(this.edits, this.store);
  }

  applyToFile(code: string, language?: string): Promise<void> {
    return applyToFile(this.edits, code, language);
  }

  /**
   * Ends what streams: the edit that a lens is about, else those of the file in front, else all, unless `chat` streams.
   * False where nothing was ended.
   */
  stop(argument: unknown, chat: boolean): boolean {
    const streaming = this.edits.alive.filter(({ phase }) => phase === 'streaming');
    const chosen = this.review.editOf(argument);
    const here = streaming.filter((edit) =>
      hasEdit(argument) ? edit === chosen : edit.document === window.activeTextEditor?.document,
    );
    const meant = here.length > 0 || chat ? here : streaming;
    for (const edit of meant) this.edits.streamOf(edit)?.stop();
    return meant.length > 0;
  }

  /** Goes on with the edit that a lens or the cursor is about; false where there is none that can. */
  goOn(argument?: unknown): boolean {
    const edit = this.review.editOf(argument);
    if (edit === undefined || !this.runner.canGoOn(edit)) return false;
    void this.runner.goOn(edit);
    return true;
  }

  stopAll(): void {
    for (const stream of this.edits.streams) stream.stop();
  }

  /** Ends the waits of all requests that wait to be sent again; false where none does. */
  retryNow(): boolean {
    const waiting = this.edits.streams.filter((stream) => stream.retrying);
    for (const stream of waiting) stream.retryNow();
    return waiting.length > 0;
  }

  /** All that is pending is on disk. */
  flush(): Promise<void> {
    return this.store.flush();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #ask(where: string, hint: string): Promise<string | undefined> {
    return askInstruction(where, hint, this.#memento);
  }

  #pendingAt({ document, selection }: TextEditor): OpenEdit | undefined {
    const [start, end] = [document.offsetAt(selection.start), document.offsetAt(selection.end)];
    return this.edits.of(document).find(({ phase, group: { range } }) => {
      return phase === 'review' && start < range.offset + range.length && end >= range.offset;
    });
  }
}

function inFront(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined) void window.showInformationMessage(l10n.t('Open a file and select what to change.'));
  return editor;
}
