// Recognises what a line of Markdown can begin, as CommonMark 0.31 and GFM say; and whether a line that has not yet
// arrived as a whole can still turn out to be something else.
import type { LineCursor } from './lineCursor.ts';

export interface FenceStart {
  readonly marker: '`' | '~';
  readonly length: number;
  readonly info: string;
}

export interface ListStart {
  readonly ordered: boolean;
  /** `-`, `+`, `*`, `.` or `)`: another one begins another list. */
  readonly delimiter: string;
  readonly number: number;
  /** Characters of the marker itself. */
  readonly width: number;
}

export function headingStart(rest: string): number {
  return /^#{1,6}(?=[ \t]|$)/.exec(rest)?.[0].length ?? 0;
}

export function fenceStart(rest: string): FenceStart | undefined {
  const match = /^(?:(`{3,})([^`]*)|(~{3,})(.*))$/.exec(rest);
  if (!match) return undefined;
  const [, ticks, tickInfo, tildes, tildeInfo] = match;
  if (ticks !== undefined) return { marker: '`', length: ticks.length, info: (tickInfo ?? '').trim() };
  return { marker: '~', length: tildes?.length ?? 0, info: (tildeInfo ?? '').trim() };
}

export function closesFence(rest: string, fence: FenceStart): boolean {
  const run = /^(?:`{3,}|~{3,})(?=[ \t]*$)/.exec(rest)?.[0];
  return run !== undefined && run.startsWith(fence.marker) && run.length >= fence.length;
}

export function isRule(rest: string): boolean {
  return /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/.test(rest);
}

/** Level of the heading that an underline makes of the paragraph before it, or 0. */
export function underlineLevel(rest: string): 0 | 1 | 2 {
  if (/^=+[ \t]*$/.test(rest)) return 1;
  return /^-+[ \t]*$/.test(rest) ? 2 : 0;
}

/** The mark of a formula that goes on in the next lines. */
export function mathStart(rest: string): string | undefined {
  return /^(?:\$\$|\\\[)(?=[ \t]*$)/.exec(rest)?.[0];
}

export function listStart(rest: string, interruptsParagraph: boolean): ListStart | undefined {
  const match = /^(?:([*+-])|(\d{1,9})([.)]))(?=[ \t]|$)/.exec(rest);
  if (!match) return undefined;
  const [marker, bullet, digits, delimiter] = match;
  const start = { ordered: bullet === undefined, number: Number(digits ?? 1), width: marker.length };
  // https://spec.commonmark.org/0.31.2/#list-items: only a list that begins with 1, and has a text, ends a paragraph.
  if (interruptsParagraph && (start.number !== 1 || rest.slice(marker.length).trim() === '')) return undefined;
  return { ...start, delimiter: bullet ?? delimiter ?? '' };
}

// The characters that block structure is made of. A line that holds nothing else so far (`-`, `1.`, `| --`, `##`, `>`)
// may become a list, a rule, a heading's underline or a table; with the first other character what it is stands.
const ONLY_MARKERS = /^[\s>*+\-_=#|:.)\d`~]*(?:\$\$?\s*|\\\[?\s*)?$/;
// An opening fence is none if a backtick comes later in its line; so it is decided by its end, and shows nothing before.
const FENCE_SO_FAR = /^[\s>*+\-\d.)]*(?:`{3,}[^`]*|~{3,}.*)$/;

/** True while more characters of the line could change what it begins. */
export function isUndecided(line: string): boolean {
  return ONLY_MARKERS.test(line) || FENCE_SO_FAR.test(line);
}

/** The same inside an open fence: only white space and the fence's own character leave it open. */
export function mayCloseFence(cursor: LineCursor, fence: FenceStart): boolean {
  if (cursor.blank) return true;
  if (cursor.indent >= 4) return false;
  return (fence.marker === '`' ? /^`+[ \t]*$/ : /^~+[ \t]*$/).test(cursor.text.slice(cursor.nonspace));
}
