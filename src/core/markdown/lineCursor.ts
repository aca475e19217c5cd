// Walks over one line of Markdown in columns, so that a tab counts as the spaces up to the next multiple of four:
// https://spec.commonmark.org/0.31.2/#tabs

const TAB = 9;
const SPACE = 32;

export class LineCursor {
  text = '';
  /** Where the next character is; in the middle of a tab when `tabRest` is above zero. */
  pos = 0;
  /** Position of the next character that is neither a space nor a tab. */
  nonspace = 0;
  /** Columns from here to `nonspace`. */
  indent = 0;
  /** True when only spaces and tabs are left. */
  blank = true;
  private column = 0;
  private tabRest = 0;

  load(text: string): void {
    this.text = text;
    this.pos = this.column = this.tabRest = 0;
    this.look();
  }

  /** The character at `nonspace`, or an empty string at the end of the line. */
  get char(): string {
    return this.text.charAt(this.nonspace);
  }

  /** Goes ahead by so many columns of white space; stops in front of anything else. */
  skipColumns(count: number): void {
    while (count > 0) {
      const code = this.text.charCodeAt(this.pos);
      if (code === TAB) {
        const width = 4 - (this.column % 4);
        const step = Math.min(width, count);
        this.column += step;
        this.tabRest = width - step;
        if (this.tabRest === 0) this.pos++;
        count -= step;
      } else if (code === SPACE) {
        this.pos++;
        this.column++;
        count--;
      } else break;
    }
    this.look();
  }

  /** Goes to `nonspace` and then over so many characters that are no tabs. */
  skipChars(count: number): void {
    this.column += this.indent + count;
    this.pos = this.nonspace + count;
    this.tabRest = 0;
    this.look();
  }

  /** What is left of the line; the open part of a tab comes as spaces. */
  rest(): string {
    if (this.tabRest === 0) return this.text.slice(this.pos);
    return ' '.repeat(this.tabRest) + this.text.slice(this.pos + 1);
  }

  private look(): void {
    let pos = this.pos;
    let column = this.column;
    if (this.tabRest > 0) {
      pos++;
      column += this.tabRest;
    }
    for (; ; pos++) {
      const code = this.text.charCodeAt(pos);
      if (code === SPACE) column++;
      else if (code === TAB) column += 4 - (column % 4);
      else break;
    }
    this.nonspace = pos;
    this.indent = column - this.column;
    this.blank = pos >= this.text.length;
  }
}
