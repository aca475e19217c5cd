// Whether the cursor stands in something that asks for suggestions. Pure.

export interface Asked {
  /** Where its sign stands in the text. */
  readonly from: number;
  /** From the sign to the cursor. */
  readonly text: string;
}

/** Longer than any name that one would type out. */
const LONGEST = 100;

/** `@name` behind a space or at the beginning; `/name` at the very beginning only, where it is no path. */
export function mentionAt(value: string, cursor: number): Asked | undefined {
  const before = value.slice(Math.max(0, cursor - LONGEST - 1), cursor);
  const found =
    /(?:^|[\s([{"'])(@[^\s@]*)$/.exec(before) ?? (cursor <= LONGEST ? /^(\/[\p{L}\p{N}_-]*)$/u.exec(before) : null);
  const text = found?.[1];
  return text === undefined ? undefined : { from: cursor - text.length, text };
}
