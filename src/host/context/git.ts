// All that Git knows to be changed and not committed, as one diff; new files that it does not follow are not in it.
import type { Uri } from 'vscode';
import { splitDiff } from '../../core/commit/changedFile.ts';
import { gitApi, type Repository } from '../commit/gitApi.ts';

/** Staged changes first; of one file, where one is named. Empty where there are none. */
export async function uncommitted(uri?: Uri): Promise<string> {
  const git = await gitApi();
  const all = await Promise.all((git?.repositories ?? []).map((repository) => diffsOf(repository, uri)));
  return all.flat().join('');
}

async function diffsOf(repository: Repository, uri: Uri | undefined): Promise<string[]> {
  const top = `${repository.rootUri.path}/`;
  if (uri !== undefined && !uri.path.startsWith(top)) return [];
  await repository.status();
  const diffs = [await repository.diff(true), await repository.diff(false)];
  const wanted = uri?.path.slice(top.length);
  return diffs.flatMap(splitDiff).flatMap(({ path, text }) => (wanted === undefined || path === wanted ? [text] : []));
}
