import type { Tide } from './tide';

/** The beach can be walked while the water stands below this height, in metres. */
const DRY = 1.2;

export interface Walk {
  from: Date;
  to: Date;
}

/** All stretches of time in which the beach is dry. */
export function walks(tides: Tide[]): Walk[] {
  const found: Walk[] = [];
  let from: Date | undefined;
  for (const tide of tides) {
    if (tide.height < DRY && from === undefined) from = tide.at;
    if (tide.height >= DRY && from !== undefined) {
      found.push({ from, to: tide.at });
      from = undefined;
    }
  }
  return found;
}

export function minutes(walk: Walk): number {
  return (walk.to.getTime() - walk.from.getTime()) / 60_000;
}

