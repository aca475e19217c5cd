// A folder of links to those extensions of VS Code's own that tests need. It scans and registers all that it finds, and runs
// some, each time that a window opens or is reloaded: without the rest that takes about half of the time.
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Editor } from './installEditor.ts';

/** Accounts, debuggers, task runners, other assistants, previews: nothing that code is opened, coloured or kept in Git by. */
const NEEDLESS = new Set([
  'copilot',
  'css-language-features',
  'debug-auto-launch',
  'debug-server-ready',
  'emmet',
  'extension-editing',
  'github',
  'github-authentication',
  'grunt',
  'gulp',
  'html-language-features',
  'jake',
  'markdown-language-features',
  'markdown-math',
  'mermaid-markdown-features',
  'microsoft-authentication',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'ms-vscode.vscode-js-profile-table',
  'notebook-renderers',
  'npm',
  'php-language-features',
  'simple-browser',
  'tunnel-forwarding',
]);

export async function linkBuiltins(editor: Editor, folder: string): Promise<void> {
  const all = join(editor.server, '../../extensions');
  await mkdir(folder);
  const found = (await readdir(all, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const needed = found.filter(({ name }) => !NEEDLESS.has(name));
  await Promise.all(needed.map(({ name }) => symlink(join(all, name), join(folder, name))));
}
