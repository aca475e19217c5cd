// What a suite in test/e2e calls to get a workbench: opened before its first test, closed after its last, photographed
// when a test fails.
import { openSession, type Run, type Session, type SessionOptions } from './workbench/session.ts';

let run: Run | undefined;

/** Called once, by test/e2e/run.ts, before any suite. */
export function setRun(value: Run): void {
  run = value;
}

export function currentRun(): Run {
  if (run === undefined) throw new Error('End-to-end tests are run by `npm run e2e`.');
  return run;
}

/**
 * Call it directly inside `describe`; in the tests the returned function gives the session.
 * `prepare` is called first: it starts what the suite needs (a stand-in of the API) and says how the profile looks.
 */
export function useSession(prepare: () => Promise<SessionOptions> | SessionOptions = () => ({})): () => Session {
  let session: Session | undefined;
  before('open VS Code', async function () {
    this.timeout(60_000);
    session = await openSession(currentRun(), await prepare());
  });
  afterEach('photograph a failure', async function () {
    if (this.currentTest?.state !== 'failed') return;
    const name = this.currentTest.fullTitle().replaceAll(/[^\w]+/g, '-');
    const path = await session?.workbench.screenshot(`failed-${name}`);
    console.log(`      see ${path}`);
  });
  after('close VS Code', async function () {
    this.timeout(20_000);
    await session?.close();
  });
  return () => {
    if (session === undefined) throw new Error('The session is open only while tests run.');
    return session;
  };
}
