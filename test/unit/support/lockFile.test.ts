// The lock files make `npm ci` work on any machine: they name no download address, and hold every optional package, also
// those for other systems. npm leaves out what the registry at hand lacks, and then refuses its own file.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Entry {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '../../..');

for (const folder of ['.', 'test/support/workbench/editor'])
  describe(`The lock file of ${folder}`, () => {
    const lock = JSON.parse(readFileSync(join(root, folder, 'package-lock.json'), 'utf8')) as {
      packages: Readonly<Record<string, Entry>>;
    };
    const entries = Object.entries(lock.packages);

    it('names no download address', () => {
      assert.deepEqual(
        entries.filter(([, { resolved, link }]) => resolved !== undefined && link !== true).map(([path]) => path),
        [],
      );
    });

    it('holds every optional package', () => {
      const missing = entries.flatMap(([path, { optionalDependencies = {} }]) =>
        Object.keys(optionalDependencies).filter(
          (name) => !(`node_modules/${name}` in lock.packages) && !(`${path}/node_modules/${name}` in lock.packages),
        ),
      );
      assert.deepEqual(missing, []);
    });
  });
