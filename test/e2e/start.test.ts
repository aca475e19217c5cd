// `npm start` as whoever has just cloned the project meets it: an address that opens VS Code, and an end that is one.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentRun } from '../support/e2eSuite.ts';
import { descendants, isAlive } from '../support/workbench/processTree.ts';
import { until } from '../support/workbench/workbench.ts';
import { PATIENCE_MS } from '../support/until.ts';

const script = join(import.meta.dirname, '../support/start.ts');

describe('npm start', () => {
  let home: string;
  let child: ChildProcess | undefined;
  let said = '';

  const start = (...args: string[]) => {
    said = '';
    const env = { ...process.env, SIDESTREAM_VSCODE: 'server', ANTHROPIC_API_KEY: '' };
    child = spawn(process.execPath, [script, '--no-open', '--home', home, ...args], { env });
    child.stdout?.on('data', (text: Buffer) => (said += text.toString()));
    child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
    return child;
  };
  const address = async () => {
    let found: string | undefined;
    await until(
      'the address is printed',
      async () => {
        found = /http:\/\/127\.0\.0\.1:\S+/.exec(said)?.[0];
        assert.ok(found, said);
      },
      60_000,
    );
    return found ?? '';
  };

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'sidestream-start-'));
  });
  afterEach(async () => {
    if (child?.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  });
  after(() => rm(home, { recursive: true, force: true, maxRetries: 3 }));

  it('opens VS Code with the sample project, and leaves nothing running after Ctrl+C', async function () {
    this.timeout(6 * PATIENCE_MS);
    const program = start();
    const url = await address();
    const page = await currentRun().browser.newPage();
    await page.goto(url);
    await page.getByRole('tab', { name: 'Sidestream' }).waitFor({ timeout: 30_000 });
    await page.getByRole('treeitem', { name: 'week.txt' }).waitFor({ timeout: 30_000 });
    // The server and the extension host at least.
    assert.ok((await endBy('SIGINT', program)) >= 2);
    await page.close();
    await assert.rejects(fetch(url), 'the port is still open');
  });

  for (const signal of ['SIGTERM', 'SIGHUP'] as const)
    it(`leaves nothing running after ${signal}, also while it gets ready`, async () => {
      const program = start();
      await until('something has been started', async () => assert.ok(descendants(program.pid ?? 0).length > 0));
      await endBy(signal, program);
      assert.doesNotMatch(said, /Error|npm/);
    });

  it('lets nobody in without the token', async () => {
    start();
    const url = new URL(await address());
    assert.equal((await fetch(url, { redirect: 'manual' })).status, 302);
    url.searchParams.delete('tkn');
    assert.equal((await fetch(url)).status, 403);
  });

  it('says so when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const [code] = (await once(start('--port', String(port)), 'exit')) as [number];
    other.close();
    assert.equal(code, 1);
    assert.match(said, new RegExp(`Port ${port} is in use\\. Choose another one with --port\\.`));
  });
});

/** Ends it by the signal; nothing that it started may be left. */
async function endBy(signal: NodeJS.Signals, program: ChildProcess): Promise<number> {
  const processes = descendants(program.pid ?? 0);
  assert.ok(processes.length > 0, 'nothing was started');
  program.kill(signal);
  await once(program, 'exit');
  assert.deepEqual(processes.filter(isAlive), []);
  return processes.length;
}
