// An overview of all pending edits in the Source Control view, with VS Code's own quick diff in the gutter. It exists
// only while there are any, so that nobody who has none sees a provider.
import { l10n, scm, Uri, type Disposable, type SourceControl, type SourceControlResourceGroup } from 'vscode';
import type { CommandName } from '../names.ts';
import type { InlineEdits } from './inlineEdits.ts';
import { Originals } from './originals.ts';

const SHOW: CommandName = 'sidestream.showChanges';

export class EditScm implements Disposable {
  readonly #edits: InlineEdits;
  readonly #follows: Disposable;
  #shown: { readonly control: SourceControl; readonly group: SourceControlResourceGroup } | undefined;
  #files = '';

  constructor(edits: InlineEdits) {
    this.#edits = edits;
    this.#follows = edits.onDidChange(() => this.#update());
  }

  dispose(): void {
    this.#follows.dispose();
    this.#hide();
  }

  /** Batches of a stream change no file's place in the list: it is made anew only where the list is another. */
  #update(): void {
    const counts = new Map<string, number>();
    for (const { uri } of this.#edits.asleep) counts.set(uri, 0);
    for (const { document, pending } of this.#edits.alive) {
      const uri = document.uri.toString();
      counts.set(uri, (counts.get(uri) ?? 0) + pending.length);
    }
    const files = JSON.stringify([...counts]);
    if (files === this.#files) return;
    this.#files = files;
    if (counts.size === 0) return this.#hide();
    const { control, group } = (this.#shown ??= show());
    control.count = counts.size;
    group.resourceStates = [...counts].map(([uri, count]) => {
      const resourceUri = Uri.parse(uri);
      const tooltip = count === 0 ? l10n.t('Changes by Claude') : l10n.t('{0} changes by Claude', count);
      const command = { command: SHOW, title: l10n.t('Show Changes'), arguments: [{ resourceUri }] };
      return { resourceUri, command, decorations: { tooltip }, contextValue: 'pendingEdit' };
    });
  }

  #hide(): void {
    this.#shown?.group.dispose();
    this.#shown?.control.dispose();
    this.#shown = undefined;
  }
}

function show(): { control: SourceControl; group: SourceControlResourceGroup } {
  const control = scm.createSourceControl('sidestream', l10n.t('Claude’s Edits'));
  control.inputBox.visible = false;
  control.quickDiffProvider = {
    provideOriginalResource: (uri) => (uri.scheme === 'file' ? Originals.uriOf(uri) : undefined),
  };
  return { control, group: control.createResourceGroup('pending', l10n.t('Pending changes')) };
}
