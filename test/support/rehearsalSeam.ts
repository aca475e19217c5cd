// Starts the local stand-in of the Messages API that answers while there is no key, where the project has one.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Rehearsal {
  readonly url: string;
  close(): Promise<void>;
}

/** `undefined` when a key is in the environment. */
export async function startRehearsalUnlessKey(env: NodeJS.ProcessEnv = process.env): Promise<Rehearsal | undefined> {
  const place = join(import.meta.dirname, 'standin/rehearsal.ts');
  if (env['ANTHROPIC_API_KEY'] || !existsSync(place)) return undefined;
  const standIn = (await import(pathToFileURL(place).href)) as { startRehearsal(this: void): Promise<Rehearsal> };
  return standIn.startRehearsal();
}
