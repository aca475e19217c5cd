// What VS Code loads to run the integration tests: all of them, in this one extension host, by Mocha.
// The list of suites is made by run.ts, from the files that are there.
import Mocha from 'mocha';
import { writeFile } from 'node:fs/promises';
import { inWords } from '../support/counts.ts';
import { runMocha } from '../support/runMocha.ts';
import { PATIENCE_MS } from '../support/until.ts';

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', color: false, timeout: 2 * PATIENCE_MS });
  const words = process.env['SIDESTREAM_TEST_WORDS'] ?? '';
  if (words !== '') mocha.fgrep(words);
  mocha.suite.emit('pre-require', globalThis, 'integration', mocha);
  await import('sidestream:suites');
  const counts = await runMocha(mocha);
  const place = process.env['SIDESTREAM_TEST_COUNTS'];
  if (place !== undefined) await writeFile(place, inWords(counts));
  if (counts.failed > 0) throw new Error(inWords(counts));
}
