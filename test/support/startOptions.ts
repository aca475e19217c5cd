// What `npm start --` understands.
import { resolve } from 'node:path';
import { cacheRoot } from './workbench/cache.ts';
import { readFlags } from './workbench/flags.ts';
import { Trouble } from './workbench/trouble.ts';

export interface StartOptions {
  /** Absent: the usual one, or any other when that is taken. */
  readonly port?: number;
  readonly open: boolean;
  /** Begin with an untouched sample and untouched settings. */
  readonly fresh: boolean;
  /** Where the sample and the settings lie. */
  readonly home: string;
}

export const USAGE = `npm start -- [options]
  --port <number>   the port of the page (8123, or any other that is free)
  --no-open         only print the address
  --fresh           begin with a new sample project and new settings
  --home <folder>   keep the sample project and the settings there`;

const KNOWN = new Set(['port', 'no-open', 'fresh', 'home']);

export function readStartOptions(args: readonly string[], env: NodeJS.ProcessEnv = process.env): StartOptions {
  const { flags, rest } = readFlags(args, ['port', 'home']);
  const unknown = [...rest, ...[...flags.keys()].filter((name) => !KNOWN.has(name)).map((name) => `--${name}`)];
  if (unknown.length > 0) throw new Trouble(`Not understood: ${unknown.join(' ')}\n\n${USAGE}`);
  const port = flags.get('port');
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535))
    throw new Trouble(`--port wants a number from 1 to 65535, not “${port}”.`);
  return {
    ...(port === undefined ? {} : { port: Number(port) }),
    open: !flags.has('no-open'),
    fresh: flags.has('fresh'),
    home: resolve(flags.get('home') ?? cacheRoot(env)),
  };
}
