// What files and places in them are called in chips and requests.
import { workspace, type Range, type Uri } from 'vscode';

/** A file's own name, and its path in the workspace (outside of one, the whole path). */
export function pathOf(uri: Uri): { readonly label: string; readonly path: string } {
  const path = workspace.asRelativePath(uri);
  return { label: path.slice(path.lastIndexOf('/') + 1) || path, path };
}

/** A name with its lines, as in `tide.ts:3–8`. */
export function withLines(label: string, [first, last]: readonly [number, number]): string {
  return first === last ? `${label}:${first}` : `${label}:${first}–${last}`;
}

/** First and last line, counted from 1. A selection of whole lines ends at the beginning of the next. */
export function linesOf({ start, end }: Range): readonly [number, number] {
  return [start.line + 1, end.character === 0 && end.line > start.line ? end.line : end.line + 1];
}

export function isInWorkspace(uri: Uri): boolean {
  return workspace.getWorkspaceFolder(uri) !== undefined;
}
