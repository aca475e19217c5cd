// How much of a measurement's time others on the same hardware have taken: what a virtual machine measures beside busy
// neighbours is theirs.
import { readFileSync } from 'node:fs';

/** Part of the processors' time from which a measurement is not the machine's own. */
const MUCH = 0.02;
const ATTEMPTS = 3;

/** Begins to count. Returns what tells the part that was stolen since then: 0 to 1. */
export function countStolen(): () => number {
  const before = readTicks();
  return () => {
    const after = readTicks();
    return (after.stolen - before.stolen) / Math.max(1, after.all - before.all);
  };
}

/** Measures again while more than 2 % of the time was stolen, three times in all. Gives the one that lost least. */
export async function undisturbed<T extends { readonly stolen: number }>(measure: () => Promise<T>): Promise<T> {
  let best = await measure();
  for (let attempt = 1; attempt < ATTEMPTS && best.stolen > MUCH; attempt++) {
    const next = await measure();
    if (next.stolen < best.stolen) best = next;
  }
  return best;
}

/** As Linux counts since it began (`/proc/stat` in proc(5)); elsewhere nothing is known to be stolen. */
function readTicks(): { readonly all: number; readonly stolen: number } {
  if (process.platform !== 'linux') return { all: 0, stolen: 0 };
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  // user, nice, system, idle, iowait, irq, softirq, steal; what guests took is counted in the first two.
  const ticks = line.split(/\s+/).slice(1, 9).map(Number);
  return { all: ticks.reduce((sum, each) => sum + each, 0), stolen: ticks[7] ?? 0 };
}
