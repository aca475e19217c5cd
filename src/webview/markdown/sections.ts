// The root of an answer. Its blocks go into sections, each laid out by itself and only when it is near what is seen
// (media/markdown.css): a new block lays out its own section and not the whole answer, and scrolling into a long answer
// never has to lay out all of it at once. A block never moves from one section to another.

const BLOCKS = 16;
/** Lines of Markdown: a little more than a screen. */
const LINES = 50;

export class Sections {
  private section: HTMLElement | undefined;
  private firstLine = 0;

  private readonly root: HTMLElement;

  constructor(root: HTMLElement) {
    this.root = root;
  }

  /** Where the block goes that begins in this line. */
  at(line: number): HTMLElement {
    if (!this.section || this.section.childElementCount >= BLOCKS || line - this.firstLine >= LINES) {
      this.section = document.createElement('div');
      this.section.className = 'section';
      this.firstLine = line;
      this.root.append(this.section);
    }
    return this.section;
  }
}
