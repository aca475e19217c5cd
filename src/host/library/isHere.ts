// Whether a chat belongs to the workspace of this window.
import { workspace } from 'vscode';
import type { ChatSummary } from '../../core/library/summary.ts';

/** If they share a folder, or have none both. */
export function isHere({ workspace: folders }: ChatSummary): boolean {
  const here = workspace.workspaceFolders?.map(({ uri }) => uri.toString()) ?? [];
  return here.length === 0 ? folders.length === 0 : here.some((folder) => folders.includes(folder));
}
