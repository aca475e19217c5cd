// What files and places in them are called in chips and requests.
import { workspace, type Uri } from 'vscode';

/** A file's own name, and its path in the workspace (outside of one, the whole path). */
export function pathOf(uri: Uri): { readonly label: string; readonly path: string } {
  const path = workspace.asRelativePath(uri);
  return { label: path.slice(path.lastIndexOf('/') + 1) || path, path };
}

/** A name with its lines, as in `tide.ts:3–8`. */
export function withLines(label: string, [first, last]: readonly [number, number]): string {
  return first === last ? `${label}:${first}` : `${label}:${first}–${last}`;
}

export function isInWorkspace(uri: Uri): boolean {
  return workspace.getWorkspaceFolder(uri) !== undefined;
}
