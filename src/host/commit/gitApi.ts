// The part of the API of VS Code's built-in Git extension that is used here, and the way to it. Its shape is checked once,
// because another extension may stand under that name or bring another version.
// https://github.com/microsoft/vscode/blob/main/extensions/git/src/api/git.d.ts
import { extensions, type Event, type Uri } from 'vscode';

export interface Change {
  readonly uri: Uri;
  readonly status: number;
}

/** `Status.UNTRACKED` of the Git extension. */
export const UNTRACKED = 7;

export interface Repository {
  readonly rootUri: Uri;
  readonly inputBox: { value: string };
  readonly state: {
    readonly HEAD: { readonly name?: string } | undefined;
    readonly indexChanges: readonly Change[];
    readonly workingTreeChanges: readonly Change[];
    /** Empty where `git.untrackedChanges` puts these among the others. */
    readonly untrackedChanges?: readonly Change[];
  };
  readonly ui: { readonly selected: boolean };
  /** What Git knows now, read anew. */
  status(): Promise<void>;
  /** `git diff`, of the index where `cached` is true. */
  diff(cached?: boolean): Promise<string>;
  log(options: { readonly maxEntries: number }): Promise<readonly { readonly message: string }[]>;
}

export interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: Event<unknown>;
  readonly repositories: readonly Repository[];
}

/** How long the search for repositories may take after the start of the editor. */
const PATIENCE_MS = 5000;

/** Undefined where Git, or the extension, is not there or turned off. */
export async function gitApi(): Promise<GitApi | undefined> {
  const extension = extensions.getExtension<unknown>('vscode.git');
  if (extension === undefined) return undefined;
  try {
    const api = apiOf(await extension.activate());
    if (api?.state === 'uninitialized') await initialized(api);
    return api;
  } catch {
    // It throws where `git.enabled` is off.
    return undefined;
  }
}

function apiOf(exported: unknown): GitApi | undefined {
  if (typeof exported !== 'object' || exported === null) return undefined;
  const getApi: unknown = Reflect.get(exported, 'getAPI');
  const api: unknown = typeof getApi === 'function' ? Reflect.apply(getApi, exported, [1]) : undefined;
  return isGitApi(api) ? api : undefined;
}

function isGitApi(api: unknown): api is GitApi {
  return typeof api === 'object' && api !== null && Array.isArray(Reflect.get(api, 'repositories'));
}

function initialized(api: GitApi): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(end, PATIENCE_MS);
    const listener = api.onDidChangeState(end);
  });
}
