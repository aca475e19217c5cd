// Lines that stand everywhere, and so prove nothing about where we are.

/** Blank, or made of ASCII punctuation alone, such as `});`. */
export function isTrivial(line: string): boolean {
  // By hand, since this is asked of every line of a hunk: a regular expression takes four times as long.
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    const isWord =
      (code >= 0x61 && code <= 0x7a) ||
      (code >= 0x41 && code <= 0x5a) ||
      (code >= 0x30 && code <= 0x39) ||
      code === 0x5f;
    if (isWord || code > 0x7f) return false;
  }
  return true;
}
