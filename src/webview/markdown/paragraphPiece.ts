// Finds where a long paragraph can be cut, so that what is before the cut means the same whatever comes after it.
import { parseInline } from './inlineParser.ts';

/** Length from which a paragraph is cut. Shorter ones stay whole: a cut ends a line on the page. */
export const LONG = 4_096;

/** Looks for a cut after `from`; lengths up to `tried` have been looked at and hold none. */
export function cutPiece(text: string, from: number, tried: number): { at?: number; tried: number } {
  // Where no cut is found the next look comes after a quarter more, so that looking stays linear in all.
  for (;;) {
    const next = from + Math.max(LONG, Math.ceil((tried - from) * 1.25));
    const space = text.indexOf(' ', next);
    // The character after the space must be there: two spaces may be a line break.
    if (space < 0 || space + 1 >= text.length) return { tried };
    const at = space + 1;
    tried = at;
    if (/^[\p{L}\p{N},;.] [\p{L}\p{N}]/u.test(text.slice(space - 1, space + 2)) && isClosed(text.slice(from, space))) {
      return { at, tried };
    }
  }
}

/**
 * True when nothing in the text could pair with something after it: no `[`, backtick, dollar or delimiter run is left over.
 * Emphasis pairs from the left, and code spans and links are final once closed, so a text without leftovers stays as is.
 */
function isClosed(text: string): boolean {
  if (/\\[([]/.test(text)) return false;
  for (const token of parseInline(text, {})) {
    if (token.type === 'text' && hasOpener(token.content)) return false;
  }
  return true;
}

function hasOpener(text: string): boolean {
  if (text.includes('`') || text.includes('$')) return true;
  let depth = 0;
  for (const char of text) {
    if (char === '[') depth++;
    else if (char === ']' && depth > 0) depth--;
  }
  // A run that could open emphasis or strikethrough: followed by anything but white space, or by the end of the token.
  return depth > 0 || /[*~](?=[^\s*~]|$)/.test(text) || /(?<![\p{L}\p{N}_])_+(?=[^\s_]|$)/u.test(text);
}
