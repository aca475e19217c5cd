// Finds the tags in a stream of text that may be cut anywhere, and cuts what stands between them into lines.

export type Scanned =
  | { readonly type: 'open'; readonly tag: string }
  /** A complete line without its end; the last one of a block may have had none. */
  | { readonly type: 'line'; readonly line: string }
  /** `whole` is false where the text ended before the end tag: a line that was not complete is not told then. */
  | { readonly type: 'close'; readonly whole: boolean };

/**
 * Lines end at `\n`, `\r\n` or a lone `\r`. A start tag counts only at the beginning of a line, since models speak of
 * their tags in sentences. All text outside of tags is chatter.
 */
export class TagScanner {
  readonly #start: RegExp;
  #open: string | undefined;
  #held = '';
  /** How much of what is held is known to have no line end. */
  #seen = 0;
  /** The text goes on after a start tag: the rest of that line, if it is blank, belongs to the tag. */
  #fresh = false;
  #chatter = '';

  /** `tags` are plain names: letters, digits and hyphens. */
  constructor(tags: readonly string[]) {
    this.#start = new RegExp(`^[ \\t]*<(${tags.join('|')})>`);
  }

  /** All that stood outside of tags. */
  get chatter(): string {
    return this.#chatter;
  }

  push(text: string): Scanned[] {
    this.#held += text;
    return this.#scan(false);
  }

  /** `how`: whether the model came to its end, so that only the end tag is missing, or was cut off before. */
  end(how: 'whole' | 'cut'): Scanned[] {
    const found = this.#scan(true);
    if (this.#open === undefined) this.#chatter += this.#held;
    else {
      const torn = `</${this.#open}>`.startsWith(this.#held.trim());
      if (how === 'whole' && !torn) found.push({ type: 'line', line: this.#held });
      found.push({ type: 'close', whole: how === 'whole' });
    }
    this.#held = '';
    this.#open = undefined;
    return found;
  }

  #scan(last: boolean): Scanned[] {
    const found: Scanned[] = [];
    while (this.#open === undefined ? this.#findStart(found) : this.#readLine(this.#open, last, found));
    return found;
  }

  /** Takes a start tag or a line of chatter; false where more text is needed. */
  #findStart(found: Scanned[]): boolean {
    const tag = this.#start.exec(this.#held);
    if (tag?.[1] !== undefined) {
      this.#open = tag[1];
      this.#fresh = true;
      this.#drop(tag[0].length);
      found.push({ type: 'open', tag: this.#open });
      return true;
    }
    const end = this.#lineEnd();
    if (end === undefined) return false;
    this.#chatter += this.#held.slice(0, end.next);
    this.#drop(end.next);
    return true;
  }

  /** Takes one line or the end of the block; false where more text is needed. */
  #readLine(tag: string, last: boolean, found: Scanned[]): boolean {
    const endTag = `</${tag}>`;
    const from = Math.max(0, this.#seen - endTag.length);
    const end = this.#lineEnd();
    const tagAt = this.#held.slice(from, end?.at).indexOf(endTag);
    if (tagAt >= 0) {
      const line = this.#held.slice(0, from + tagAt);
      // White space before an end tag on its own line is the tag's, not code.
      if (line.trim() !== '') found.push({ type: 'line', line });
      found.push({ type: 'close', whole: true });
      this.#open = undefined;
      this.#drop(from + tagAt + endTag.length);
      return true;
    }
    // A `\r` at the very end may be the first half of `\r\n`.
    if (end === undefined || (end.next === this.#held.length && this.#held.endsWith('\r') && !last)) return false;
    const line = this.#held.slice(0, end.at);
    if (!this.#fresh || line.trim() !== '') found.push({ type: 'line', line });
    this.#fresh = false;
    this.#drop(end.next);
    return true;
  }

  /** Where the first line held ends, and where the next begins. Nothing is looked at twice, however long a line is. */
  #lineEnd(): { readonly at: number; readonly next: number } | undefined {
    const pattern = /\r\n|\n|\r/g;
    pattern.lastIndex = this.#seen;
    const match = pattern.exec(this.#held);
    this.#seen = match === null ? this.#held.length : match.index;
    return match === null ? undefined : { at: match.index, next: match.index + match[0].length };
  }

  #drop(length: number): void {
    this.#held = this.#held.slice(length);
    this.#seen = 0;
  }
}
