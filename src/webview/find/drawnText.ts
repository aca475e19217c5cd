// The text of an element as a reader has it: what is drawn in separate blocks never makes one word, and each place in the
// text is known on the page.

/** Blocks of an answer, a thought or a message; rows of code end with a line feed of their own. */
const BLOCK = 'p, li, h1, h2, h3, h4, h5, h6, td, th, pre, .piece';

/** Stands between blocks: matched by no query, not even by its white space. */
const BETWEEN = '\0';

export class DrawnText {
  readonly text: string;
  private readonly nodes: Text[] = [];
  private readonly starts: number[] = [];

  constructor(root: Element) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const parts: string[] = [];
    let length = 0;
    let parent: Node | null = null;
    let block: Element | null = null;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (!(node instanceof Text) || node.data === '') continue;
      if (node.parentElement !== parent) {
        parent = node.parentElement;
        const own = node.parentElement?.closest(BLOCK) ?? null;
        if (own !== block && length > 0) {
          parts.push(BETWEEN);
          length++;
        }
        block = own;
      }
      this.nodes.push(node);
      this.starts.push(length);
      parts.push(node.data);
      length += node.length;
    }
    this.text = parts.join('');
  }

  /** The place on the page; `undefined` where it is not drawn. */
  range(start: number, end: number): StaticRange | undefined {
    const [first, last] = [this.indexAt(start), this.indexAt(end - 1)];
    const [from, to] = [this.nodes[first], this.nodes[last]];
    if (from === undefined || to === undefined) return undefined;
    const startOffset = start - (this.starts[first] ?? 0);
    const endOffset = end - (this.starts[last] ?? 0);
    if (startOffset > from.length || endOffset > to.length) return undefined;
    return new StaticRange({ startContainer: from, startOffset, endContainer: to, endOffset });
  }

  /** The last node that begins at or before this place. */
  private indexAt(place: number): number {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
