// `npm run integration`: builds the extension and its integration tests and runs them inside VS Code: the desktop program
// where one is installed, else VS Code's own server. `npm run integration -- <words>` runs the tests whose names hold them.
import { runTests } from '@vscode/test-electron';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { buildExtension } from '../support/buildExtension.ts';
import { BROKEN, inWords, readCounts } from '../support/counts.ts';
import { findDesktopProgram } from '../support/workbench/desktop.ts';
import { main } from '../support/workbench/main.ts';
import { buildSuites } from './buildSuites.ts';

const root = join(import.meta.dirname, '../..');
const standIn = join(import.meta.dirname, '../support/workbench/desktopStandIn.ts');

await main(async () => {
  await buildExtension();
  const extensionTestsPath = await buildSuites(root);
  const home = await mkdtemp(join(tmpdir(), 'sidestream-integration-'));
  const [workspace, countsFile] = [join(home, 'workspace'), join(home, 'counts')];
  await mkdir(workspace);
  try {
    await runTests({
      vscodeExecutablePath: findDesktopProgram() ?? standIn,
      extensionDevelopmentPath: root,
      extensionTestsPath,
      launchArgs: [workspace, `--user-data-dir=${join(home, 'user')}`, `--extensions-dir=${join(home, 'extensions')}`],
      extensionTestsEnv: {
        SIDESTREAM_TEST_COUNTS: countsFile,
        SIDESTREAM_TEST_WORDS: process.argv.slice(2).join(' '),
        // The stand-in is a script for the Node that runs this.
        PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`,
      },
    });
  } catch {
    // What failed has been printed already.
    process.exitCode = 1;
  }
  const counts = readCounts(await readFile(countsFile, 'utf8').catch(() => '')) ?? BROKEN;
  await rm(home, { recursive: true, force: true, maxRetries: 3 });
  if (counts.failed > 0) process.exitCode = 1;
  console.log(inWords(counts));
});
