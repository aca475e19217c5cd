// One start of VS Code with Sidestream's package and an empty extension: how long each takes to load and activate in the
// real extension host, which files that loads, and how soon the panel paints.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { ChatPage } from '../../support/chatPage.ts';
import { openSession, type Run } from '../../support/workbench/session.ts';
import { until } from '../../support/workbench/workbench.ts';

export const SIDESTREAM = 'sidestream.sidestream';
export const EMPTY = 'bench.empty';

export interface Start {
  /** Milliseconds by extension. */
  readonly times: Readonly<Record<string, number>>;
  /** Files of Sidestream that were loaded when it had activated. */
  readonly loaded: readonly string[];
  /** Milliseconds from the making of the panel's frame to its first content on the screen. */
  readonly paint: number;
}

/** Sidestream's manifest without what it contributes: an extension that does nothing. */
async function addEmpty(extensions: string, name: string): Promise<void> {
  const folder = join(extensions, `bench.${name}-1.0.0`);
  await mkdir(folder, { recursive: true });
  const manifest = { name, publisher: 'bench', version: '1.0.0', type: 'module', main: './extension.js' };
  const rest = { engines: { vscode: '^1.106.0' }, extensionKind: ['workspace'], activationEvents: [] };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, ...rest }));
  await writeFile(join(folder, 'extension.js'), 'export function activate() {}\n');
}

/** Before the first server sees the folder, which then lists what is in it. */
export async function addProbe(extensions: string): Promise<void> {
  await addEmpty(extensions, 'empty');
  await addEmpty(extensions, 'first');
  await cp(join(import.meta.dirname, 'probe'), join(extensions, 'bench.probe-1.0.0'), { recursive: true });
}

/** Sidestream starts when the probe says so, and not with the window. */
export async function letProbeActivate(extensions: string): Promise<void> {
  for (const file of globSync(join(extensions, `${SIDESTREAM}-*/package.json`))) {
    const manifest: unknown = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify({ ...(manifest as object), activationEvents: [] }));
  }
}

interface HowToStart {
  /** What it is called among the starts. */
  readonly name: string;
  /** What is activated, by turns. */
  readonly order: readonly string[];
  /** Lists the files that are loaded, which takes time of its own. */
  readonly lists: boolean;
}

export async function startOnce(run: Run, url: string, { name, order, lists }: HowToStart): Promise<Start> {
  const result = join(run.home, `${name}.json`);
  const session = await openSession(run, {
    settings: { 'sidestream.baseUrl': url },
    env: {
      ANTHROPIC_API_KEY: 'sk-ant-bench',
      PROBE_ORDER: order.join(','),
      PROBE_RESULT: result,
      ...(lists && { PROBE_LISTS: 'yes' }),
    },
  });
  try {
    await until('the probe has written', async () => {
      if (!existsSync(result)) throw new Error(session.server.log.slice(-5).join(''));
    });
    const probed = JSON.parse(await readFile(result, 'utf8')) as Omit<Start, 'paint'>;
    const chat = await ChatPage.open(session.workbench);
    const paint = await chat.frame.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    );
    return { ...probed, paint };
  } finally {
    await session.close();
  }
}
