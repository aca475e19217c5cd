// The report of the last test of the connection, as a document to read and copy that asks for no saving.
import { EventEmitter, Uri, window, workspace, type Disposable } from 'vscode';

const SCHEME = 'sidestream-report';

export class ReportDocument implements Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly #uri = Uri.from({ scheme: SCHEME, path: 'Sidestream Connection' });
  readonly #provider: Disposable;
  #text = '';

  constructor() {
    this.#provider = workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: () => this.#text,
    });
  }

  async show(text: string): Promise<void> {
    this.#text = text;
    this.#changed.fire(this.#uri);
    await window.showTextDocument(await workspace.openTextDocument(this.#uri), { preview: true });
  }

  dispose(): void {
    this.#provider.dispose();
    this.#changed.dispose();
  }
}
