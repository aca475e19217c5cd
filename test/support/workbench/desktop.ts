// Finds a desktop VS Code that is installed on this machine, and what is needed to start it.
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/** The `code` command: opens a window. A `code` inside a remote session only talks to the window it came from. */
export function findCodeCommand(env: Env = process.env): string | undefined {
  if (env['SIDESTREAM_VSCODE'] === 'server') return undefined;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const places = (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name));
  return hasDisplay(env) ? places.find((place) => existsSync(place) && !place.includes('remote-cli')) : undefined;
}

/** The program itself, which test runs start; SIDESTREAM_VSCODE names it where it cannot be told from `code`. */
export function findDesktopProgram(env: Env = process.env): string | undefined {
  const named = env['SIDESTREAM_VSCODE'];
  if (named === 'server') return undefined;
  if (named) return named;
  const command = findCodeCommand(env);
  if (command === undefined) return undefined;
  const bin = resolve(realpathSync(command), '..');
  const candidates = {
    linux: ['../code', '../code-insiders', '../codium'],
    darwin: ['../../../MacOS/Electron', '../../../MacOS/Code'],
    win32: ['../Code.exe'],
  }[process.platform as string];
  return candidates?.map((candidate) => resolve(bin, candidate)).find((candidate) => existsSync(candidate));
}

/** Whether a window could be shown here. */
export function hasDisplay(env: Env = process.env): boolean {
  return process.platform !== 'linux' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
}
