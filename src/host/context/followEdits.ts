// Keeps attached pieces of documents up with what is typed in them and above them, until they are sent.
import { Position, workspace, type Disposable, type TextDocument, type TextDocumentChangeEvent } from 'vscode';
import type { Attached } from '../../core/context/attached.ts';
import type { Attachment } from '../../core/context/attachment.ts';
import { movedRange, type Range } from '../../core/edit/movedRange.ts';
import { estimateTokens } from '../../core/claude/messageUsage.ts';
import { pathOf, withLines } from './places.ts';

export class FollowEdits implements Disposable {
  /** Where each piece stands, by its id. */
  readonly #ranges = new Map<string, Range>();
  readonly #listener: Disposable;
  readonly #attached: () => Attached | undefined;

  constructor(attached: () => Attached | undefined) {
    this.#attached = attached;
    this.#listener = workspace.onDidChangeTextDocument((event) => this.#changed(event));
  }

  /** Call it once a piece is attached, before anything is typed. */
  follow(item: Attachment): void {
    const document = workspace.textDocuments.find(({ uri }) => uri.toString() === item.uri);
    if (document === undefined || item.kind === 'image' || item.text === undefined || item.lines === undefined) return;
    const from = document.offsetAt(new Position(item.lines[0] - 1, 0));
    const offset = document.getText().indexOf(item.text, from);
    if (offset !== -1) this.#ranges.set(item.id, { offset, length: item.text.length });
  }

  dispose(): void {
    this.#listener.dispose();
  }

  #changed({ document, contentChanges }: TextDocumentChangeEvent): void {
    const attached = this.#attached();
    if (attached === undefined || contentChanges.length === 0) return;
    for (const item of attached.items) {
      const before = this.#ranges.get(item.id);
      if (item.uri !== document.uri.toString() || before === undefined || item.kind === 'image') continue;
      let range = before;
      for (const { rangeOffset, rangeLength, text } of contentChanges) {
        range = movedRange(range, { offset: rangeOffset, length: rangeLength, text });
      }
      this.#ranges.set(item.id, range);
      const next = { ...item, ...partAt(document, range) };
      if (item.kind === 'selection') next.label = withLines(pathOf(document.uri).label, next.lines);
      if (next.text !== item.text || String(next.lines) !== String(item.lines)) attached.replace(next);
    }
  }
}

function partAt(document: TextDocument, { offset, length }: Range) {
  const text = document.getText().slice(offset, offset + length);
  const [start, end] = [document.positionAt(offset), document.positionAt(offset + length)];
  const last = end.character === 0 && end.line > start.line ? end.line : end.line + 1;
  return { text, lines: [start.line + 1, last] as const, tokens: estimateTokens(text.length) };
}
