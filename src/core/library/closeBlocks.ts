// What must stand behind a piece of Markdown so that whatever comes next is not swallowed by it: the end of a code fence
// or of an HTML block that was left open, as in an answer that broke off.

/** HTML blocks that run to an end mark of their own, whatever blank lines they hold (CommonMark, HTML blocks 1 to 5). */
const HTML: readonly (readonly [begin: RegExp, end: RegExp, close: string])[] = [
  [/^ {0,3}<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i, '</pre>'],
  [/^ {0,3}<!--/, /-->/, '-->'],
  [/^ {0,3}<\?/, /\?>/, '?>'],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/, ']]>'],
  [/^ {0,3}<![a-z]/i, />/, '>'],
];
/** HTML blocks that end with a blank line (6 and 7): no fence begins in them. */
const TAGS =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul';
const BLOCK_TAG = new RegExp(String.raw`^ {0,3}</?(?:${TAGS})(?:[\s>]|/>|$)`, 'i');
const LONE_TAG =
  /^ {0,3}<(?:[a-z][\w-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?|\/[a-z][\w-]*\s*)>\s*$/i;
const FENCE = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})/;
const ITEM = /^( {0,3}(?:[-+*]|\d{1,9}[.)]))( {1,4}(?=\S)| (?= )|(?=$))/;

/** The text with that behind it. Blocks inside of lists and quotes end with these, and need nothing. */
export function withBlocksClosed(text: string): string {
  const scan = new Scan();
  for (const line of text.split('\n')) scan.line(line);
  return scan.close === undefined ? text : `${text}\n${scan.close}`;
}

class Scan {
  /** What ends the open block: for the reader's lines, and for us. */
  #end: ((line: string) => boolean) | undefined;
  close: string | undefined;
  /** Columns by which the content of the open list items is indented, the innermost last. */
  #items: number[] = [];
  /** The line before was text, which only some kinds of line interrupt. */
  #text = false;

  line(line: string): void {
    const expanded = line.replaceAll('\t', '    ');
    if (this.#end !== undefined) {
      if (this.#end(expanded)) this.#end = this.close = undefined;
      return;
    }
    const text = this.#text;
    this.#text = false;
    if (expanded.trim() === '') return;
    const indent = expanded.length - expanded.trimStart().length;
    this.#items = this.#items.filter((column) => indent >= column);
    // Inside of a list item or a quote nothing runs on to what comes behind it.
    if (this.#items.length > 0 || /^ {0,3}>/.test(expanded)) return;
    const item = this.#item(expanded, text);
    if (item !== undefined) this.#items.push(item);
    else this.#open(expanded, text);
    this.#text = item === undefined && this.#end === undefined;
  }

  /** The column of the content, if the line begins a list item. */
  #item(line: string, text: boolean): number | undefined {
    const [, marker = '', spaces = ''] = ITEM.exec(line) ?? [];
    if (marker === '' || /^ {0,3}([-*])[ ]*(?:\1[ ]*){2,}$/.test(line)) return undefined;
    // In the middle of a paragraph only a list that begins at 1 and says something is one.
    if (text && (spaces === '' || !/^ *(?:[-+*]|0*1[.)])$/.test(marker))) return undefined;
    return marker.length + Math.max(1, spaces.length);
  }

  #open(line: string, text: boolean): void {
    const fence = FENCE.exec(line)?.[2];
    if (fence !== undefined) {
      const [mark = ''] = fence;
      this.close = fence;
      this.#end = (each) => /^ {0,3}(`+|~+) *$/.exec(each)?.[1]?.startsWith(mark.repeat(fence.length)) === true;
      return;
    }
    const html = HTML.find(([begin]) => begin.test(line));
    if (html === undefined && (BLOCK_TAG.test(line) || (!text && LONE_TAG.test(line)))) {
      this.#end = (each) => each.trim() === '';
    }
    if (html === undefined || html[1].test(line)) return;
    this.close = html[2];
    this.#end = (each) => html[1].test(each);
  }
}
