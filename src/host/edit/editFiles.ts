// What becomes of edits when their files are opened, closed, renamed or deleted.
import { window, workspace, type Disposable, type Tab, type TextDocument, type Uri } from 'vscode';
import { Disposables } from '../disposables.ts';
import type { EditStore } from './editStore.ts';
import type { InlineEdits } from './inlineEdits.ts';
import type { OpenEdit } from './openEdit.ts';
import { wasClosed } from './shownTabs.ts';

export class EditFiles implements Disposable {
  readonly #edits: InlineEdits;
  readonly #store: EditStore;
  readonly #disposables = new Disposables();

  constructor(edits: InlineEdits, store: EditStore) {
    this.#edits = edits;
    this.#store = store;
    this.#disposables.add(workspace.onDidOpenTextDocument((document) => void edits.restore(document)));
    this.#disposables.add(
      workspace.onDidCloseTextDocument((closed) => edits.letGo(({ document }) => document === closed)),
    );
    this.#disposables.add(window.tabGroups.onDidChangeTabs(({ closed }) => this.#stopUnseen(closed)));
    this.#disposables.add(workspace.onDidSaveTextDocument((document) => this.#saved(document)));
    this.#disposables.add(workspace.onDidDeleteFiles(({ files }) => this.#deleted(files.map(String))));
    this.#disposables.add(
      workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.#renamed(oldUri, newUri);
      }),
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** A file whose last tab was closed is not written to any more; what came so far stays. */
  #stopUnseen(closed: readonly Tab[]): void {
    this.#edits.end(({ document, phase }) => phase === 'streaming' && wasClosed(document, closed));
  }

  #deleted(files: readonly string[]): void {
    const isGone = (uri: string): boolean => files.some((file) => isWithin(uri, file));
    // The editor may tell of it before it closes the document, or after.
    this.#edits.letGo(({ document }) => isGone(document.uri.toString()));
    for (const { id, uri } of this.#edits.asleep) if (isGone(uri)) this.#edits.giveUp(id);
  }

  /** A document of the new name has the same text, now or soon. */
  #renamed(from: Uri, to: Uri): void {
    const [old, fresh] = [from.toString(), to.toString()];
    const isOld = ({ uri }: TextDocument): boolean => isWithin(uri.toString(), old);
    // The editor may tell of it before it closes the document, or after.
    this.#edits.letGo(({ document }) => isOld(document));
    this.#move(old, fresh);
    for (const document of workspace.textDocuments) void this.#edits.restore(document);
  }

  /** An untitled file is saved by putting its text into a new one; the editor does not say that they are the same. */
  #saved(saved: TextDocument): void {
    const isSame = ({ document }: OpenEdit): boolean =>
      document.isUntitled && document !== saved && document.getText() === saved.getText();
    const untitled = this.#edits.all.find(isSame)?.document;
    if (untitled === undefined) return;
    this.#edits.letGo(({ document }) => document === untitled);
    this.#move(untitled.uri.toString(), saved.uri.toString());
    void this.#edits.restore(saved);
  }

  #move(from: string, to: string): void {
    for (const record of this.#store.records) {
      if (isWithin(record.uri, from)) this.#store.put({ ...record, uri: to + record.uri.slice(from.length) });
    }
  }
}

/** The file itself, or one in the folder. */
function isWithin(uri: string, other: string): boolean {
  return uri === other || uri.startsWith(`${other}/`);
}
