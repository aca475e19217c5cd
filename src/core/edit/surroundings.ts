// The lines around the regions of an edit that are sent along: the nearest ones, and the imports at the file's top.

/** Lines `start`..`end` of a file, counted from 0. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
}

/** At most this share of the budget goes to imports that stand outside the window. */
const IMPORTS_SHARE = 0.15;

/** Above the first region more tells what a name means than below the last. */
const ABOVE_SHARE = 0.6;

/** Imports are looked for in so many lines from the top. */
const TOP_LINES = 300;

const IMPORT =
  /^\s*(?:import\b|export\b.*\bfrom\b|from\s+\S+\s+import\b|#\s*(?:include|import|define)\b|using\b|use\b|package\b|require\b|namespace\b|@(?:use|import)\b|(?:const|let|var)\b.*=\s*require\(|\}\s*from\b)/;

/** What is sent of the file besides `regions`: spans in rising order, that neither touch nor meet a region. */
export function surroundings(lines: readonly string[], regions: readonly LineSpan[], budget: number): LineSpan[] {
  const first = regions[0]?.start ?? 0;
  const last = regions.at(-1)?.end ?? 0;
  const gaps = regions.slice(1).map((region, index) => ({ start: regions[index]?.end ?? 0, end: region.start }));
  let left = budget;
  const spans: LineSpan[] = [];
  // Between two regions all is near: it comes first, each gap from both of its ends.
  for (const gap of gaps) {
    const upper = grow(lines, gap.start, gap.end, left / 2);
    const lower = growUp(lines, upper.end, gap.end, left - upper.size);
    left -= upper.size + lower.size;
    spans.push({ start: gap.start, end: upper.end }, { start: lower.start, end: gap.end });
  }
  const imports = importsOf(lines, first, left * IMPORTS_SHARE);
  const forImports = imports.reduce((sum, { start, end }) => sum + sizeOf(lines, start, end), 0);
  left -= forImports;
  const whole = { above: sizeOf(lines, 0, first), below: sizeOf(lines, last, lines.length) };
  // What one side does not need the other may have.
  const aboveShare = Math.max(left * ABOVE_SHARE, left - whole.below);
  const above = growUp(lines, 0, first, aboveShare);
  const below = grow(lines, last, lines.length, left - above.size);
  spans.push({ start: above.start, end: first }, { start: last, end: below.end });
  for (const span of imports)
    if (span.start < above.start) spans.push({ ...span, end: Math.min(span.end, above.start) });
  return merged(
    spans,
    regions.map(({ start }) => start),
  );
}

function grow(lines: readonly string[], start: number, end: number, budget: number): { end: number; size: number } {
  let size = 0;
  let line = start;
  for (; line < end; line++) {
    const next = lines[line]?.length ?? 0;
    if (size + next > budget) break;
    size += next;
  }
  return { end: line, size };
}

function growUp(lines: readonly string[], start: number, end: number, budget: number): { start: number; size: number } {
  let size = 0;
  let line = end;
  for (; line > start; line--) {
    const next = lines[line - 1]?.length ?? 0;
    if (size + next > budget) break;
    size += next;
  }
  return { start: line, size };
}

/** Spans of import lines above `end`, as far as the budget goes; a line between two of them belongs to a long one. */
function importsOf(lines: readonly string[], end: number, budget: number): LineSpan[] {
  const spans: LineSpan[] = [];
  let left = budget;
  for (let line = 0; line < Math.min(end, TOP_LINES); line++) {
    if (!IMPORT.test(lines[line] ?? '')) continue;
    const before = spans.at(-1);
    const start = before !== undefined && line - before.end <= 12 && opens(lines[before.end - 1]) ? before.end : line;
    left -= sizeOf(lines, start, line + 1);
    if (left < 0) break;
    spans.push({ start, end: line + 1 });
  }
  return merged(spans, []);
}

/** `import {` goes on below. */
function opens(line = ''): boolean {
  return /[{(,]\s*$/.test(line);
}

function sizeOf(lines: readonly string[], start: number, end: number): number {
  let size = 0;
  for (let line = start; line < end; line++) size += lines[line]?.length ?? 0;
  return size;
}

/** Joins spans that meet, except at one of `borders`: an empty region stands there. */
function merged(spans: readonly LineSpan[], borders: readonly number[]): LineSpan[] {
  const result: LineSpan[] = [];
  for (const span of spans.filter(({ start, end }) => start < end).toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && span.start <= last.end && !borders.includes(span.start)) {
      result[result.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    } else result.push(span);
  }
  return result;
}
