// Weighs what ships: the package, what the extension host loads at activation, what it loads with the first request, and
// the same for the panel's page.
import { globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The modules that come with a built one. */
const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']/g)].map(([, path = '']) =>
    resolve(dirname(file), path),
  );

/** The file and all that comes with it. */
export function withImports(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const each of importsOf(file)) withImports(each, known);
  return known;
}

export const sizeOf = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + statSync(file).size, 0);

export interface HostFiles {
  readonly main: ReadonlySet<string>;
  /** The chunk that holds the SDK, with what comes with it and not with `main`. */
  readonly sdk: ReadonlySet<string>;
}

/** Every client of this SDK sends headers of this name. */
export const holdsSdk = (file: string): boolean => readFileSync(file, 'utf8').includes('X-Stainless-');

export function hostFiles(dist: string): HostFiles {
  const main = withImports(join(dist, 'host/extension.js'));
  const all = globSync(join(dist, 'host/**/*.js'));
  const sdk = new Set<string>();
  for (const file of all.filter(holdsSdk)) for (const each of withImports(file)) if (!main.has(each)) sdk.add(each);
  return { main, sdk };
}
