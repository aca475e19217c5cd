// What a suite in test/e2e calls to get a workbench: opened before its first test, closed after its last, photographed
// when a test fails.
import type { StandIn } from './standin/standIn.ts';
import { openSession, type Run, type Session, type SessionOptions } from './workbench/session.ts';
import { PATIENCE_MS } from './until.ts';

let run: Run | undefined;

/** Called by test/e2e/runSuite.ts before the suite. */
export function setRun(value: Run): void {
  run = value;
}

export function currentRun(): Run {
  if (run === undefined) throw new Error('End-to-end tests are run by `npm run e2e`.');
  return run;
}

export interface SuiteOptions extends SessionOptions {
  /** Who answers, by a key of the environment: what `sidestream.baseUrl` names, if the settings do not; closed with the session. */
  readonly standIn?: StandIn;
}

/**
 * Call it directly inside `describe`; in the tests the returned function gives the session.
 * `prepare` is called first: it starts what the suite needs (a stand-in of the API) and says how the profile looks.
 */
export function useSession(prepare: () => Promise<SuiteOptions> | SuiteOptions = () => ({})): () => Session {
  let session: Session | undefined;
  let standIn: StandIn | undefined;
  before('open VS Code', async function () {
    this.timeout(4 * PATIENCE_MS);
    const options = await prepare();
    ({ standIn } = options);
    const settings = { ...(standIn && { 'sidestream.baseUrl': standIn.url }), ...options.settings };
    const env = { ...(standIn && { ANTHROPIC_API_KEY: 'sk-ant-end-to-end' }), ...options.env };
    session = await openSession(currentRun(), { ...options, settings, env });
    // With it come the extension's keys, which VS Code knows a while after it is drawn.
    await session.workbench.page.getByRole('tab', { name: 'Sidestream' }).waitFor();
  });
  afterEach('photograph a failure', async function () {
    if (this.currentTest?.state !== 'failed') return;
    const name = this.currentTest.fullTitle().replaceAll(/[^\w]+/g, '-');
    const path = await session?.workbench.screenshot(`failed-${name}`);
    console.log(`      see ${path}`);
  });
  // The next test would be given what a failed one has not asked for any more.
  afterEach('forget the answers that were not asked for', () => standIn?.forgetQueue());
  after('close VS Code', async function () {
    this.timeout(2 * PATIENCE_MS);
    await session?.close();
    await standIn?.close();
  });
  return () => {
    if (session === undefined) throw new Error('The session is open only while tests run.');
    return session;
  };
}
