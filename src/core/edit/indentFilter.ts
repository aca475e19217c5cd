// Puts back the indentation that all of the original's lines share, where the model left it out.
//
// The rule: let C be what all lines of the original that are not blank begin with, and look at the first line of the
// answer that is not blank. If it begins with C, or is not what the original's first line would be without C, nothing
// is done. Otherwise C is missing in that line. Whether it is missing in all, or in the first alone because the model
// trimmed its answer, the second line tells: one that stands in the original, with or without C put before it, is
// believed; else one that is indented less than C says all; else one that is indented by just C behind a line that
// opens a block says all; else it was the first alone.
import type { LineFilter } from './lineFilter.ts';

/** `common` names C where the original has no line to tell it, as when code is generated at a cursor. */
export function indentFilter(original: readonly string[], common = commonIndent(original)): LineFilter {
  const first = original.find((line) => line.trim() !== '') ?? common;
  const expected = first.slice(0, first.length - first.trimStart().length).slice(common.length);
  const known = new Set(original);
  let held: string[] = [];
  let put: 'none' | 'all' | undefined = common === '' ? 'none' : undefined;
  const indent = (line: string): string => (line.trim() === '' ? line : common + line);
  /** The first line lacks its indentation: it is the last of `held`, behind blank ones at most. */
  let lacks = false;
  const release = (decided: 'none' | 'all'): readonly string[] => {
    put = decided;
    const lines = lacks ? held.map(indent) : held;
    held = [];
    return lines;
  };
  return {
    push(line) {
      if (put !== undefined) return [put === 'all' ? indent(line) : line];
      if (line.trim() === '') {
        held.push(line);
        return [];
      }
      if (!lacks) {
        held.push(line);
        lacks = !line.startsWith(common) && /^[ \t]*/.exec(line)?.[0] === expected;
        return lacks ? [] : release('none');
      }
      const all = isMissing(line, held.findLast((each) => each.trim() !== '') ?? '', common, known);
      const lines = release(all ? 'all' : 'none');
      return [...lines, all ? indent(line) : line];
    },
    end() {
      return put === undefined ? release('all') : [];
    },
  };
}

function isMissing(line: string, opener: string, common: string, known: ReadonlySet<string>): boolean {
  if (known.has(line)) return false;
  if (known.has(common + line) || !line.startsWith(common)) return true;
  const opens = /[:{([]\s*$/.test(opener);
  return opens && !/^\s/.test(line.slice(common.length));
}

/** What all lines that are not blank begin with, of spaces and tabs; of blank lines alone, the longest of them. */
function commonIndent(lines: readonly string[]): string {
  const code = lines.filter((line) => line.trim() !== '');
  if (code.length === 0) return lines.reduce((longest, line) => (line.length > longest.length ? line : longest), '');
  const indents = code.map((line) => /^[ \t]*/.exec(line)?.[0] ?? '');
  return indents.reduce((common, indent) => {
    let length = 0;
    while (length < common.length && common[length] === indent[length]) length++;
    return common.slice(0, length);
  });
}
