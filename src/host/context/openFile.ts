// The file in the editor, which goes along with messages only while the user says so; that choice is the workspace's.
import {
  EventEmitter,
  type Uri,
  window,
  workspace,
  type Disposable,
  type Event,
  type Memento,
  type TextDocument,
} from 'vscode';
import { estimateTokens } from '../../core/claude/messageUsage.ts';
import type { Attachment } from '../../core/context/attachment.ts';
import type { PanelContext } from '../../panelState.ts';
import { Disposables } from '../disposables.ts';
import { READ_ONLY } from '../readOnlyTexts.ts';
import { linesOf, pathOf, withLines } from './places.ts';

const CHOSEN = 'sidestream.withOpenFile';
/** What is shown of it follows typing and selecting at this pace. */
const SETTLED_MS = 500;

export class OpenFile implements Disposable {
  readonly #memento: Memento;
  readonly #disposables = new Disposables();
  readonly #changed = new EventEmitter<void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** As it was last told. */
  #selection: string | undefined;
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(memento: Memento) {
    this.#memento = memento;
    this.#disposables.add(this.#changed);
    this.#disposables.add({ dispose: () => clearTimeout(this.#timer) });
    this.#disposables.add(window.onDidChangeActiveTextEditor(() => this.#changed.fire()));
    this.#disposables.add(
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.#document) this.#timer ??= setTimeout(() => this.#settled(), SETTLED_MS);
      }),
    );
    this.#disposables.add(
      window.onDidChangeTextEditorSelection(() => {
        if (this.#selectionNow !== this.#selection) this.#timer ??= setTimeout(() => this.#settled(), SETTLED_MS);
      }),
    );
  }

  get on(): boolean {
    return this.#memento.get(CHOSEN) === true;
  }

  async choose(on: boolean): Promise<void> {
    await this.#memento.update(CHOSEN, on ? true : undefined);
    this.#changed.fire();
  }

  chip(): PanelContext['openFile'] {
    const document = this.#document;
    if (document === undefined) return undefined;
    const { label, path } = pathOf(document.uri);
    const tokens = estimateTokens(document.getText().length);
    const selection = (this.#selection = this.#selectionNow);
    return { label, detail: path, tokens, on: this.on, ...(selection !== undefined && { selection }) };
  }

  /** What goes along of it now; read when the message is sent, as every file. */
  attachment(): Attachment | undefined {
    const document = this.#document;
    if (!this.on || document === undefined) return undefined;
    const uri = document.uri.toString();
    return { id: 'open-file', kind: 'file', uri, ...pathOf(document.uri), tokens: 0 };
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #settled(): void {
    this.#timer = undefined;
    this.#changed.fire();
  }

  get #selectionNow(): string | undefined {
    const editor = window.activeTextEditor;
    if (editor === undefined || editor.document !== this.#document) return undefined;
    const { label } = pathOf(editor.document.uri);
    const selected = editor.selections.filter(({ isEmpty }) => !isEmpty);
    return selected.map((range) => withLines(label, linesOf(range))).join(', ') || undefined;
  }

  /** Of files alone: the output and what is compared with is not what one works on. */
  get #document(): TextDocument | undefined {
    const document = window.activeTextEditor?.document;
    return document !== undefined && isFile(document.uri) ? document : undefined;
  }
}

const isFile = ({ scheme }: Uri): boolean => !['output', 'git', 'vscode-scm', READ_ONLY].includes(scheme);
