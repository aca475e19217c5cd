// Formulas within a text: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`. Neither CommonMark nor GFM knows them, and a dollar is more
// often a price or a variable of a shell: what is not surely a formula stays text. Pure.

export interface Formula {
  readonly tex: string;
  readonly display: boolean;
  /** Where the text goes on. */
  readonly end: number;
}

/** A formula in a line is short; what is longer would be a dollar that met another by chance. */
const LONGEST_INLINE = 500;
const LONGEST_DISPLAY = 10_000;

/** The formula that begins at this place. */
export function formulaAt(text: string, at: number): Formula | undefined {
  if (text.startsWith('$$', at)) return display(text, at, '$$');
  if (text.startsWith(String.raw`\[`, at)) return bracketed(text, at);
  if (text.startsWith(String.raw`\(`, at)) return parenthesised(text, at);
  return text.charAt(at) === '$' ? betweenDollars(text, at) : undefined;
}

function betweenDollars(text: string, at: number): Formula | undefined {
  if (/[\p{L}\p{N}$]/u.test(text.charAt(at - 1))) return undefined;
  const inside = /^(?=\S)(?:[^$\\\n]|\\[^\n])+(?<=\S)(?=\$)/.exec(text.slice(at + 1, at + 1 + LONGEST_INLINE + 1))?.[0];
  if (inside === undefined || !isFormula(inside)) return undefined;
  const end = at + inside.length + 2;
  const after = text.charAt(end);
  // `$HOME:$PATH` is two variables, `$n$th` a formula.
  if (/[\p{N}$]/u.test(after) || (/\p{L}/u.test(after) && !/^(?:\p{L}|\d+|.*[\\^_={}<>].*)$/u.test(inside)))
    return undefined;
  return { tex: inside, display: false, end };
}

/** Words, and prices with words between them, are no formula. */
function isFormula(inside: string): boolean {
  if (/[\\^_={}<>]/.test(inside)) return true;
  return !/\p{L}{2,}\s+\S*\p{L}/u.test(inside) && !/^\d[\d.,]*\S*\s+\p{L}{2}/u.test(inside);
}

function display(text: string, at: number, closer: string): Formula | undefined {
  const close = text.indexOf(closer, at + 2);
  const tex = close < 0 ? '' : text.slice(at + 2, close).trim();
  if (tex === '' || tex.length > LONGEST_DISPLAY || tex.includes('$') || !/[\p{L}\p{N}]/u.test(tex)) return undefined;
  return { tex, display: true, end: close + closer.length };
}

/** `\[` is an escaped bracket, too: as a formula it begins its line, and ends one. */
function bracketed(text: string, at: number): Formula | undefined {
  if (!/(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, at - 100), at))) return undefined;
  const found = display(text, at, String.raw`\]`);
  return found !== undefined && /^[ \t]*[.,;:]?[ \t]*(?:\n|$)/.test(text.slice(found.end)) ? found : undefined;
}

function parenthesised(text: string, at: number): Formula | undefined {
  const close = text.indexOf(String.raw`\)`, at + 2);
  const tex = close < 0 ? '' : text.slice(at + 2, close).trim();
  const may = tex.length <= LONGEST_INLINE && (/[\\^_=+\-*/<>{}|()\d]/.test(tex) || /^\p{L}{1,3}$/u.test(tex));
  return may && /[\p{L}\p{N}]/u.test(tex) ? { tex, display: false, end: close + 2 } : undefined;
}
