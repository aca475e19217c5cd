// The guard of the chats in front of a commit's changes: what seems private is asked about before any of it leaves.
import type { SentContext } from '../../core/context/attachment.ts';
import type { ChangedFile } from '../../core/commit/changedFile.ts';
import { digestOf } from '../../core/commit/digest.ts';
import { askToSend } from '../context/askToSend.ts';

/** The files whose changes may be sent; undefined where the user wants nothing sent. `allowed` remembers what was allowed. */
export async function guardChanges(
  files: readonly ChangedFile[],
  host: string,
  allowed: Set<string>,
): Promise<readonly ChangedFile[] | undefined> {
  // Of these the names go along, and nothing else.
  const named = new Set(digestOf(files).leftOut);
  const items = files
    .filter(({ path }) => !named.has(path))
    .map(({ path, text }): SentContext => ({ kind: 'diff', id: path, label: path, path, text }));
  const kept = await askToSend('', items, host, allowed);
  if (kept === undefined) return undefined;
  const paths = new Set(kept.map(({ id }) => id));
  return files.filter(({ path }) => named.has(path) || paths.has(path));
}
