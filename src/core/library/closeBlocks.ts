// What must stand behind a piece of Markdown so that whatever comes next is not swallowed by it: the end of a code fence
// or of an HTML block that was left open, as in an answer that broke off.
import { closesFence, fenceStart, headingStart, isRule, listStart, underlineLevel } from '../markdown/blockStarts.ts';
import { continuesItem, enterItem, enterQuote } from '../markdown/containerMarks.ts';
import { LineCursor } from '../markdown/lineCursor.ts';
import { delimiterRow, splitRow } from '../markdown/tableRow.ts';

/** HTML blocks that run to an end mark of their own, whatever blank lines they hold (CommonMark, HTML blocks 1 to 5). */
const HTML: readonly (readonly [begin: RegExp, end: RegExp, close: string])[] = [
  [/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i, '</pre>'],
  [/^<!--/, /-->/, '-->'],
  [/^<\?/, /\?>/, '?>'],
  [/^<!\[CDATA\[/, /\]\]>/, ']]>'],
  [/^<![a-z]/i, />/, '>'],
];
/** HTML blocks that end with a blank line (6 and 7): no fence begins in them. */
const TAGS =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul';
const BLOCK_TAG = new RegExp(String.raw`^</?(?:${TAGS})(?:[\s>]|/>|$)`, 'i');
const LONE_TAG =
  /^<(?:[a-z][a-z0-9-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?|\/[a-z][a-z0-9-]*\s*)>\s*$/i;

/** The text with that behind it. Blocks inside of lists and quotes end with these, and need nothing. */
export function withBlocksClosed(text: string): string {
  const outline = new Outline();
  for (const line of text.split(/\r\n?|\n/)) outline.line(line);
  return outline.close === undefined ? text : `${text}\n${outline.close}`;
}

type Container = 'quote' | { /** Columns of its content. */ readonly offset: number; /** So far. */ empty: boolean };

type Leaf =
  | { readonly kind: 'paragraph'; lastLine: string; lazy: boolean }
  | { readonly kind: 'table' }
  /** Fences and HTML: all lines belong to it until one ends it. */
  | { readonly kind: 'raw'; readonly ends: (line: LineCursor) => boolean; readonly close: string | undefined };

/**
 * Which blocks are open, line by line, and nothing of what they hold. The algorithm is the one of
 * https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy.
 */
class Outline {
  readonly #cursor = new LineCursor();
  #open: Container[] = [];
  #leaf: Leaf | undefined;

  get close(): string | undefined {
    return this.#open.length === 0 && this.#leaf?.kind === 'raw' ? this.#leaf.close : undefined;
  }

  line(line: string): void {
    const cursor = this.#cursor;
    cursor.load(line);
    const matched = this.#open.findIndex((container) => !continues(container, cursor));
    const complete = matched < 0;
    let depth = complete ? this.#open.length : matched;
    if (complete && this.#leaf?.kind === 'raw') {
      if (this.#leaf.ends(cursor)) this.#leaf = undefined;
      return;
    }
    let paragraph = complete && this.#leaf?.kind === 'paragraph' ? this.#leaf : undefined;
    for (;;) {
      if (cursor.blank) return this.#closeTo(depth);
      // Indented code ends by itself.
      if (cursor.indent >= 4)
        return this.#leaf?.kind === 'paragraph' ? this.#text(depth, complete) : this.#closeTo(depth);
      const rest = cursor.text.slice(cursor.nonspace);
      const list = listStart(rest, paragraph !== undefined);
      if (enterQuote(cursor)) this.#push('quote', depth);
      else if (this.#beginsLeaf(rest, depth, paragraph)) return;
      else if (list === undefined) return this.#text(depth, complete);
      else this.#push({ offset: enterItem(cursor, list.width), empty: cursor.blank }, depth);
      depth = this.#open.length;
      paragraph = undefined;
    }
  }

  #push(container: Container, depth: number): void {
    this.#closeTo(depth);
    this.#open.push(container);
  }

  #closeTo(depth: number): void {
    this.#leaf = undefined;
    this.#open.length = depth;
  }

  /** Whether something other than text begins with the line; `paragraph` is the one that it would go on with. */
  #beginsLeaf(rest: string, depth: number, paragraph: (Leaf & { kind: 'paragraph' }) | undefined): boolean {
    const inTable = this.#leaf?.kind === 'table' && depth === this.#open.length;
    const header = paragraph?.lazy === false ? paragraph.lastLine : '';
    const columns = header.includes('|') ? delimiterRow(rest)?.length : undefined;
    let leaf: Leaf | undefined;
    if (columns !== undefined && columns === splitRow(header).length) leaf = { kind: 'table' };
    else if (headingStart(rest) === 0 && (paragraph === undefined || underlineLevel(rest) === 0) && !isRule(rest)) {
      // A lone tag ends no table either where markdown-it reads, as in VS Code's preview.
      const raw = rawStart(rest, this.#leaf?.kind === 'paragraph' || inTable);
      if (raw === undefined) return false;
      leaf = raw === 'ended' ? undefined : raw;
    }
    this.#closeTo(depth);
    this.#leaf = leaf;
    return true;
  }

  /** A line of text, which an open paragraph takes even where the marks of its containers are missing. */
  #text(depth: number, complete: boolean): void {
    if (this.#leaf?.kind === 'table' && complete) return;
    const lastLine = this.#cursor.text.slice(this.#cursor.nonspace);
    if (this.#leaf?.kind === 'paragraph') {
      this.#leaf.lastLine = lastLine;
      this.#leaf.lazy = !complete;
      return;
    }
    this.#closeTo(depth);
    this.#leaf = { kind: 'paragraph', lastLine, lazy: false };
  }
}

/** Whether the line goes on with the container; the cursor then stands behind its mark. */
function continues(container: Container, cursor: LineCursor): boolean {
  if (container === 'quote') return enterQuote(cursor);
  if (!continuesItem(cursor, container.offset, container.empty)) return false;
  if (!cursor.blank) container.empty = false;
  return true;
}

function rawStart(rest: string, inText: boolean): Leaf | 'ended' | undefined {
  const fence = fenceStart(rest);
  if (fence !== undefined) {
    const ends = (line: LineCursor): boolean => line.indent < 4 && closesFence(line.text.slice(line.nonspace), fence);
    return { kind: 'raw', ends, close: fence.marker.repeat(fence.length) };
  }
  const html = HTML.find(([begin]) => begin.test(rest));
  if (html?.[1].test(rest) === true) return 'ended';
  if (html !== undefined) return { kind: 'raw', ends: (line) => html[1].test(line.rest()), close: html[2] };
  if (!BLOCK_TAG.test(rest) && (inText || !LONE_TAG.test(rest))) return undefined;
  return { kind: 'raw', ends: (line) => line.blank, close: undefined };
}
