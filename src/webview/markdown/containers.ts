// The blocks that hold blocks, each with its element.
import type { ListStart } from '../../core/markdown/blockStarts.ts';
import type { Block, Container } from './block.ts';

export class Quote implements Container {
  readonly kind = 'quote';
  readonly element = document.createElement('blockquote');
  last: Block | undefined;
  endLine = 0;

  constructor(parent: Container) {
    parent.element.append(this.element);
  }
}

export class List implements Container {
  readonly kind = 'list';
  readonly element: HTMLElement;
  readonly ordered: boolean;
  readonly delimiter: string;
  last: Block | undefined;
  endLine = 0;

  constructor(parent: Container, start: ListStart) {
    this.ordered = start.ordered;
    this.delimiter = start.delimiter;
    this.element = document.createElement(start.ordered ? 'ol' : 'ul');
    if (start.ordered && start.number !== 1) this.element.setAttribute('start', String(start.number));
    this.element.className = 'tight';
    parent.element.append(this.element);
  }

  /**
   * A blank line between items or inside of one makes the whole list loose, which CommonMark shows by paragraphs in all
   * its items. Here they are always there, and media/markdown.css draws them without a gap in a tight list: a list that
   * turns loose late changes one class, and no item that stands.
   */
  loosen(): void {
    this.element.removeAttribute('class');
  }
}

export class Item implements Container {
  readonly kind = 'item';
  readonly element = document.createElement('li');
  last: Block | undefined;
  endLine = 0;
  readonly list: List;
  /** Columns that a line must be indented to go on with the item. */
  readonly offset: number;

  constructor(list: List, offset: number) {
    this.list = list;
    this.offset = offset;
    list.element.append(this.element);
  }
}
