// Builds the extension into dist/ the way `npm run build` does, or packages it the way `npm run package` does.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runToEnd } from './workbench/processGroup.ts';
import { Trouble } from './workbench/trouble.ts';

const root = join(import.meta.dirname, '../..');

export async function buildExtension(): Promise<void> {
  await tell('The extension did not build', () => runToEnd(process.execPath, ['esbuild.js'], { cwd: root }));
}

/** The path of the package. */
export async function packageExtension(): Promise<string> {
  await tell('The extension could not be packaged', () =>
    runToEnd('npm', ['run', 'package', '--silent'], { cwd: root }),
  );
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return join(root, `sidestream-${(manifest as { version: string }).version}.vsix`);
}

async function tell(title: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new Trouble(`${title}.\n${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
