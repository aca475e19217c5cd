// What `.gitignore` files and the setting `files.exclude` say of a file; read anew each time, since they are short.
import { RelativePattern, Uri, workspace } from 'vscode';
import type { PathRules } from '../../core/context/guard.ts';
import { excludeTest, ignoreTest, type IgnoreFile, type IgnoreTest } from '../../core/context/ignoreRules.ts';

/** So many folders up a repository is sought. */
const MOST_LEVELS = 40;
/** So many `.gitignore` files below a folder are read. */
const MOST_RULE_FILES = 200;

const read = async (uri: Uri): Promise<string | undefined> => {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
};

const exists = (uri: Uri): Promise<boolean> =>
  Promise.resolve(workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );

/** The repository that a folder lies in, else the topmost folder with a `.gitignore` of its workspace. */
async function topOf(folder: Uri): Promise<Uri | undefined> {
  let at = folder;
  for (let level = 0; level < MOST_LEVELS; level++) {
    if (await exists(Uri.joinPath(at, '.git'))) return at;
    const above = Uri.joinPath(at, '..');
    if (above.path === at.path) break;
    at = above;
  }
  return workspace.getWorkspaceFolder(folder)?.uri;
}

const below = (top: Uri, uri: Uri): string => uri.path.slice(top.path.length).replace(/^\//, '');

/** The rules that count for a file in `folder`. */
async function rulesAbove(
  folder: Uri,
): Promise<{ readonly top: Uri; readonly files: readonly IgnoreFile[] } | undefined> {
  const top = await topOf(folder);
  if (top === undefined || !folder.path.startsWith(top.path)) return undefined;
  const steps = below(top, folder).split('/').filter(Boolean);
  const files: IgnoreFile[] = [];
  const own = await read(Uri.joinPath(top, '.git', 'info', 'exclude'));
  if (own !== undefined) files.push({ folder: '', text: own });
  for (let depth = 0; depth <= steps.length; depth++) {
    const at = steps.slice(0, depth);
    const text = await read(Uri.joinPath(top, ...at, '.gitignore'));
    if (text !== undefined) files.push({ folder: at.join('/'), text });
  }
  return { top, files };
}

/** For all that lies below a folder: the rules of the folders below count too. */
export async function ignoredBelow(folder: Uri): Promise<{ readonly top: Uri; readonly test: IgnoreTest } | undefined> {
  const [rules, deeper] = await Promise.all([
    rulesAbove(folder),
    workspace.findFiles(new RelativePattern(folder, '*/**/.gitignore'), undefined, MOST_RULE_FILES),
  ]);
  if (rules === undefined) return undefined;
  const { top } = rules;
  const nested = await Promise.all(
    deeper.map(async (uri) => ({ folder: below(top, Uri.joinPath(uri, '..')), text: (await read(uri)) ?? '' })),
  );
  const deepestLast = nested.toSorted((a, b) => a.folder.split('/').length - b.folder.split('/').length);
  return { top, test: ignoreTest([...rules.files, ...deepestLast]) };
}

export const pathRules: PathRules = {
  isIgnored: async (uri) => {
    const file = Uri.parse(uri, true);
    const rules = await rulesAbove(Uri.joinPath(file, '..'));
    return rules !== undefined && ignoreTest(rules.files)(below(rules.top, file));
  },
  isExcluded: (uri) => {
    const file = Uri.parse(uri, true);
    const folder = workspace.getWorkspaceFolder(file);
    const globs: unknown = workspace.getConfiguration('files', file).get('exclude');
    if (folder === undefined || typeof globs !== 'object' || globs === null) return Promise.resolve(false);
    const on = Object.entries(globs).flatMap(([glob, value]) => (value === true ? [glob] : []));
    return Promise.resolve(excludeTest(on)(below(folder.uri, file)));
  },
};

export { below as pathBelow };
