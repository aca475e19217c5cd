// Text as lines that keep their ends, so that joining them gives back every byte. A line ends as VS Code has it: at
// `\r\n`, `\n` or a lone `\r`; U+2028 and its kin are ordinary characters.

export type LineEnd = '\n' | '\r\n' | '\r';

/** The lines of `text`, each with its own end. Only the last may have none; the empty text has no line. */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  // Two searches that each run once over the text: looking for both at every line would be quadratic where one is rare.
  let lineFeed = text.indexOf('\n');
  let carriageReturn = text.indexOf('\r');
  let start = 0;
  while (lineFeed >= 0 || carriageReturn >= 0) {
    let end: number;
    if (carriageReturn < 0 || (lineFeed >= 0 && lineFeed < carriageReturn)) end = lineFeed + 1;
    else end = carriageReturn + (lineFeed === carriageReturn + 1 ? 2 : 1);
    lines.push(text.slice(start, end));
    start = end;
    if (lineFeed >= 0 && lineFeed < start) lineFeed = text.indexOf('\n', start);
    if (carriageReturn >= 0 && carriageReturn < start) carriageReturn = text.indexOf('\r', start);
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}

export function joinLines(lines: readonly string[]): string {
  return lines.join('');
}

/** The end of one line as {@link splitLines} gives it; '' for a last line without one. */
export function lineEnd(line: string): LineEnd | '' {
  if (line.endsWith('\r\n')) return '\r\n';
  if (line.endsWith('\n')) return '\n';
  return line.endsWith('\r') ? '\r' : '';
}

/** One line without its end. */
export function lineContent(line: string): string {
  return line.slice(0, line.length - lineEnd(line).length);
}

/** `text` with all its line ends made `end`. */
export function withEnd(text: string, end: LineEnd): string {
  return text.replace(/\r\n|\n|\r/g, end);
}

/**
 * The range `start`..`end` of `text` widened to whole lines, the last one with its end. An edge that stands at the
 * beginning of a line does not take that line in, unless the range is empty: a cursor means its line.
 */
export function wholeLines(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const from = lineStart(text, start);
  if (end > start && lineStart(text, end) === end) return { start: from, end };
  const rest = /\r\n|\n|\r/g;
  rest.lastIndex = end;
  const found = rest.exec(text);
  return { start: from, end: found === null ? text.length : found.index + found[0].length };
}

function lineStart(text: string, offset: number): number {
  let start = offset;
  // Between the two characters of `\r\n` there is no line: the range's edge belongs to the line that they end.
  if (text[start - 1] === '\r' && text[start] === '\n') start--;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}
