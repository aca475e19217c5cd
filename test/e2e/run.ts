// `npm run e2e`: packages the extension, installs the package in VS Code's own server, and uses it as a person does, by
// keyboard and mouse in a browser. `npm run e2e -- <words>` runs the tests whose names hold these words.
import Mocha from 'mocha';
import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageExtension } from '../support/buildExtension.ts';
import { inWords } from '../support/counts.ts';
import { setRun } from '../support/e2eSuite.ts';
import { runMocha } from '../support/runMocha.ts';
import { openBrowser } from '../support/workbench/browser.ts';
import { linkBuiltins } from '../support/workbench/builtins.ts';
import { ensureEditor } from '../support/workbench/installEditor.ts';
import { installExtension } from '../support/workbench/server.ts';
import { main } from '../support/workbench/main.ts';

const root = join(import.meta.dirname, '../..');

async function run(): Promise<void> {
  const [vsix, editor] = await Promise.all([packageExtension(), ensureEditor()]);
  const home = await mkdtemp(join(tmpdir(), 'sidestream-e2e-'));
  const [extensions, builtins] = [join(home, 'extensions'), join(home, 'builtins')];
  await linkBuiltins(editor, builtins);
  await installExtension(editor, vsix, join(home, 'install'), extensions);
  const browser = await openBrowser(editor);
  try {
    setRun({ editor, browser, extensions, builtins, home });
    // Each wait has its own end; this one is for a test that hangs otherwise, on the slowest machine.
    const mocha = new Mocha({ reporter: 'spec', timeout: 90_000, forbidOnly: process.env['CI'] !== undefined });
    const words = process.argv.slice(2).join(' ');
    if (words !== '') mocha.fgrep(words);
    mocha.files = globSync('test/e2e/**/*.test.ts', { cwd: root }).map((file) => join(root, file));
    mocha.files.sort();
    await mocha.loadFilesAsync();
    const counts = await runMocha(mocha);
    if (counts.failed > 0) process.exitCode = 1;
    console.log(inWords(counts));
  } finally {
    await browser.close();
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

await main(run);
