// A formula as a block: `$$` or `\[` alone in a line, down to a line that ends with its partner. Until that has come, and
// where it never comes, the source is shown; a blank line ends the block, so that a stray `$$` swallows no answer.
import type { Leaf } from './block.ts';
import type { DrawMath } from './options.ts';

export class MathLeaf implements Leaf {
  endLine = 0;
  private readonly element = document.createElement('div');
  private readonly closer: string;
  private readonly drawMath: DrawMath | undefined;
  private readonly lines: string[];
  private shown = 0;

  constructor(parent: HTMLElement, opener: string, drawMath: DrawMath | undefined) {
    this.drawMath = drawMath;
    this.lines = [opener];
    this.closer = opener === '$$' ? '$$' : String.raw`\]`;
    this.element.className = 'formula';
    parent.append(this.element);
  }

  /** Takes a line of the formula; true when it was the last. */
  addLine(line: string): boolean {
    const text = line.trimEnd();
    if (!text.endsWith(this.closer)) {
      this.lines.push(line);
      return false;
    }
    const tex = [...this.lines.slice(1), text.slice(0, -this.closer.length)].join('\n').trim();
    this.lines.push(text);
    this.shown = this.lines.length;
    if (tex !== '' && this.drawMath) this.element.replaceChildren(this.drawMath(tex, true));
    else this.element.textContent = this.lines.join('\n');
    return true;
  }

  add(): void {}

  paint(): void {
    if (this.shown === this.lines.length) return;
    this.shown = this.lines.length;
    this.element.textContent = this.lines.join('\n');
  }

  close(): void {
    this.paint();
  }
}
