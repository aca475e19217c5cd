// Builds what ships into dist/: the extension (loaded by VS Code; the SDK is a chunk of its own, loaded on first use)
// and the panel's page. `--production` minifies, `--watch` rebuilds on change.
import { build, context } from 'esbuild';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import subsetFont from 'subset-font';

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
  external: ['./fonts/codicon.woff2'],
  outdir: 'dist/page',
  platform: 'browser',
  target: 'chrome128',
};

/** A page of its own: sharing chunks with the panel's would make the panel load more files. */
const usagePage = { ...page, entryPoints: { usage: 'src/webview/usage/usagePage.ts' }, splitting: false };

for (const folder of ['dist/host', 'dist/page']) rmSync(folder, { recursive: true, force: true });
const all = [joined(host, 'extension', asRequired), thread, joined(page, 'panel'), usagePage];
if (watch) for (const options of all) await (await context(options)).watch();
else await Promise.all(all.map((options) => build(options)));
copyKatex();
await writeIcons();

/**
 * What an entry point shares with the parts that it loads later lies in chunks, as esbuild splits by who uses what
 * (https://esbuild.github.io/api/#splitting), and the start would wait for each: some twenty files for the extension, and
 * for the panel four that are asked for only once its script has come. Puts them all into the entry point, where the parts
 * that are loaded later find what they imported from the chunks. `more` gives the options of that for a built file and its
 * chunks, beside those of `options`.
 */
function joined(options, entry, more = () => ({ plugins: [] })) {
  const join = async ({ errors, metafile }) => {
    if (errors.length === 0) await joinChunks(options, `${options.outdir}/${entry}.js`, metafile.outputs, more);
  };
  return { ...options, plugins: [{ name: 'join-chunks', setup: ({ onEnd }) => onEnd(join) }] };
}

async function joinChunks(options, main, outputs, more) {
  const chunks = comesWith(main, outputs).map((path, index) => ({
    path,
    names: outputs[path].exports.map((name) => ({ name, given: `${name}_${index}` })),
  }));
  const handOn = ({ path, names }) =>
    `export { ${names.map(({ name, given }) => `${name} as ${given}`).join(', ')} } from './chunks/${basename(path)}';`;
  const contents = [`export * from './${basename(main)}';`, ...chunks.map(handOn)].join('\n');
  const { plugins, ...rest } = more([main, ...chunks.map(({ path }) => path)]);
  await build({
    ...options,
    ...rest,
    entryPoints: undefined,
    stdin: { contents, resolveDir: options.outdir },
    splitting: false,
    outdir: undefined,
    outfile: main,
    allowOverwrite: true,
    plugins: [{ name: 'later', setup: (building) => building.onResolve({ filter: /^\./ }, staysLater) }, ...plugins],
  });
  const known = new Map(
    chunks.map(({ path, names }) => [basename(path), new Map(names.map((each) => [each.name, each.given]))]),
  );
  for (const path of Object.keys(outputs)) {
    if (known.has(basename(path))) for (const file of [path, `${path}.map`]) rmSync(file, { force: true });
    else if (path.endsWith('.js') && path !== main)
      writeFileSync(path, fromMain(readFileSync(path, 'utf8'), basename(main), known));
  }
}

/** `text` with its imports from `chunks`, which it begins with, turned to `main`; no line is added or lost. */
function fromMain(text, main, chunks) {
  return text.replaceAll(
    /import(\s*\{[^}]*\}\s*from)?(\s*)"\.\/(chunk-\w+\.js)"/g,
    (whole, list = '', space, chunk) => {
      const names = chunks.get(chunk);
      if (names === undefined) return whole;
      const renamed = list.replaceAll(
        /([\w$]+)( as [\w$]+)?(?=\s*[,}])/g,
        (_, name, as = ` as ${name}`) => names.get(name) + as,
      );
      return `import${renamed}${space}"../${main}"`;
    },
  );
}

/** The chunks that are loaded with a file. */
function comesWith(path, outputs, known = new Set()) {
  for (const each of outputs[path].imports)
    if (each.kind === 'import-statement' && !each.external && !known.has(each.path))
      comesWith(each.path, outputs, known.add(each.path));
  return [...known];
}

/**
 * By `import` VS Code makes its API a module of some 600 exports for each extension, which takes 3 ms of a start; by
 * `require` it hands the API itself over.
 */
function asRequired(files) {
  return {
    banner: { js: "const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);" },
    plugins: [{ name: 'required', setup: (building) => required(building, files) }],
  };
}

function required(building, files) {
  const imports = files.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/import\s*\{([^}]*)\}\s*from\s*"(vscode|node:[\w/]+)"/g),
  ]);
  building.onResolve({ filter: /^(vscode$|node:)/ }, ({ kind, path }) =>
    kind === 'import-statement' ? { path, namespace: 'required', sideEffects: false } : { path, external: true },
  );
  building.onLoad({ filter: /./, namespace: 'required' }, ({ path }) => {
    const lists = imports.filter(([, , from]) => from === path).flatMap(([, list]) => list.split(','));
    const names = new Set(lists.map((item) => item.trim().split(' as ')[0]));
    return { contents: `export const { ${[...names].join(', ')} } = require(${JSON.stringify(path)});` };
  });
}

/** What is loaded later remains a file, seen from where the entry point lies. */
function staysLater({ kind, path }) {
  return kind === 'dynamic-import' ? { path: `./chunks/${basename(path)}`, external: true } : undefined;
}

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

/** Of VS Code's icon font, which is 120 KB, the glyphs that media/codeBar.css names. */
async function writeIcons() {
  const used = readFileSync('media/codeBar.css', 'utf8').matchAll(/--icon: '\\([\da-f]+)'/g);
  const glyphs = Array.from(used, ([, code]) => String.fromCodePoint(Number.parseInt(code, 16))).join('');
  const font = readFileSync('node_modules/@vscode/codicons/dist/codicon.ttf');
  writeFileSync('dist/page/fonts/codicon.woff2', await subsetFont(font, glyphs, { targetFormat: 'woff2' }));
}
