// Starts VS Code's server on its own data folder and ends it again, with everything it started.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Editor } from './installEditor.ts';
import { runToEnd, startGroup, type ProcessGroup } from './processGroup.ts';
import { explainInstall, Trouble } from './trouble.ts';

export interface ServerOptions {
  /** Where settings, storage and logs of the session lie. */
  readonly data: string;
  /** Where extensions are installed; by default inside `data`. */
  readonly extensions?: string | undefined;
  /** Where the extensions lie that VS Code brings; by default all of them. */
  readonly builtins?: string | undefined;
  /** 0, the default: any that is free. */
  readonly port?: number;
  /** Without one, whoever reaches the port may come in: only for tests. */
  readonly token?: string;
  /** What the extension host finds in its environment besides ours; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly log?: 'trace';
  /** Lets a page run extension tests and hear of their end. */
  readonly testDriver?: boolean;
}

export interface Server {
  /** The server's own process; what it started hangs below it. */
  readonly pid: number;
  readonly port: number;
  readonly data: string;
  /** The address that opens a folder in the workbench, with the token where there is one. */
  address(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** What the server has said so far, for the report of a failure. */
  readonly log: readonly string[];
  readonly exited: Promise<number | null>;
  close(): Promise<void>;
  /** Ends it at once, where nothing of it is needed any more. */
  kill(): Promise<void>;
}

const HOST = '127.0.0.1';

export async function startServer(editor: Editor, options: ServerOptions): Promise<Server> {
  const { data, extensions = join(data, 'extensions'), builtins, port = 0, token } = options;
  await mkdir(data, { recursive: true });
  const args = [
    editor.server,
    ...(token === undefined ? ['--without-connection-token'] : [`--connection-token=${token}`]),
    `--host=${HOST}`,
    `--port=${port}`,
    `--server-data-dir=${data}`,
    `--extensions-dir=${extensions}`,
    ...(builtins === undefined ? [] : [`--builtin-extensions-dir=${builtins}`]),
    '--accept-server-license-terms',
    '--disable-workspace-trust',
    '--disable-telemetry',
    ...(options.log === undefined ? [] : [`--log=${options.log}`]),
    ...(options.testDriver === true ? ['--enable-smoke-test-driver'] : []),
  ];
  const group = startGroup(editor.node, args, { env: serverEnv(options.env) });
  const log: string[] = [];
  const exited = new Promise<number | null>((resolve) => group.child.once('exit', resolve));
  await started(group, log, port, exited);
  const chosen = Number(/available at https?:\/\/[^\s:]+:(\d+)/.exec(log.join(''))?.[1] ?? port);
  return {
    pid: group.child.pid ?? 0,
    port: chosen,
    data,
    log,
    exited,
    address(folder, payload) {
      const url = new URL(`http://${HOST}:${chosen}/`);
      url.searchParams.set('folder', folder);
      if (payload !== undefined) url.searchParams.set('payload', JSON.stringify(payload));
      if (token !== undefined) url.searchParams.set('tkn', token);
      return url.href;
    },
    close: () => group.end(),
    kill: () => group.end('SIGKILL'),
  };
}

/** Our own environment without what an npm script or an outer VS Code added to it. */
function serverEnv(extra: ServerOptions['env'] = {}): NodeJS.ProcessEnv {
  const ours = Object.entries(process.env).filter(([name]) => !/^(?:npm_|VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name));
  return Object.fromEntries([...ours, ...Object.entries(extra)].filter(([, value]) => value !== undefined));
}

function started(group: ProcessGroup, log: string[], port: number, exited: Promise<number | null>): Promise<void> {
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      log.push(chunk.toString());
      // It says that it has started also when it then finds no port to listen on.
      if (['Extension host agent started', 'Web UI available at'].every((line) => log.join('').includes(line)))
        resolve();
      // In that case it lives on without a door.
      if (/EADDRINUSE/.test(log.join(''))) fail(`Port ${port} is in use. Choose another one with --port.`);
    };
    const fail = (words: string) => {
      void group.end();
      reject(new Trouble(words));
    };
    group.child.stdout.on('data', hear);
    group.child.stderr.on('data', hear);
    group.child.once('error', (error) => fail(`VS Code's server could not be started: ${error.message}`));
    void exited.then((code) => fail(`VS Code's server ended at once (code ${code}). ${explainInstall(log.join(''))}`));
  });
}

/** Installs a packaged extension where servers with the same `extensions` folder will find it. */
export async function installExtension(editor: Editor, vsix: string, data: string, extensions: string): Promise<void> {
  const args = ['--install-extension', vsix, '--force', '--server-data-dir', data, '--extensions-dir', extensions];
  try {
    await runToEnd(editor.node, [editor.server, '--accept-server-license-terms', ...args], {
      env: serverEnv(),
    });
  } catch (error) {
    throw new Trouble(`${vsix} could not be installed. ${explainInstall(String(error))}`, { cause: error });
  }
}
