export interface Tide {
  at: Date;
  /** Metres above chart datum. */
  height: number;
}

/** Reads lines such as `2026-05-01T06:10Z 0.84`; lines that are something else are left out. */
export function readTides(text: string): Tide[] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((parts) => parts.length === 2)
    .map(([at, height]) => ({ at: new Date(at), height: Number(height) }));
}
