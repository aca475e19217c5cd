// What end-to-end tests stand on: the run holds the browser and the installed extension, a session is one fresh profile
// with its own server and its own folder, seen in one page.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Editor } from './installEditor.ts';
import { startServer, type Server } from './server.ts';
import { TEST_SETTINGS, writeSettings, type Settings } from './settings.ts';
import { Workbench } from './workbench.ts';

/** What all suites of a run share. */
export interface Run {
  readonly editor: Editor;
  readonly browser: Browser;
  /** The folder that the packaged extension is installed in. */
  readonly extensions: string;
  /** The folder of VS Code's own extensions; by default all of them. */
  readonly builtins?: string;
  /** For everything of this run; removed at its end. */
  readonly home: string;
}

export interface SessionOptions {
  /** User settings besides the quiet ones, `sidestream.baseUrl` for one. */
  readonly settings?: Settings;
  readonly machineSettings?: Settings;
  /** Environment of the extension host; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** How much VS Code and its extensions write into their logs. */
  readonly log?: 'trace';
  /** The workspace: text by relative path. */
  readonly files?: Readonly<Record<string, string>>;
  /** What else the workspace needs before VS Code opens it: a Git repository, for one. */
  readonly prepareFolder?: (folder: string) => Promise<void>;
}

export interface Session {
  readonly workbench: Workbench;
  readonly server: Server;
  /** The workspace folder on disk. */
  readonly folder: string;
  close(): Promise<void>;
}

/** A test must not find the key, or the stand-in, of whoever runs it. */
const NO_KEY = { ANTHROPIC_API_KEY: undefined, SIDESTREAM_REHEARSAL_URL: undefined };

export async function openSession(run: Run, options: SessionOptions = {}): Promise<Session> {
  const home = await mkdtemp(join(run.home, 'session-'));
  const [data, folder] = [join(home, 'data'), join(home, 'workspace')];
  await mkdir(folder);
  for (const [path, text] of Object.entries(options.files ?? {})) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await options.prepareFolder?.(folder);
  await writeSettings(data, { ...TEST_SETTINGS, ...options.settings });
  if (options.machineSettings !== undefined) await writeSettings(data, options.machineSettings, 'Machine');
  const env = { ...NO_KEY, ...options.env };
  const server = await startServer(run.editor, {
    data,
    extensions: run.extensions,
    builtins: run.builtins,
    env,
    ...(options.log && { log: options.log }),
  });
  const workbench = await Workbench.open(run.browser, server, folder);
  return {
    workbench,
    server,
    folder,
    async close() {
      await workbench.close();
      await server.kill();
      await rm(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
