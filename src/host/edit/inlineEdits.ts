// All edits of this window: hears what happens to their documents, and tells what is to be seen.
import {
  commands,
  EventEmitter,
  TextDocumentChangeReason,
  Uri,
  window,
  workspace,
  type Disposable,
  type Event,
  type TextDocument,
  type TextDocumentChangeEvent,
} from 'vscode';
import { EditGroup } from '../../core/edit/editGroup.ts';
import { restoreHunks, revertedRecord, type EditRecord } from '../../core/edit/editRecord.ts';
import type { DocumentChange } from '../../core/edit/documentChange.ts';
import { Disposables } from '../disposables.ts';
import { DocumentWriter } from './documentWriter.ts';
import type { EditStore } from './editStore.ts';
import type { EditStream } from './editStream.ts';
import { OpenEdit, type EditFacts } from './openEdit.ts';

/** Edits that are over are followed for undo and redo; the oldest are let go. */
const MOST_FOLLOWED = 40;

/** Steps of undo that one edit may have been cut into. */
const MOST_STEPS = 500;

export class InlineEdits implements Disposable {
  readonly #store: EditStore;
  readonly #edits: OpenEdit[] = [];
  readonly #streams = new Map<OpenEdit, EditStream>();
  readonly #writers = new WeakMap<TextDocument, DocumentWriter>();
  readonly #disposables = new Disposables();
  readonly #changed = new EventEmitter<void>();
  #travelling = false;
  /** What is to be seen of an edit has changed, or which edits there are. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(store: EditStore) {
    this.#store = store;
    store.follow(() => this.#edits.map((edit) => edit.record()));
    this.#disposables.add(this.#changed);
    this.#disposables.add(workspace.onDidChangeTextDocument((event) => this.#hear(event)));
    this.#disposables.add(window.onDidChangeVisibleTextEditors(() => this.#wake()));
    this.#disposables.add(workspace.onDidOpenTextDocument((document) => void this.restore(document)));
    this.#disposables.add(workspace.onDidCloseTextDocument((document) => this.#close(document)));
    this.#disposables.add(
      window.tabGroups.onDidChangeTabs(({ closed }) => void (closed.length > 0 && this.#stopUnseen())),
    );
    this.#disposables.add(
      workspace.onDidDeleteFiles(({ files }) => {
        const gone = files.map(String);
        const isGone = (uri: string): boolean => gone.some((each) => isWithin(uri, each));
        // The editor may tell of it before it closes the document, or after.
        for (const edit of this.#edits.filter(({ document }) => isGone(document.uri.toString()))) {
          this.#end(edit);
          this.#forget(edit);
        }
        for (const { id, uri } of this.asleep) if (isGone(uri)) this.giveUp(id);
      }),
    );
    this.#disposables.add(
      workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.#renamed(oldUri, newUri);
      }),
    );
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
    }
  }

  /** Lets an edit go of which nothing is left to be seen or reopened. */
  drop(edit: OpenEdit): void {
    const index = this.#edits.indexOf(edit);
    if (index >= 0) this.#edits.splice(index, 1);
    this.tell();
  }

  /** The file of a pending edit is gone: it is kept as one that is over. */
  giveUp(id: string): void {
    const record = this.#store.records.find((each) => each.id === id);
    if (record !== undefined) this.#store.put({ ...record, state: 'over' });
    this.tell();
  }

  /** Brings back the pending edits of a document that has been opened. */
  async restore(document: TextDocument): Promise<void> {
    await this.#store.loaded;
    for (const record of this.asleep.filter(({ uri }) => uri === document.uri.toString())) {
      const hunks = restoreHunks(record, document.getText());
      // What does not stand there any more was reverted: it can be reopened, if its place is found.
      if (hunks.length === 0) this.#store.put(revertedRecord(record));
      else this.add(document, EditGroup.of(hunks), record);
    }
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
    if (edits.length === 0) return;
    const owner = this.#writers.get(document)?.claim(event);
    const changes: DocumentChange[] = contentChanges.map(({ rangeOffset, rangeLength, text }) => {
      return { offset: rangeOffset, length: rangeLength, text };
    });
    let again = false;
    for (const edit of edits) {
      if (edit === owner) edit.written();
      else if (reason === undefined) edit.changed(changes);
      else if (edit.travelled(reason === TextDocumentChangeReason.Undo ? 'undo' : 'redo', changes) === 'again')
        again = true;
    }
    if (again && !this.#travelling)
      void this.#travel(document, reason === TextDocumentChangeReason.Undo ? 'undo' : 'redo');
  }

  /** The editor cuts one edit into several steps: goes on with what the user began, to the edge of the edit. */
  async #travel(document: TextDocument, how: 'undo' | 'redo'): Promise<void> {
    this.#travelling = true;
    try {
      for (let step = 0; step < MOST_STEPS; step++) {
        if (
          window.activeTextEditor?.document !== document ||
          this.#edits.every((edit) => edit.document !== document || !edit.between)
        )
          return;
        const { version } = document;
        await commands.executeCommand(how);
        if (document.version === version) return;
      }
    } finally {
      this.#travelling = false;
    }
  }

  #wake(): void {
    for (const [edit, stream] of this.#streams) {
      if (window.visibleTextEditors.some(({ document }) => document === edit.document)) stream.wake();
    }
    this.#changed.fire();
  }

  /** A file whose last tab was closed is not written to any more; what came so far stays. */
  #stopUnseen(): void {
    const shown = new Set(window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap((tab) => urisOf(tab.input))));
    for (const edit of this.#streams.keys()) {
      if (!shown.has(edit.document.uri.toString())) this.#end(edit);
    }
  }

  #close(document: TextDocument): void {
    for (const edit of this.#edits.filter((each) => each.document === document)) {
      this.#end(edit);
      this.#forget(edit);
    }
    this.tell();
  }

  /** Ends a stream with what is in the document: nothing is written to a file that nobody looks at any more. */
  #end(edit: OpenEdit): void {
    edit.group.freeze();
    this.#streams.get(edit)?.stop();
  }

  #forget(edit: OpenEdit): void {
    this.#store.put(edit.record());
    this.#edits.splice(this.#edits.indexOf(edit), 1);
  }

  /** A document of the new name has the same text, now or soon. */
  #renamed(from: Uri, to: Uri): void {
    const [old, fresh] = [from.toString(), to.toString()];
    // The editor may tell of it before it closes the document, or after.
    for (const edit of this.#edits.filter(({ document }) => isWithin(document.uri.toString(), old))) {
      this.#end(edit);
      this.#forget(edit);
    }
    for (const record of this.#store.records) {
      if (!isWithin(record.uri, old)) continue;
      this.#store.put({ ...record, uri: fresh + record.uri.slice(old.length) });
    }
    for (const document of workspace.textDocuments) void this.restore(document);
  }
}

/** The file itself, or one in the folder. */
function isWithin(uri: string, other: string): boolean {
  return uri === other || uri.startsWith(`${other}/`);
}

function urisOf(input: unknown): string[] {
  if (typeof input !== 'object' || input === null) return [];
  return ['uri', 'modified', 'original']
    .map((name): unknown => Reflect.get(input, name))
    .flatMap((uri) => (uri instanceof Uri ? [uri.toString()] : []));
}
