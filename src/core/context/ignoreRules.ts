// Which paths the rules of `.gitignore` files and of the editor's `files.exclude` name.
import ignore from 'ignore';

/** The rules of one file. Those of the repository's top come first, then those of each folder below it. */
export interface IgnoreFile {
  /** Folder that the rules count from, relative to the top, with forward slashes; empty for the top. */
  readonly folder: string;
  readonly text: string;
}

export type IgnoreTest = (path: string) => boolean;

/** Takes paths relative to the top, with forward slashes; a folder's ends in one. The deepest file that says anything decides. */
export function ignoreTest(files: readonly IgnoreFile[]): IgnoreTest {
  const rules = files.map(({ folder, text }) => ({ folder, rules: ignore().add(text) }));
  return (path) => {
    let ignored = false;
    for (const { folder, rules: own } of rules) {
      const below = folder === '' ? path : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : '';
      if (below === '' || !ignore.isPathValid(below)) continue;
      const said = own.test(below);
      if (said.ignored) ignored = true;
      else if (said.unignored) ignored = false;
    }
    return ignored;
  };
}

/** The globs of `files.exclude`: the same language, but for braces. */
export function excludeTest(globs: readonly string[]): IgnoreTest {
  const rules = ignore().add(globs.flatMap(withoutBraces));
  return (path) => ignore.isPathValid(path) && rules.ignores(path);
}

function withoutBraces(glob: string): string[] {
  const group = /\{([^{}]*)\}/.exec(glob);
  if (group === null) return [glob];
  const [whole, inner = ''] = group;
  const at = group.index;
  return inner.split(',').flatMap((part) => withoutBraces(glob.slice(0, at) + part + glob.slice(at + whole.length)));
}
