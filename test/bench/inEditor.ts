// What the benchmarks in a real VS Code stand on: its server, a browser, a folder of their own and the stand-in of the API,
// all ended with the benchmark, however it ends.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { openBrowser } from '../support/workbench/browser.ts';
import { ensureEditor } from '../support/workbench/installEditor.ts';
import type { Run } from '../support/workbench/session.ts';
import { tool } from './tools.ts';

/** The run's folder of extensions is empty yet. */
export async function inEditor<T>(measure: (run: Run, standIn: StandIn) => Promise<T>): Promise<T> {
  const editor = await tool('VS Code’s server', () => ensureEditor());
  const browser = await tool('a browser', () => openBrowser(editor));
  const home = await mkdtemp(join(tmpdir(), 'sidestream-bench-'));
  const standIn = await startStandIn();
  try {
    return await measure({ editor, browser, extensions: join(home, 'extensions'), home }, standIn);
  } finally {
    await standIn.close();
    await browser.close();
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
}
