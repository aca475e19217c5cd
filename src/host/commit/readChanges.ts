// What a commit would hold, as Git tells it: the staged changes, else all, files that Git does not follow yet included.
import { workspace } from 'vscode';
import { newFile, splitDiff, type ChangedFile } from '../../core/commit/changedFile.ts';
import { UNTRACKED, type Repository } from './gitApi.ts';

export interface Changes {
  readonly staged: boolean;
  readonly files: readonly ChangedFile[];
}

/** Of more new files than this only the first are read: nobody describes them one by one. */
const MOST_NEW_FILES = 100;
const MOST_NEW_BYTES = 200_000;

export async function readChanges(repository: Repository): Promise<Changes> {
  await repository.status();
  const staged = splitDiff(await repository.diff(true));
  if (staged.length > 0) return { staged: true, files: staged };
  const followed = splitDiff(await repository.diff(false));
  return { staged: false, files: [...followed, ...(await newFiles(repository))] };
}

/** Those that Git does not follow yet, and that no `.gitignore` names. */
export async function newFiles(
  { state, rootUri }: Repository,
  isWanted: (file: { readonly path: string }) => boolean = () => true,
): Promise<ChangedFile[]> {
  const all = [
    ...state.workingTreeChanges.filter(({ status }) => status === UNTRACKED),
    ...(state.untrackedChanges ?? []),
  ];
  const named = all.map(({ uri }) => ({ uri, path: uri.path.slice(rootUri.path.length + 1) })).filter(isWanted);
  const read = named.slice(0, MOST_NEW_FILES).map(async ({ uri, path }) => {
    const bytes = await workspace.fs.readFile(uri).then(
      (content) => content,
      () => new Uint8Array(),
    );
    return newFile(path, new TextDecoder().decode(bytes.subarray(0, MOST_NEW_BYTES)));
  });
  return Promise.all(read);
}
