// A file as it would be with all pending changes rejected: the left side of Show Changes and of VS Code's own quick diff.
import { EventEmitter, Uri, workspace, type Disposable, type TextDocumentContentProvider } from 'vscode';
import { applyChanges } from '../../core/edit/documentChange.ts';
import { Disposables } from '../disposables.ts';
import type { InlineEdits } from './inlineEdits.ts';

const SCHEME = 'sidestream-original';

export class Originals implements TextDocumentContentProvider, Disposable {
  readonly #edits: InlineEdits;
  readonly #changed = new EventEmitter<Uri>();
  readonly #disposables = new Disposables();
  readonly #given = new Set<string>();
  readonly onDidChange = this.#changed.event;

  constructor(edits: InlineEdits) {
    this.#edits = edits;
    this.#disposables.add(this.#changed);
    this.#disposables.add(workspace.registerTextDocumentContentProvider(SCHEME, this));
    this.#disposables.add(
      edits.onDidChange(() => {
        // While it streams nobody compares; what has settled does not change again by itself.
        if (edits.alive.some(({ phase }) => phase === 'streaming')) return;
        for (const uri of this.#given) this.#changed.fire(Uri.parse(uri));
      }),
    );
  }

  static uriOf(uri: Uri): Uri {
    // The path keeps its ending, by which the editor chooses colours.
    return Uri.from({ scheme: SCHEME, path: uri.path, query: uri.toString() });
  }

  provideTextDocumentContent(uri: Uri): string {
    this.#given.add(uri.toString());
    const document = workspace.textDocuments.find((each) => each.uri.toString() === uri.query);
    if (document === undefined) return '';
    const edits = this.#edits.of(document);
    const changes = edits.flatMap(({ phase, group }) => (phase === 'review' ? group.reject().changes : []));
    return applyChanges(document.getText(), changes);
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
