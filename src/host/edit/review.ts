// What the user does with pending changes: accept, reject, go from one to the next, look at them.
import { commands, l10n, Position, Selection, TextEditorRevealType, window, workspace, type TextEditor } from 'vscode';
import type { ReviewedHunk } from '../../core/edit/reviewedHunk.ts';
import { announce } from './announce.ts';
import { chosenOf, uriOf } from './commandArgument.ts';
import type { InlineEdits } from './inlineEdits.ts';
import type { OpenEdit } from './openEdit.ts';
import { openFile } from './openFile.ts';
import { Originals } from './originals.ts';
import { sayRefusal } from './editWords.ts';

interface Stop {
  readonly edit: OpenEdit;
  readonly hunk: ReviewedHunk;
}

export class EditReview {
  readonly #edits: InlineEdits;

  constructor(edits: InlineEdits) {
    this.#edits = edits;
  }

  /** One edit, else all of the file in front, else all there are. */
  async acceptAll(argument?: unknown): Promise<void> {
    for (const edit of await this.#meant(argument)) edit.accept();
  }

  async rejectAll(argument?: unknown): Promise<void> {
    for (const edit of await this.#meant(argument)) {
      edit.group.freeze();
      if ((await edit.reject()) !== 'written') sayRefusal('readOnly');
    }
  }

  acceptChange(argument?: unknown): void {
    const stop = this.#at(argument);
    if (stop === undefined) return sayNone();
    stop.edit.accept([stop.edit.group.hunks.indexOf(stop.hunk)]);
  }

  async rejectChange(argument?: unknown): Promise<void> {
    const stop = this.#at(argument);
    if (stop === undefined) return sayNone();
    if (stop.hunk.touched && !(await sure())) return;
    // The question took its time: the hunk is looked for again.
    const number = stop.edit.group.hunks.findIndex(
      ({ offset, verdict }) => offset === stop.hunk.offset && verdict === 'pending',
    );
    if (number >= 0) await stop.edit.reject([number]);
  }

  /** To the next or the one before, over all files; from the last to the first. */
  async go(by: 1 | -1): Promise<void> {
    await this.#wakeAll();
    const stops = this.#stops();
    if (stops.length === 0) return sayNone();
    const index = nextIndex(stops, window.activeTextEditor, by);
    const stop = stops[index];
    if (stop !== undefined) await show(stop, index, stops.length);
  }

  async showChanges(argument?: unknown): Promise<void> {
    const [edit] = await this.#meant(argument);
    if (edit === undefined) return sayNone();
    const { uri } = edit.document;
    const title = l10n.t('{0} (Claude’s changes)', workspace.asRelativePath(uri));
    await commands.executeCommand('vscode.diff', Originals.uriOf(uri), uri, title);
  }

  /** The edit that a lens, or the cursor, is about. */
  editOf(argument: unknown): OpenEdit | undefined {
    const { edit: id } = chosenOf(argument);
    if (id !== undefined) return this.#edits.all.find(({ facts }) => facts.id === id);
    const document = window.activeTextEditor?.document;
    return this.#edits.alive.findLast((edit) => edit.document === document) ?? this.#edits.alive.at(-1);
  }

  async #meant(argument: unknown): Promise<readonly OpenEdit[]> {
    const { edit: id } = chosenOf(argument);
    const uri = uriOf(argument);
    if (id === undefined) await this.#wakeAll();
    const alive = this.#edits.alive;
    if (id !== undefined) return alive.filter(({ facts }) => facts.id === id);
    if (uri !== undefined) return alive.filter(({ document }) => document.uri.toString() === uri);
    const here = alive.filter(({ document }) => document === window.activeTextEditor?.document);
    const meant = here.length > 0 ? here : alive;
    if (meant.length === 0) sayNone();
    return meant;
  }

  #at(argument: unknown): Stop | undefined {
    const { edit: id, hunk: number } = chosenOf(argument);
    const editor = window.activeTextEditor;
    if (id !== undefined && number !== undefined) {
      const edit = this.#edits.alive.find(({ facts }) => facts.id === id);
      const hunk = edit?.group.hunks[number];
      return edit !== undefined && hunk?.verdict === 'pending' ? { edit, hunk } : undefined;
    }
    if (editor === undefined) return undefined;
    const cursor = editor.document.offsetAt(editor.selection.active);
    const here = this.#stops().filter(({ edit }) => edit.document === editor.document);
    // The one that the cursor is in, else the nearest one.
    const distance = ({ hunk }: Stop): number =>
      cursor < hunk.offset ? hunk.offset - cursor : Math.max(0, cursor - hunk.offset - hunk.text.length);
    return here.toSorted((a, b) => distance(a) - distance(b))[0];
  }

  #stops(): Stop[] {
    const stops = this.#edits.alive.flatMap((edit) => edit.pending.map((hunk) => ({ edit, hunk })));
    const order = [...new Set(stops.map(({ edit }) => edit.document))];
    return stops.toSorted(
      (a, b) => order.indexOf(a.edit.document) - order.indexOf(b.edit.document) || a.hunk.offset - b.hunk.offset,
    );
  }

  async #wakeAll(): Promise<void> {
    for (const { id, uri } of this.#edits.asleep) {
      const document = await openFile(uri);
      if (document !== undefined) await this.#edits.restore(document);
      else this.#edits.giveUp(id);
    }
  }
}

function nextIndex(stops: readonly Stop[], editor: TextEditor | undefined, by: 1 | -1): number {
  const here = stops.filter(({ edit }) => edit.document === editor?.document);
  const [first] = here;
  if (editor === undefined || first === undefined) return by > 0 ? 0 : stops.length - 1;
  const cursor = editor.document.offsetAt(editor.selection.active);
  const start = stops.indexOf(first);
  const passed = here.filter(({ hunk }) => (by > 0 ? hunk.offset <= cursor : hunk.offset < cursor)).length;
  // Behind the last one of a file comes the first of the next file.
  return (start + passed + (by > 0 ? 0 : -1) + stops.length) % stops.length;
}

async function show({ edit, hunk }: Stop, index: number, count: number): Promise<void> {
  const { document } = edit;
  const editor = await window.showTextDocument(document, { preview: false });
  const start = document.positionAt(hunk.offset);
  const place = new Position(start.line, start.character);
  editor.selection = new Selection(place, place);
  editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
  announce(l10n.t('Change {0} of {1}', index + 1, count));
}

function sayNone(): void {
  void window.showInformationMessage(l10n.t('No change by Claude waits for a decision.'));
}

async function sure(): Promise<boolean> {
  const reject = l10n.t('Reject');
  const answer = await window.showWarningMessage(
    l10n.t('You have typed into this change: rejecting it takes that along.'),
    { modal: true },
    reject,
  );
  return answer === reject;
}
