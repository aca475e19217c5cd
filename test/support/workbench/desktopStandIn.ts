#!/usr/bin/env node
// Stands in for the desktop program of VS Code where tests are run by `@vscode/test-electron`: takes its flags, runs the
// extension host of VS Code's server, opens the page in a browser, and ends with the code of the tests.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { format } from 'node:util';
import { openBrowser } from './browser.ts';
import { readFlags } from './flags.ts';
import { ensureEditor } from './installEditor.ts';
import { startServer } from './server.ts';
import { TEST_SETTINGS, writeSettings } from './settings.ts';
import { main } from './main.ts';
import { Trouble } from './trouble.ts';

const WORKBENCH =
  /^(?:\[(?:[a-z-]*[:\] ]|\w*])|Resolv(?:ing|ed) connection token|Creating a socket|Updating additional builtin|Ignoring following)/i;

async function run(): Promise<void> {
  const { flags, rest } = readFlags(process.argv.slice(2));
  const extension = flags.get('extensionDevelopmentPath');
  const tests = flags.get('extensionTestsPath');
  if (extension === undefined || tests === undefined)
    throw new Trouble('This program only runs extension tests: --extensionDevelopmentPath and --extensionTestsPath.');
  const editor = await ensureEditor();
  const data = await mkdtemp(join(tmpdir(), 'sidestream-host-'));
  try {
    await writeSettings(data, TEST_SETTINGS);
    const server = await startServer(editor, { data, extensions: flags.get('extensions-dir'), testDriver: true });
    const browser = await openBrowser(editor);
    const page = await browser.newPage();
    const code = new Promise<number>((settle) => {
      void page.exposeFunction('codeAutomationExit', (exit: number) => settle(exit));
      page.once('crash', () => settle(1));
      void server.exited.then(() => settle(1));
    });
    // The workbench's own messages come the same way as the extension host's console, which is what is wanted here.
    const aside: string[] = [];
    await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
      const text = format(...args);
      if (type === 'info' && !WORKBENCH.test(text)) console.log(text);
      else aside.push(`${type}: ${text}`);
    });
    const remote = (path: string) => `vscode-remote://127.0.0.1:${server.port}${resolve(path)}`;
    await page.goto(
      server.address(resolve(rest[0] ?? data), [
        ['extensionDevelopmentPath', remote(extension)],
        ['extensionTestsPath', remote(tests)],
      ]),
    );
    process.exitCode = await code;
    if (process.exitCode !== 0) console.error(['', 'What VS Code said besides:', ...aside].join('\n'));
    await browser.close();
  } finally {
    await rm(data, { recursive: true, force: true, maxRetries: 3 });
  }
}

await main(run);
