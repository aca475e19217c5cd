// Which repository a command is about: the one whose title was clicked, the only one, or the one the user picks.
import { Uri, l10n, window, type QuickPickItem } from 'vscode';
import { gitApi, type Repository } from './gitApi.ts';

/** `source` is what the Source Control view hands to a command of its menus. Says why where there is none. */
export async function chooseRepository(source: unknown): Promise<Repository | undefined> {
  const api = await gitApi();
  if (api === undefined) {
    void window.showInformationMessage(l10n.t('VS Code’s Git extension is turned off, or Git is not installed.'));
    return undefined;
  }
  const { repositories } = api;
  const root = rootOf(source);
  const clicked = repositories.find(({ rootUri }) => rootUri.toString() === root);
  if (clicked !== undefined) return clicked;
  if (repositories.length === 0) {
    void window.showInformationMessage(l10n.t('No Git repository is open in this window.'));
    return undefined;
  }
  return repositories.length === 1 ? repositories[0] : pick(repositories);
}

/** The folder of a `SourceControl`. */
export function rootOf(source: unknown): string | undefined {
  const uri: unknown = typeof source === 'object' && source !== null ? Reflect.get(source, 'rootUri') : undefined;
  return uri instanceof Uri ? uri.toString() : undefined;
}

async function pick(repositories: readonly Repository[]): Promise<Repository | undefined> {
  interface Item extends QuickPickItem {
    readonly repository: Repository;
  }
  // The one that the Source Control view shows comes first.
  const ordered = repositories.toSorted((a, b) => Number(b.ui.selected) - Number(a.ui.selected));
  const items = ordered.map((repository): Item => {
    const { path, fsPath } = repository.rootUri;
    return { label: path.slice(path.lastIndexOf('/') + 1), description: fsPath, repository };
  });
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Commit Message'),
    placeHolder: l10n.t('For which repository?'),
    matchOnDescription: true,
  });
  return chosen?.repository;
}
