// `npm start`: VS Code with the extension and a small sample project, in one go. The desktop program where `code` is
// installed, else VS Code's own server, whose address is printed. Ctrl+C ends everything that was started.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildExtension, packageExtension } from './buildExtension.ts';
import { startRehearsalUnlessKey, type Rehearsal } from './rehearsalSeam.ts';
import { readStartOptions, USAGE, type StartOptions } from './startOptions.ts';
import { findCodeCommand, hasDisplay } from './workbench/desktop.ts';
import { ensureEditor } from './workbench/installEditor.ts';
import { startGroup } from './workbench/processGroup.ts';
import { installExtension, startServer, type Server } from './workbench/server.ts';
import { PERSON_SETTINGS, writeSettings } from './workbench/settings.ts';
import { main } from './workbench/main.ts';
import { Trouble } from './workbench/trouble.ts';

const USUAL_PORT = 8123;
const root = join(import.meta.dirname, '../..');

let rehearsal: Rehearsal | undefined;

await main(
  async () => {
    if (process.argv.includes('--help')) return console.log(USAGE);
    const options = readStartOptions(process.argv.slice(2));
    const [sample, data] = [join(options.home, 'sample'), join(options.home, 'session')];
    if (options.fresh) for (const folder of [sample, data]) await rm(folder, { recursive: true, force: true });
    if (!existsSync(sample)) await cp(join(import.meta.dirname, 'sample'), sample, { recursive: true });
    rehearsal = await startRehearsalUnlessKey();
    const env = { SIDESTREAM_REHEARSAL_URL: rehearsal?.url };
    const code = findCodeCommand();
    if (code === undefined) await inServer(options, sample, data, env);
    else await onDesktop(code, sample, env);
  },
  async () => rehearsal?.close(),
);

/** Lives as long as the window. */
async function onDesktop(code: string, sample: string, env: { SIDESTREAM_REHEARSAL_URL: string | undefined }) {
  await buildExtension();
  const args = [`--extensionDevelopmentPath=${root}`, '--new-window', '--wait', sample];
  const { child } = startGroup(code, args, { env: { ...process.env, ...env } });
  tell('Sidestream is ready: VS Code opens a window.', sample, env.SIDESTREAM_REHEARSAL_URL);
  await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
}

/** Lives until it is told to end. */
async function inServer(
  options: StartOptions,
  sample: string,
  data: string,
  env: { SIDESTREAM_REHEARSAL_URL: string | undefined },
): Promise<void> {
  const [vsix, editor] = await Promise.all([packageExtension(), ensureEditor()]);
  if (!existsSync(join(data, 'data/User/settings.json'))) await writeSettings(data, PERSON_SETTINGS);
  await installExtension(editor, vsix, data, join(data, 'extensions'));
  const token = randomBytes(16).toString('hex');
  const startOn = (port: number) => startServer(editor, { data, port, token, env });
  // Always the same port when it can be had: the browser keeps the layout of the window by the address.
  const server: Server =
    options.port === undefined ? await startOn(USUAL_PORT).catch(() => startOn(0)) : await startOn(options.port);
  const address = server.address(sample);
  tell(`Sidestream is ready. Open VS Code at\n\n    ${address}`, sample, env.SIDESTREAM_REHEARSAL_URL);
  if (options.open && hasDisplay()) openInBrowser(address);
  const code = await server.exited;
  throw new Trouble(`VS Code's server ended (code ${code}). Run npm start again.\n${server.log.slice(-10).join('')}`);
}

function tell(ready: string, sample: string, rehearsalUrl: string | undefined): void {
  const key =
    rehearsalUrl === undefined
      ? []
      : [
          'With no API key, answers come from a rehearsal on this machine and cost nothing.',
          'To talk to Claude: F1, “Sidestream: Set API Key”.',
        ];
  const lines = [ready, '', ...key, `The sample project is ${sample}`, 'Ctrl+C here ends everything.'];
  console.log(`\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n`);
}

function openInBrowser(address: string): void {
  const command = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  // Where there is no such command the address has been printed.
  spawn(command, [address], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
