// What is looked for, and where in a text it stands. Pure.

/** Where a match begins and ends. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The pattern of what was typed; white space stands for any, since a text breaks its lines anywhere. */
export function pattern(query: string, matchCase: boolean): RegExp | undefined {
  const parts = query.trim().split(/\s+/u);
  if (parts[0] === '') return undefined;
  const escaped = parts.map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`));
  return new RegExp(escaped.join(String.raw`\s+`), matchCase ? 'gu' : 'giu');
}

export function spans(text: string, wanted: RegExp, limit: number): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(wanted)) {
    if (found.length >= limit) break;
    found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}
