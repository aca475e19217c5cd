// Carries plans out in a document, one call at a time. By `TextEditor.edit` where the document is visible, since its
// chunks merge into one undo step; else by `applyEdit`, which is always a step of its own.
import {
  commands,
  window,
  workspace,
  WorkspaceEdit,
  Range,
  type TextDocument,
  type TextDocumentChangeEvent,
  type TextEditor,
} from 'vscode';
import { applyChanges, type DocumentChange } from '../../core/edit/documentChange.ts';
import type { Plan } from '../../core/edit/plan.ts';

/** `hidden`: no editor shows the document, and it may wait. `readOnly`: the editor took the change and did nothing. */
export type WriteEnd = 'written' | 'hidden' | 'readOnly';

export interface Writing {
  /** Worked out anew for each try: the document may have changed meanwhile. */
  readonly plan: () => Plan;
  /** Whether a step of undo begins with it; asked right before the call. */
  readonly begins: () => boolean;
  /** Whether it may be done where no editor shows the document. */
  readonly unseen: boolean;
}

/** An editor refuses a change when the user was faster: after so many tries something else is wrong. */
const MOST_TRIES = 100;

export class DocumentWriter {
  readonly #document: TextDocument;
  #queue: Promise<unknown> = Promise.resolve();
  #inFlight: (Plan & { readonly owner: object; readonly version: number; claimed: boolean }) | undefined;
  #text: string;

  constructor(document: TextDocument) {
    this.#document = document;
    this.#text = document.getText();
  }

  /** What the document held before the change that is heard of next. */
  get text(): string {
    return this.#text;
  }

  /** `owner` is who hears of the change as its own. */
  write(owner: object, writing: Writing): Promise<WriteEnd> {
    const turn = this.#queue.then(() => this.#write(owner, writing));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Whose change this event tells of, once it has been confirmed; undefined where it is somebody else's. */
  claim({ document, contentChanges, reason }: TextDocumentChangeEvent): object | undefined {
    const before = this.#text;
    this.#text = document.getText();
    const flight = this.#inFlight;
    // The editor takes a call only in the version that it was made for.
    if (flight === undefined || flight.claimed || reason !== undefined || document.version !== flight.version + 1)
      return undefined;
    // It may put the changes together, or make them smaller: then what has come of them tells.
    if (!isSame(flight.changes, contentChanges) && !sameText(applyChanges(before, flight.changes), this.#text))
      return undefined;
    flight.claimed = true;
    flight.confirm();
    return flight.owner;
  }

  async #write(owner: object, { plan, begins, unseen }: Writing): Promise<WriteEnd> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      if (this.#document.isClosed) return 'hidden';
      const planned = plan();
      if (planned.changes.length === 0) return 'written';
      const editor = editorOf(this.#document);
      if (editor === undefined && !unseen) return 'hidden';
      const flight = { ...planned, owner, version: this.#document.version, claimed: false };
      this.#inFlight = flight;
      const taken = editor === undefined ? await this.#apply(flight) : await this.#edit(editor, flight, begins());
      this.#inFlight = undefined;
      if (flight.claimed) return 'written';
      if (taken) return 'readOnly';
    }
    return 'readOnly';
  }

  /** False where the user was faster; also where the editor was hidden in that moment, which the next try finds out. */
  async #edit(editor: TextEditor, { changes }: Plan, begins: boolean): Promise<boolean> {
    const document = this.#document;
    try {
      const done = editor.edit(
        (builder) => {
          for (const { offset, length, text } of changes) {
            const start = document.positionAt(offset);
            if (length === 0) builder.insert(start, text);
            else builder.replace(new Range(start, document.positionAt(offset + length)), text);
          }
        },
        { undoStopBefore: begins, undoStopAfter: false },
      );
      keepStill(editor, changes);
      return await done;
    } catch {
      return false;
    }
  }

  async #apply({ changes }: Plan): Promise<boolean> {
    const document = this.#document;
    const edit = new WorkspaceEdit();
    for (const { offset, length, text } of changes) {
      edit.replace(document.uri, new Range(document.positionAt(offset), document.positionAt(offset + length)), text);
    }
    await workspace.applyEdit(edit);
    return false;
  }
}

/** An editor that shows the document, the active one first; those of split and diff views count. */
export function editorOf(document: TextDocument): TextEditor | undefined {
  if (window.activeTextEditor?.document === document) return window.activeTextEditor;
  return window.visibleTextEditors.find((editor) => editor.document === document);
}

/** Lines added above what is seen would push it down: sent in the same moment as the edit, no frame shows that. */
function keepStill(editor: TextEditor, changes: readonly DocumentChange[]): void {
  const top = editor.visibleRanges[0]?.start.line ?? 0;
  if (editor !== window.activeTextEditor || top === 0) return;
  let lines = 0;
  for (const { offset, length, text } of changes) {
    const start = editor.document.positionAt(offset).line;
    const end = editor.document.positionAt(offset + length).line;
    if (end > top || (end === top && length === 0 && start === top)) continue;
    lines += (text.match(/\n/g)?.length ?? 0) - (end - start);
  }
  if (lines === 0) return;
  // By `line` the editor also puts a line's beginning at its upper edge, which moves the text by a part of a line; by
  // `wrappedLine` it moves exactly, but counts a line that is wrapped as one.
  const wraps = workspace.getConfiguration('editor', editor.document).get('wordWrap') !== 'off';
  const by = wraps ? 'line' : 'wrappedLine';
  const how = { to: lines > 0 ? 'down' : 'up', by, value: Math.abs(lines), revealCursor: false };
  void commands.executeCommand('editorScroll', how);
}

/** The editor tells the changes from the end, with the document's own line ends. */
function isSame(ours: readonly DocumentChange[], told: TextDocumentChangeEvent['contentChanges']): boolean {
  if (ours.length !== told.length) return false;
  const fromTheEnd = told.toSorted((a, b) => a.rangeOffset - b.rangeOffset);
  return ours.every(({ offset, length, text }, number) => {
    const other = fromTheEnd[number];
    return other?.rangeOffset === offset && other.rangeLength === length && sameText(other.text, text);
  });
}

function sameText(a: string, b: string): boolean {
  return a === b || a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n');
}
