// Real edits: files of two published versions of well-known packages, as before and after.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Pair {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

const PACKAGES = ['async', 'commander', 'marked', 'preact', 'undici', 'validator', 'ws'];
const SOURCE = /\.(?:[cm]?js|ts|md)$/;
/** Built files are no edits; the rest of validator is its `es` folder once more. */
const BUILT = /(?:^|\/)(?:dist|umd|marked\.|validator\.)|min\.js$|^(?:lib\/)(?:is|util)[A-Z]/;
function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => SOURCE.test(name) && !BUILT.test(name) && !name.includes('node_modules'),
  );
}

/** `modules` is the folder that npm installs into. */
export function pairs(modules: string): Pair[] {
  return PACKAGES.flatMap((name) => {
    const [old, fresh] = [join(modules, `${name}-old`), join(modules, `${name}-new`)];
    const known = new Set(files(fresh));
    return files(old)
      .filter((file) => known.has(file))
      .map((file) => ({
        name: `${name}/${file}`,
        before: readFileSync(join(old, file), 'utf8'),
        after: readFileSync(join(fresh, file), 'utf8'),
      }))
      .filter(({ before, after }) => before !== after);
  });
}
