// Bundles every integration test that is there into one file that VS Code can load.
import { build, type Plugin } from 'esbuild';
import { globSync } from 'node:fs';
import { join } from 'node:path';

export async function buildSuites(root: string): Promise<string> {
  const outfile = join(root, 'dist/test/integration.cjs');
  await build({
    entryPoints: [join(root, 'test/integration/suite.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    sourcemap: 'inline',
    logLevel: 'warning',
    // Mocha finds its own files by their place, so it stays where it is.
    external: ['vscode', 'mocha'],
    // The suites' globals exist only once Mocha has been set up, so they are loaded after it.
    plugins: [suites(root)],
  });
  return outfile;
}

const suites = (root: string): Plugin => ({
  name: 'suites',
  setup(compiler) {
    compiler.onResolve({ filter: /^sidestream:suites$/ }, ({ path }) => ({ path, namespace: 'suites' }));
    compiler.onLoad({ filter: /.*/, namespace: 'suites' }, () => {
      const files = globSync('test/integration/**/*.test.ts', { cwd: root });
      const imports = files.sort().map((file) => `import ${JSON.stringify(`./${file}`)};`);
      return { contents: imports.join('\n'), resolveDir: root, loader: 'ts' };
    });
  },
});
