// All that is not committed, as one diff, files that Git does not follow yet included.
import type { Uri } from 'vscode';
import { splitDiff } from '../../core/commit/changedFile.ts';
import { uncommittedDiff } from '../../core/context/uncommittedDiff.ts';
import { gitApi, type Repository } from '../commit/gitApi.ts';
import { newFiles } from '../commit/readChanges.ts';

/** Staged changes first, new files last; of one file, where one is named. Empty where there are none. */
export async function uncommitted(uri?: Uri): Promise<string> {
  const git = await gitApi();
  const all = await Promise.all((git?.repositories ?? []).map((repository) => diffOf(repository, uri)));
  return all.join('');
}

async function diffOf(repository: Repository, uri: Uri | undefined): Promise<string> {
  const top = `${repository.rootUri.path}/`;
  if (uri !== undefined && !uri.path.startsWith(top)) return '';
  await repository.status();
  const wanted = uri?.path.slice(top.length);
  const isWanted = ({ path }: { readonly path: string }) => wanted === undefined || path === wanted;
  const diffs = [await repository.diff(true), await repository.diff(false)];
  const fresh = await newFiles(repository, isWanted);
  return uncommittedDiff(diffs.flatMap(splitDiff).filter(isWanted), fresh);
}
