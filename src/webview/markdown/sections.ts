// The root of an answer. Its blocks go into sections that contain their layout (media/markdown.css), so that a new block
// lays out its own section and not the whole answer. A block never moves from one section to another.

const BLOCKS = 24;

export class Sections {
  private section: HTMLElement | undefined;

  private readonly root: HTMLElement;

  constructor(root: HTMLElement) {
    this.root = root;
  }

  /** Where the next block goes. */
  current(): HTMLElement {
    if (!this.section || this.section.childElementCount >= BLOCKS) {
      this.section = document.createElement('div');
      this.section.className = 'section';
      this.root.append(this.section);
    }
    return this.section;
  }
}
