// Builds what ships into dist/: the extension (loaded by VS Code; the SDK is a chunk of its own, loaded on first use)
// and the panel's page. `--production` minifies, `--watch` rebuilds on change.
import { build, context } from 'esbuild';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

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

/** The catalogue of chats: a thread of its own loads a file of its own. */
const thread = {
  ...common,
  splitting: false,
  entryPoints: { catalogThread: 'src/host/library/catalogThread.ts' },
  outdir: 'dist/host',
  platform: 'node',
  target: 'node22',
};

const page = {
  ...common,
  entryPoints: { panel: 'src/webview/panel.ts', page: 'media/page.css' },
  outdir: 'dist/page',
  platform: 'browser',
  target: 'chrome128',
};

/** A page of its own: sharing chunks with the panel's would make the panel load more files. */
const usagePage = { ...page, entryPoints: { usage: 'src/webview/usage/usagePage.ts' }, splitting: false };

for (const folder of ['dist/host', 'dist/page']) rmSync(folder, { recursive: true, force: true });
if (watch) for (const options of [host, thread, page, usagePage]) await (await context(options)).watch();
else await Promise.all([host, thread, page, usagePage].map((options) => build(options)));
copyKatex();

/**
 * KaTeX's stylesheet, loaded with the first formula. Of its fonts those go along that have signs of their own: the browser
 * makes bold and slanted forms of them, the calligraphic capitals stand for script ones, and typewriter, sans serif and
 * Fraktur letters (src/webview/math/fraktur.ts) come from the fonts of the machine.
 */
function copyKatex() {
  const from = 'node_modules/katex/dist';
  const fonts = /KaTeX_(?:AMS|Caligraphic|Main|Size[1-4])-Regular|KaTeX_Math-Italic/;
  mkdirSync('dist/page/fonts', { recursive: true });
  const css = readFileSync(`${from}/katex.min.css`, 'utf8').replaceAll(/@font-face\{[^}]*\}/g, (face) => {
    const [file] = /fonts\/[\w-]+\.woff2/.exec(face) ?? [''];
    if (!fonts.test(file)) return '';
    copyFileSync(`${from}/${file}`, `dist/page/${file}`);
    return face.replace(/src:[^;}]*/, `src:url(${file}) format("woff2")`);
  });
  writeFileSync('dist/page/katex.css', css.replaceAll(/KaTeX_Script(?=[,;}])/g, 'KaTeX_Caligraphic'));
}
