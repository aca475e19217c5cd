// Builds what ships into dist/: the extension (loaded by VS Code; the SDK is a chunk of its own, loaded on first use)
// and the panel's page. `--production` minifies, `--watch` rebuilds on change.
import { build, context } from 'esbuild';
import { rmSync } from 'node:fs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  legalComments: 'none',
  metafile: true,
};

const host = {
  ...common,
  entryPoints: { extension: 'src/extension.ts' },
  outdir: 'dist/host',
  platform: 'node',
  target: 'node22',
  external: ['vscode'],
};

const page = {
  ...common,
  entryPoints: { panel: 'src/webview/panel.ts' },
  outdir: 'dist/page',
  platform: 'browser',
  target: 'chrome128',
};

/** A page of its own: sharing chunks with the panel's would make the panel load more files. */
const usagePage = { ...page, entryPoints: { usage: 'src/webview/usage/usagePage.ts' }, splitting: false };

for (const folder of ['dist/host', 'dist/page']) rmSync(folder, { recursive: true, force: true });
if (watch) for (const options of [host, page, usagePage]) await (await context(options)).watch();
else await Promise.all([host, page, usagePage].map((options) => build(options)));
