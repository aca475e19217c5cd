// Where what is installed on demand is kept, and under which name: one folder per version of the editor package, so
// that a new version never meets an old one's files.
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

export function cacheRoot(env: Readonly<Record<string, string | undefined>>, home: string = homedir()): string {
  if (env['SIDESTREAM_CACHE']) return resolve(env['SIDESTREAM_CACHE']);
  // The XDG specification says that a relative path there is to be ignored.
  const xdg = env['XDG_CACHE_HOME'];
  return join(xdg && isAbsolute(xdg) ? xdg : join(home, '.cache'), 'sidestream');
}

/** A name for exactly these contents. */
export function cacheKey(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return `editor-${hash.digest('hex').slice(0, 12)}`;
}
