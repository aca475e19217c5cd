// What blocks have in common. A container holds blocks, a leaf holds text; a leaf is told the characters of its lines as
// they come, and brings the page up to date when asked to.

export interface Block {
  /** The last line that belongs to the block: a gap before the next one is what makes a list loose. */
  endLine: number;
}

export interface Container extends Block {
  readonly kind: 'document' | 'quote' | 'list' | 'item';
  /** Where children go. */
  readonly element: HTMLElement;
  last: Block | undefined;
}

export interface Leaf extends Block {
  /** More characters of the current line. */
  add(text: string): void;
  /** Brings the page up to what has been added. */
  paint(): void;
  /** The block has ended. */
  close(): void;
}
