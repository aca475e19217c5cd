// Runs what a Mocha instance holds and counts.
import type Mocha from 'mocha';
import type { Counts } from './counts.ts';

export async function runMocha(mocha: Mocha): Promise<Counts> {
  return new Promise((resolve) => {
    // Failed hooks are among the failures that the callback gives.
    const runner = mocha.run((failed) => resolve({ passed: runner.stats?.passes ?? 0, failed }));
  });
}
