// `npm run bench`: runs every test/bench/*.bench.ts, one after the other, each in a process of its own, and lets them print
// their tables. `npm run bench -- <names>` runs those named. Only a crash fails: how fast a machine is proves nothing.
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../support/workbench/main.ts';
import { startGroup } from '../support/workbench/processGroup.ts';
import { Trouble } from '../support/workbench/trouble.ts';

const here = import.meta.dirname;
const nameOf = (file: string): string => file.replace('.bench.ts', '');

await main(async () => {
  const files = globSync('*.bench.ts', { cwd: here }).toSorted();
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !files.map(nameOf).includes(name));
  if (unknown !== undefined)
    throw new Trouble(`There is no benchmark “${unknown}”. There are: ${files.map(nameOf).join(', ')}.`);
  const crashed: string[] = [];
  for (const file of files) {
    const name = nameOf(file);
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`\n━━ ${name} ${'━'.repeat(Math.max(0, 76 - name.length))}\n`);
    const code = await runToEnd(join(here, file));
    if (code !== 0) crashed.push(name);
  }
  if (crashed.length > 0) throw new Trouble(`Crashed: ${crashed.join(', ')}.`);
});

async function runToEnd(file: string): Promise<number | null> {
  const { child } = startGroup(process.execPath, ['--expose-gc', file]);
  child.stdout.pipe(process.stdout, { end: false });
  child.stderr.pipe(process.stderr, { end: false });
  return new Promise((resolve) => {
    child.once('error', () => resolve(1)).once('close', resolve);
  });
}
