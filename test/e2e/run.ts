// `npm run e2e`: packages the extension, installs the package in VS Code's own server, and uses it as a person does, by
// keyboard and mouse in a browser. `npm run e2e -- <words>` runs the tests whose names hold these words.
import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageExtension } from '../support/buildExtension.ts';
import { addCounts, BROKEN, inWords, readCounts, type Counts } from '../support/counts.ts';
import { linkBuiltins } from '../support/workbench/builtins.ts';
import { ensureEditor } from '../support/workbench/installEditor.ts';
import { main } from '../support/workbench/main.ts';
import { startGroup } from '../support/workbench/processGroup.ts';
import { installExtension } from '../support/workbench/server.ts';
import type { SuiteRun } from './runSuite.ts';

/** So many suites at once: each waits for VS Code most of its time. */
const LANES = 2;

const runSuite = join(import.meta.dirname, 'runSuite.ts');
const words = process.argv.slice(2).join(' ');

await main(async () => {
  const [vsix, editor] = await Promise.all([packageExtension(), ensureEditor()]);
  const home = await mkdtemp(join(tmpdir(), 'sidestream-e2e-'));
  const [extensions, builtins] = [join(home, 'extensions'), join(home, 'builtins')];
  try {
    await linkBuiltins(editor, builtins);
    await installExtension(editor, vsix, join(home, 'install'), extensions);
    const files = globSync(join(import.meta.dirname, '*.test.ts')).toSorted();
    const counts: Counts[] = [];
    const lane = async (): Promise<void> => {
      for (let file = files.shift(); file !== undefined; file = files.shift()) {
        counts.push(await countsOf({ file, words, editor, extensions, builtins, home }));
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    const total = addCounts(counts);
    if (total.failed > 0) process.exitCode = 1;
    console.log(inWords(total));
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
});

/** Runs the suite in a process of its own, and prints at its end what it said. */
async function countsOf(run: SuiteRun): Promise<Counts> {
  const { child } = startGroup(process.execPath, [runSuite, JSON.stringify(run)]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  await new Promise((resolve) => child.once('error', resolve).once('close', resolve));
  const counts = readCounts(output) ?? BROKEN;
  if (counts.passed + counts.failed > 0) process.stdout.write(output);
  return counts;
}
