// What VS Code loads to run the integration tests: all of them, in this one extension host, by Mocha.
// The list of suites is made by run.ts, from the files that are there.
import Mocha from 'mocha';

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', color: false, timeout: 20_000 });
  mocha.suite.emit('pre-require', globalThis, 'integration', mocha);
  await import('sidestream:suites');
  const { promise, resolve } = Promise.withResolvers<{ passed: number; failed: number }>();
  const runner = mocha.run(() => resolve({ passed: runner.stats?.passes ?? 0, failed: runner.stats?.failures ?? 1 }));
  const { passed, failed } = await promise;
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) throw new Error(`${failed} failed`);
}
