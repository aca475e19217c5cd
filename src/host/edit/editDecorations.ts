// Marks the lines that an edit has added, while they come and while they wait for a decision; and where it took lines away.
import {
  OverviewRulerLane,
  Range,
  ThemeColor,
  window,
  type Disposable,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import { Disposables } from '../disposables.ts';
import type { InlineEdits } from './inlineEdits.ts';
import type { OpenEdit } from './openEdit.ts';

export class EditDecorations implements Disposable {
  readonly #edits: InlineEdits;
  readonly #disposables = new Disposables();
  readonly #decorated = new Set<TextEditor>();
  readonly #added = this.#disposables.add(
    window.createTextEditorDecorationType({
      isWholeLine: true,
      backgroundColor: new ThemeColor('diffEditor.insertedLineBackground'),
      // High contrast themes have no such background.
      borderWidth: '0 0 0 2px',
      borderStyle: 'solid',
      borderColor: new ThemeColor('editorGutter.addedBackground'),
      overviewRulerColor: new ThemeColor('editorOverviewRuler.addedForeground'),
      overviewRulerLane: OverviewRulerLane.Left,
    }),
  );
  /** Lines were taken away below it; the hover and Show Changes show which. */
  readonly #removedBelow = this.#disposables.add(removedType('0 0 2px 0'));
  readonly #removedAbove = this.#disposables.add(removedType('2px 0 0 0'));

  constructor(edits: InlineEdits) {
    this.#edits = edits;
    this.#disposables.add(edits.onDidChange(() => this.#draw()));
    this.#draw();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #draw(): void {
    for (const editor of window.visibleTextEditors) {
      const edits = this.#edits.of(editor.document);
      if (edits.length === 0 && !this.#decorated.delete(editor)) continue;
      const added = edits.flatMap((edit) => addedLines(edit));
      const removed = edits.flatMap((edit) => removedAt(edit));
      editor.setDecorations(this.#added, added);
      editor.setDecorations(
        this.#removedBelow,
        removed.filter((line) => line > 0).map((line) => lineRange(line - 1, line - 1)),
      );
      editor.setDecorations(
        this.#removedAbove,
        removed.filter((line) => line === 0).map(() => lineRange(0, 0)),
      );
      if (edits.length > 0) this.#decorated.add(editor);
    }
  }
}

function removedType(borderWidth: string): ReturnType<typeof window.createTextEditorDecorationType> {
  return window.createTextEditorDecorationType({
    isWholeLine: true,
    borderWidth,
    borderStyle: 'solid',
    borderColor: new ThemeColor('editorGutter.deletedBackground'),
    overviewRulerColor: new ThemeColor('editorOverviewRuler.deletedForeground'),
    overviewRulerLane: OverviewRulerLane.Left,
  });
}

function addedLines({ group, phase, pending, document }: OpenEdit): Range[] {
  if (phase === 'streaming') {
    return group.added.flatMap(({ offset, lines }) => {
      const first = document.positionAt(offset).line;
      return lines.map(({ start, end }) => lineRange(first + start, first + end - 1));
    });
  }
  return pending.filter(({ text }) => text !== '').map(({ offset, text }) => linesOf(document, offset, text));
}

/** The lines that stand now where only lines were removed. */
function removedAt({ pending, document }: OpenEdit): number[] {
  return pending.filter(({ text }) => text === '').map(({ offset }) => document.positionAt(offset).line);
}

/** The lines of a hunk; the line of its place where it holds nothing. */
export function linesOf(document: TextDocument, offset: number, text: string): Range {
  const first = document.positionAt(offset).line;
  const end = document.positionAt(offset + text.length);
  return lineRange(first, Math.max(first, end.character === 0 && text !== '' ? end.line - 1 : end.line));
}

function lineRange(first: number, last: number): Range {
  return new Range(first, 0, last, 0);
}
