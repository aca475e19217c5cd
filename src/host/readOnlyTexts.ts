// Texts shown in editors that cannot be written in, so that the editor keeps no copy of them on disk and asks for no
// saving: what is sent, what came, what a test found.
import {
  EventEmitter,
  Uri,
  l10n,
  languages,
  window,
  workspace,
  type Disposable,
  type TextDocumentContentProvider,
} from 'vscode';

export const READ_ONLY = 'sidestream-text';

/** The editor keeps what it shows; of the rest, so many stay within reach of going back. */
const KEPT = 20;

export class ReadOnlyTexts implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #registered: Disposable;
  #count = 0;
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#registered = workspace.registerTextDocumentContentProvider(READ_ONLY, this);
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.toString()) ?? l10n.t('This was shown before the window was reloaded, and is not kept.');
  }

  /** `name` becomes the tab's title; its ending tells the language, unless one is given. */
  async show(name: string, text: string, language?: string): Promise<void> {
    this.#count++;
    const uri = Uri.from({ scheme: READ_ONLY, path: `/${this.#count}/${name.replaceAll('\\', '/')}` });
    this.#texts.set(uri.toString(), text);
    for (const known of this.#texts.keys()) if (this.#texts.size > KEPT) this.#texts.delete(known);
    const document = await workspace.openTextDocument(uri);
    if (language !== undefined) await languages.setTextDocumentLanguage(document, language);
    await window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
  }
}
