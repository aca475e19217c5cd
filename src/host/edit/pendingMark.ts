// Whether a session has left pending edits, in the workspace's memory: a start without any reads no file.
import type { Memento } from 'vscode';

const PENDING = 'sidestream.pendingEdits';

export function hasPendingEdits(memento: Memento): boolean {
  return memento.get<boolean>(PENDING) === true;
}

export async function markPendingEdits(memento: Memento, pending: boolean): Promise<void> {
  if (hasPendingEdits(memento) !== pending) await memento.update(PENDING, pending ? true : undefined);
}
