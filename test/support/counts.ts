// How many tests passed and failed: kept by each suite, added up, said in one line.

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** A suite that gave no counts has broken down: one failure. */
export const BROKEN: Counts = { passed: 0, failed: 1 };

export const inWords = ({ passed, failed }: Counts): string => `${passed} passed, ${failed} failed`;

/** The last line of this form in what a suite printed. */
export function readCounts(output: string): Counts | undefined {
  const last = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  return last === undefined ? undefined : { passed: Number(last[1]), failed: Number(last[2]) };
}

export function addCounts(all: readonly Counts[]): Counts {
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** From the summary that Mocha's own reporters end with. */
export function readMochaCounts(output: string): Counts | undefined {
  const passing = /^\s*(\d+) passing/m.exec(output);
  const failing = /^\s*(\d+) failing/m.exec(output);
  if (passing === null && failing === null) return undefined;
  return { passed: Number(passing?.[1] ?? 0), failed: Number(failing?.[1] ?? 0) };
}

/** What Mocha said of the tests that failed: names, errors and stacks, each time up to where something else is said. */
export function readFailures(output: string): string {
  const all = [...output.matchAll(/^\s*\d+ failing\n([^]*?)(?:\n\n\n|(?![^]))/gm)];
  return all.map(([, said = '']) => said.trimEnd()).join('\n');
}
