// The seed of this run's samples: printed, so that a failure can be had again with SEED=….
import { seeded } from './standin/random.ts';

export const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** All cases, instead of a sample: for `npm run long`. */
export const FULL = process.env['FULL'] === '1';

let told = false;

/** Randomness of this run; different for each `name`. */
export function randomFor(name: string): () => number {
  if (!told) console.log(`    SEED=${SEED}`);
  told = true;
  return seeded(SEED + Array.from(name).reduce((sum, character) => sum * 31 + (character.codePointAt(0) ?? 0), 7));
}

/** All of the cases, or `count` of them by chance. */
export function sample<T>(cases: readonly T[], count: number, random: () => number): readonly T[] {
  if (FULL || cases.length <= count) return cases;
  const rest = [...cases];
  return Array.from({ length: count }, () => rest.splice(Math.floor(random() * rest.length), 1)).flat();
}
