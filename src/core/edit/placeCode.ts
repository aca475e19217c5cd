// Where a block of code from a chat belongs in a file: over the lines that it is a newer version of. The file may have
// drifted since, the code may be indented otherwise, and lines such as `// ... existing code ...` stand for what stays.
import { anchors } from './anchors.ts';
import { diffLines } from './hunks.ts';
import { LineIndex } from './lineIndex.ts';
import { lineContent, splitLines } from './lines.ts';
import { isTrivial } from './trivialLine.ts';

/** Lines `start`..`end` of the file become `lines`, which have no ends. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

export type Placed =
  /** `sure`: enough of the code stands there already that it can mean nothing else. */
  | { readonly kind: 'sure'; readonly places: readonly Place[] }
  /** Candidates to ask the user about, best first; may be none. */
  | { readonly kind: 'unsure'; readonly places: readonly Place[] }
  | { readonly kind: 'there' };

/** The share of the code's telling lines that must stand at the place. */
const ENOUGH = 0.5;

const ELISION =
  /^\s*(?:\/\/|\/\*|#|--|<!--|;|\{\/\*)?\s*(?:\.{3}|…)\s*(?:.*\b(?:existing|rest|remaining|unchanged|same|other|previous)\b.*)?(?:\.{3}|…)?\s*(?:\*\/\}?|-->)?\s*$/i;

export function placeCode(file: string, code: string): Placed {
  const before = splitLines(file).map(lineContent);
  const segments = segmentsOf(trimBlank(splitLines(code).map(lineContent)));
  if (segments.length === 0) return { kind: 'unsure', places: [] };
  const places: Place[] = [];
  const guesses: Place[] = [];
  let from = 0;
  for (const segment of segments) {
    const found = place(before, segment, from);
    if (found === undefined) return { kind: 'unsure', places: [...guesses, ...places] };
    if (!found.sure) guesses.push(found.place);
    else places.push(found.place);
    from = found.place.end;
  }
  if (guesses.length > 0) return { kind: 'unsure', places: segments.length === 1 ? guesses : [] };
  const changed = places.filter(({ start, end, lines }) => before.slice(start, end).join('\n') !== lines.join('\n'));
  return changed.length === 0 ? { kind: 'there' } : { kind: 'sure', places: changed };
}

/** The code between the lines that stand for what stays. */
function segmentsOf(code: readonly string[]): string[][] {
  const segments: string[][] = [[]];
  for (const line of code) {
    if (ELISION.test(line) && line.trim() !== '') segments.push([]);
    else segments.at(-1)?.push(line);
  }
  return segments.map(trimBlank).filter((lines) => lines.some((line) => !isTrivial(line)));
}

function place(
  file: readonly string[],
  code: readonly string[],
  from: number,
): { place: Place; sure: boolean } | undefined {
  const trimmed = file.map((line) => line.trim());
  const wanted = code.map((line) => line.trim());
  const literal = occurrences(trimmed, wanted, from);
  const [only] = literal;
  if (only !== undefined) {
    const found = { start: only, end: only + code.length, lines: indentLike(file, code, only, 0) };
    return { place: found, sure: literal.length === 1 };
  }
  const rest = trimmed.slice(from);
  const index = new LineIndex(rest);
  const ids = wanted.map((line, number) => (isTrivial(line) ? -2 - number : index.idOf(line)));
  const shared = anchors(
    index.lines,
    ids.map((id, number) => (id < 0 ? -2 - number : id)),
  );
  const [first, last] = [shared[0], shared.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const top = edge(file, code, { file: from + first.a, code: first.b }, -1, from);
  const bottom = edge(file, code, { file: from + last.a, code: last.b }, 1, from);
  const end = { file: bottom.file + 1, code: bottom.code + 1 };
  const lines = indentLike(file, code, from + first.a, first.b);
  const found = { start: top.file, end: end.file, lines };
  const compact = found.end - found.start <= code.length * 2 + 10;
  const wholeHead = top.code === 0 || indentOf(code[top.code] ?? '') <= indentOf(code[0] ?? '');
  return { place: found, sure: compact && wholeHead && share(trimmed.slice(found.start, found.end), wanted) >= ENOUGH };
}

interface Pair {
  readonly file: number;
  readonly code: number;
}

/** How far beyond the code's own length its first or last line is looked for in the file. */
const DRIFT = 10;

/**
 * From a known pair to the code's first line (`by` -1) or its last (1): where that very line stands at its depth, the
 * place ends there; else line by line, as long as the two stand at the same depth.
 */
function edge(file: readonly string[], code: readonly string[], known: Pair, by: -1 | 1, from: number): Pair {
  const outer = by < 0 ? 0 : code.length - 1;
  const most = Math.abs(outer - known.code) + DRIFT;
  for (let step = 0; step <= most && outer !== known.code; step++) {
    const line = known.file + by * step;
    if (line < from || line >= file.length) break;
    if (file[line]?.trim() === code[outer]?.trim() && sameDepth(file, code, { file: line, code: outer }, known)) {
      return { file: line, code: outer };
    }
  }
  let pair = known;
  for (;;) {
    const next = { file: pair.file + by, code: pair.code + by };
    if (next.file < from || next.file >= file.length || next.code < 0 || next.code >= code.length) return pair;
    const [old = '', fresh = ''] = [file[next.file], code[next.code]];
    const blank = old.trim() === '' || fresh.trim() === '';
    if (old.trim() !== fresh.trim() && (blank || !sameDepth(file, code, next, known))) return pair;
    pair = next;
  }
}

/** Whether two lines stand as deep beside the known pair in the file as in the code. */
function sameDepth(file: readonly string[], code: readonly string[], pair: Pair, known: Pair): boolean {
  const depth = (lines: readonly string[], line: number, other: number): number =>
    indentOf(lines[line] ?? '') - indentOf(lines[other] ?? '');
  return depth(file, pair.file, known.file) === depth(code, pair.code, known.code);
}

/** How much of the code's telling lines the file's lines hold, in order. */
function share(file: readonly string[], code: readonly string[]): number {
  const telling = code.filter((line) => !isTrivial(line));
  const ended = (lines: readonly string[]): string[] => lines.map((line) => `${line}\n`);
  const added = diffLines(ended(file), ended(code)).flatMap((hunk) =>
    hunk.added.filter((line) => !isTrivial(line.trim())),
  );
  return telling.length === 0 ? 0 : 1 - added.length / telling.length;
}

function occurrences(file: readonly string[], code: readonly string[], from: number): number[] {
  const found: number[] = [];
  for (let line = from; line + code.length <= file.length; line++) {
    if (code.every((each, number) => file[line + number] === each)) found.push(line);
  }
  return found;
}

/** The code moved to the depth at which its line `known` stands in the file. */
function indentLike(file: readonly string[], code: readonly string[], fileLine: number, known: number): string[] {
  const own = /^\s*/.exec(code[known] ?? '')?.[0] ?? '';
  const wanted = /^\s*/.exec(file[fileLine] ?? '')?.[0] ?? '';
  if (own === wanted) return [...code];
  if (wanted.endsWith(own)) {
    const more = wanted.slice(0, wanted.length - own.length);
    return code.map((line) => (line.trim() === '' ? line : more + line));
  }
  const less = own.startsWith(wanted) ? own.length - wanted.length : 0;
  return code.map((line) => (line.slice(0, less).trim() === '' ? line.slice(less) : line));
}

function trimBlank(lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => line.trim() !== '');
  return start < 0 ? [] : lines.slice(start, lines.findLastIndex((line) => line.trim() !== '') + 1);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
