// Weighs what ships: the package, what the extension host loads at activation, what it loads with the first request, and
// the same for the panel's page.
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A minified module's imports: those that come with it, or those that it asks for later. */
const IMPORTS = {
  static: /(?:\bfrom|\bimport)\s*"(\.[^"]+)"/g,
  dynamic: /\bimport\s*\(\s*"(\.[^"]+)"\s*\)/g,
} as const;

const importsOf = (file: string, kind: keyof typeof IMPORTS): string[] =>
  [...readFileSync(file, 'utf8').matchAll(IMPORTS[kind])].map(([, path = '']) => resolve(dirname(file), path));

/** The file and all that comes with it. */
export function withImports(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const each of importsOf(file, 'static')) withImports(each, known);
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
  const later = [...main].flatMap((file) => importsOf(file, 'dynamic'));
  const sdk = new Set<string>();
  for (const file of later.filter(holdsSdk)) for (const each of withImports(file)) if (!main.has(each)) sdk.add(each);
  return { main, sdk };
}
