// `npm run integration`: builds the extension and its integration tests and runs them inside VS Code: the desktop program
// where one is installed, else VS Code's own server.
import { runTests } from '@vscode/test-electron';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { buildExtension } from '../support/buildExtension.ts';
import { findDesktopProgram } from '../support/workbench/desktop.ts';
import { main } from '../support/workbench/trouble.ts';
import { buildSuites } from './buildSuites.ts';

const root = join(import.meta.dirname, '../..');

await main(async () => {
  await buildExtension();
  const extensionTestsPath = await buildSuites(root);
  const workspace = await mkdtemp(join(tmpdir(), 'sidestream-workspace-'));
  try {
    await runTests({
      vscodeExecutablePath: findDesktopProgram() ?? join(import.meta.dirname, '../support/workbench/desktopStandIn.ts'),
      extensionDevelopmentPath: root,
      extensionTestsPath,
      launchArgs: [workspace],
      // The stand-in is a script for the Node that runs this.
      extensionTestsEnv: { PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}` },
    });
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
});
