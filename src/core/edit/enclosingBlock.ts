// The block of code around a line, told by indentation alone: for languages whose extension names no symbols.

const CLOSING = /^\s*[)\]}]|^\s*end\b/;

/** Lines `start`..`end` (exclusive), counted from 0: from the block's head to its closing line. */
export function enclosingBlock(
  lines: readonly string[],
  line: number,
): { readonly start: number; readonly end: number } {
  const indent = (number: number): number => indentOf(lines[number] ?? '');
  const isHead = (number: number): boolean => (indent(nextCode(lines, number + 1)) ?? 0) > indent(number);
  let start = Math.min(line, lines.length - 1);
  while (start > 0 && isBlank(lines[start])) start--;
  if (!isHead(start)) {
    const own = indent(start);
    // A closing line means the block that it closes, any other line the block that it is in.
    const closes = CLOSING.test(lines[start] ?? '');
    const most = closes ? own : own - 1;
    let head = closes ? start - 1 : start;
    while (head > 0 && (isBlank(lines[head]) || indent(head) > most)) head--;
    if (head >= 0 && (own > 0 || (closes && isHead(head)))) start = head;
  }
  if (!isHead(start)) return { start, end: start + 1 };
  let end = start + 1;
  while (end < lines.length && (isBlank(lines[end]) || indent(end) > indent(start))) end++;
  // A closing brace belongs to it; a blank line before the next block does not.
  if (end < lines.length && indent(end) === indent(start) && CLOSING.test(lines[end] ?? ''))
    return { start, end: end + 1 };
  while (end > start + 1 && isBlank(lines[end - 1])) end--;
  return { start, end };
}

function nextCode(lines: readonly string[], from: number): number {
  let line = from;
  while (line < lines.length && isBlank(lines[line])) line++;
  return line;
}

function isBlank(line = ''): boolean {
  return line.trim() === '';
}

function indentOf(line: string): number {
  return isBlank(line) ? 0 : line.length - line.trimStart().length;
}
