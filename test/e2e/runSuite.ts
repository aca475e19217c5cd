// Runs one suite of the end-to-end tests, with a browser of its own.
import Mocha from 'mocha';
import { inWords } from '../support/counts.ts';
import { setRun } from '../support/e2eSuite.ts';
import { runMocha } from '../support/runMocha.ts';
import { openBrowser } from '../support/workbench/browser.ts';
import { main } from '../support/workbench/main.ts';
import type { Run } from '../support/workbench/session.ts';
import { PATIENCE_MS } from '../support/until.ts';

/** All that a suite is told, as JSON in its only argument. */
export interface SuiteRun extends Omit<Run, 'browser'> {
  readonly file: string;
  /** Runs the tests whose names hold these words. */
  readonly words: string;
}

await main(async () => {
  const { file, words, ...run } = JSON.parse(process.argv[2] ?? '') as SuiteRun;
  // Each wait has its own end; this one is for a test that hangs otherwise, on the slowest machine.
  const mocha = new Mocha({ reporter: 'spec', timeout: 4 * PATIENCE_MS, forbidOnly: process.env['CI'] !== undefined });
  if (words !== '') mocha.fgrep(words);
  mocha.addFile(file);
  await mocha.loadFilesAsync();
  const browser = await openBrowser(run.editor);
  try {
    setRun({ ...run, browser });
    const counts = await runMocha(mocha);
    if (counts.failed > 0) process.exitCode = 1;
    console.log(inWords(counts));
  } finally {
    await browser.close();
  }
});
