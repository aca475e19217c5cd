// Reads the lines of a GFM table: https://github.github.com/gfm/#tables-extension-

export type Alignment = '' | 'left' | 'center' | 'right';

/** The cells of a row: split at each `|` that has no backslash before it; that backslash goes, also in code. */
export function splitRow(line: string): string[] {
  const row = line.trim();
  const cells: string[] = [];
  let cell = '';
  let from = 0;
  for (let bar = row.indexOf('|'); bar >= 0; bar = row.indexOf('|', bar + 1)) {
    if (row.charAt(bar - 1) === '\\') {
      cell += row.slice(from, bar - 1);
      from = bar;
    } else {
      cells.push(cell + row.slice(from, bar));
      cell = '';
      from = bar + 1;
    }
  }
  cells.push(cell + row.slice(from));
  if (cells[0] === '') cells.shift();
  if (cells.at(-1) === '') cells.pop();
  return cells.map((text) => text.trim());
}

/** The columns that a delimiter row (`| --- | :-: |`) declares; `undefined` when the line is none. */
export function delimiterRow(line: string): Alignment[] | undefined {
  const row = line.trim();
  // `- |` begins a list, and a lone character is no row.
  if (!/^(?:[|:]|-(?![ \t]))[|:\- \t]+$/.test(row)) return undefined;
  const columns = row.split('|').map((text) => text.trim());
  if (columns[0] === '') columns.shift();
  if (columns.at(-1) === '') columns.pop();
  if (!columns.every((text) => /^:?-+:?$/.test(text))) return undefined;
  return columns.map((text) => {
    if (text.endsWith(':')) return text.startsWith(':') ? 'center' : 'right';
    return text.startsWith(':') ? 'left' : '';
  });
}
