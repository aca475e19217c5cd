// All edits of this window: hears what changes in their documents, and tells what is to be seen.
import {
  EventEmitter,
  TextDocumentChangeReason,
  window,
  workspace,
  type Disposable,
  type Event,
  type TextDocument,
  type TextDocumentChangeEvent,
} from 'vscode';
import { EditGroup } from '../../core/edit/editGroup.ts';
import { revertedRecord, type EditRecord } from '../../core/edit/editRecord.ts';
import { newEnds, refineChanges } from '../../core/edit/othersChanges.ts';
import type { DocumentChange } from '../../core/edit/documentChange.ts';
import { restoreHunks } from '../../core/edit/savedEdit.ts';
import { Disposables } from '../disposables.ts';
import { DocumentWriter } from './documentWriter.ts';
import type { EditStore } from './editStore.ts';
import type { EditStream } from './editStream.ts';
import { OpenEdit, type EditFacts } from './openEdit.ts';
import { UndoJourney } from './undoJourney.ts';

/** Edits that are over are followed for undo and redo; the oldest are let go. */
const MOST_FOLLOWED = 40;

export class InlineEdits implements Disposable {
  readonly #store: EditStore;
  readonly #edits: OpenEdit[] = [];
  readonly #streams = new Map<OpenEdit, EditStream>();
  readonly #writers = new WeakMap<TextDocument, DocumentWriter>();
  readonly #disposables = new Disposables();
  readonly #changed = new EventEmitter<void>();
  readonly #journey = new UndoJourney();
  /** What is to be seen of an edit has changed, or which edits there are. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(store: EditStore) {
    this.#store = store;
    store.follow(() => this.#edits.map((edit) => edit.record()));
    this.#disposables.add(this.#changed);
    this.#disposables.add(workspace.onDidChangeTextDocument((event) => this.#hear(event)));
    this.#disposables.add(window.onDidChangeVisibleTextEditors(() => this.#wake()));
  }

  /** Those that stream or wait for a decision, in the order in which they came to be. */
  get alive(): readonly OpenEdit[] {
    return this.#edits.filter((edit) => edit.alive);
  }

  get all(): readonly OpenEdit[] {
    return this.#edits;
  }

  /** Pending edits in files that are not open. */
  get asleep(): readonly EditRecord[] {
    return this.#store.records.filter(
      (record) => record.state === 'pending' && !this.#edits.some(({ facts }) => facts.id === record.id),
    );
  }

  of(document: TextDocument): readonly OpenEdit[] {
    return this.alive.filter((edit) => edit.document === document);
  }

  streamOf(edit: OpenEdit): EditStream | undefined {
    return this.#streams.get(edit);
  }

  get streams(): readonly EditStream[] {
    return [...this.#streams.values()];
  }

  add(document: TextDocument, group: EditGroup, facts: EditFacts): OpenEdit {
    const edit = new OpenEdit(document, this.#writerOf(document), group, facts, () => this.tell());
    this.#edits.push(edit);
    const over = this.#edits.filter((each) => !each.alive);
    for (const each of over.slice(0, Math.max(0, over.length - MOST_FOLLOWED))) this.#forget(each);
    this.tell();
    return edit;
  }

  /** The stream of an edit, from its beginning to its end. */
  async streaming<T>(edit: OpenEdit, stream: EditStream, run: () => Promise<T>): Promise<T> {
    this.#streams.set(edit, stream);
    edit.onDisturbed = () => stream.stop();
    this.tell();
    try {
      return await run();
    } finally {
      this.#streams.delete(edit);
      this.tell();
      void this.#store.flush();
    }
  }

  /** Lets an edit go of which nothing is left to be seen or reopened. */
  drop(edit: OpenEdit): void {
    if (this.#edits.includes(edit)) this.#forget(edit);
    this.tell();
  }

  /** The file of a pending edit is gone: it is kept as one that is over. */
  giveUp(id: string): void {
    const record = this.#store.records.find((each) => each.id === id);
    if (record !== undefined) this.#store.put(revertedRecord(record));
    this.tell();
  }

  /** Brings back the pending edits of a document that has been opened. */
  async restore(document: TextDocument): Promise<void> {
    await this.#store.loaded;
    for (const record of this.asleep.filter(({ uri }) => uri === document.uri.toString())) {
      const hunks = restoreHunks(record.saved, document.getText());
      // What does not stand there any more was reverted: it can be reopened, if its place is found.
      if (hunks.length === 0) this.#store.put(revertedRecord(record));
      else this.add(document, EditGroup.of(hunks), record);
    }
    this.tell();
  }

  /** Ends what streams there, with what is in the documents. */
  end(which: (edit: OpenEdit) => boolean): void {
    for (const edit of this.#edits.filter(which)) {
      edit.group.freeze();
      this.#streams.get(edit)?.stop();
    }
  }

  /** Their documents are gone: they are kept as they stand, to be found again by {@link restore}. */
  letGo(which: (edit: OpenEdit) => boolean): void {
    this.end(which);
    for (const edit of this.#edits.filter(which)) this.#forget(edit);
    this.tell();
  }

  async restoreAll(): Promise<void> {
    await this.#store.loaded;
    await Promise.all(workspace.textDocuments.map((document) => this.restore(document)));
  }

  dispose(): void {
    for (const stream of this.#streams.values()) stream.stop();
    this.#disposables.dispose();
  }

  #writerOf(document: TextDocument): DocumentWriter {
    let writer = this.#writers.get(document);
    if (writer === undefined) this.#writers.set(document, (writer = new DocumentWriter(document)));
    return writer;
  }

  /** Something that only its request knows has changed: an edit can be continued now. */
  tell(): void {
    this.#store.changed();
    this.#changed.fire();
  }

  #hear(event: TextDocumentChangeEvent): void {
    const { document, contentChanges, reason } = event;
    if (contentChanges.length === 0) return;
    const edits = this.#edits.filter((edit) => edit.document === document);
    if (edits.length === 0) return void this.#writers.delete(document);
    const writer = this.#writerOf(document);
    const before = writer.text;
    const owner = writer.claim(event);
    const told: DocumentChange[] = contentChanges.map(({ rangeOffset, rangeLength, text }) => {
      return { offset: rangeOffset, length: rangeLength, text };
    });
    // An untitled file that is discarded is emptied before it closes.
    if (document.isUntitled && owner === undefined && reason === undefined && writer.text === '')
      return this.#discarded(edits);
    const ends = newEnds(before, told);
    const changes = refineChanges(before, told);
    let again = false;
    for (const edit of edits) {
      if (edit === owner) edit.written();
      else if (ends !== undefined) edit.changedEnds(ends);
      else if (reason === undefined) edit.changed(changes);
      else if (edit.travelled(reason === TextDocumentChangeReason.Undo ? 'undo' : 'redo', changes) === 'again')
        again = true;
    }
    if (!again) return;
    const how = reason === TextDocumentChangeReason.Undo ? 'undo' : 'redo';
    void this.#journey.go(document, how, () => this.#edits.some((edit) => edit.document === document && edit.between));
  }

  #forget(edit: OpenEdit, record = edit.record()): void {
    this.#store.put(record);
    this.#edits.splice(this.#edits.indexOf(edit), 1);
  }

  #discarded(edits: readonly OpenEdit[]): void {
    for (const edit of edits) {
      const record = revertedRecord(edit.record());
      this.end((each) => each === edit);
      this.#forget(edit, record);
    }
    this.tell();
  }

  #wake(): void {
    for (const [edit, stream] of this.#streams) {
      if (window.visibleTextEditors.some(({ document }) => document === edit.document)) stream.wake();
    }
    this.#changed.fire();
  }
}
