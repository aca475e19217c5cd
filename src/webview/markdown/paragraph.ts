// A paragraph while it grows. It may yet become a heading (`===` below it), the head of a table (`| --- |` below it) or
// nothing at all (link reference definitions): CommonMark forces these, and only the open paragraph is drawn again.
import type { Container, Leaf } from './block.ts';
import { InlineText } from './inlineText.ts';
import type { MarkdownLabels } from './options.ts';
import { cutPiece, LONG } from './paragraphPiece.ts';
import type { ReferenceTable } from './references.ts';

const TASK = /^\[([ xX])\][ \t]+(?=\S)/;
const TASK_SO_FAR = /^\[(?:[ xX]\]?)?$/;

export class Paragraph implements Leaf {
  endLine = 0;
  /** Where the last line begins: it may be the head of a table. */
  lastLine = 0;
  /** True when the last line came without the marks of the containers around it. */
  lazy = false;
  text = '';
  private readonly mayBeTask: boolean;
  private element: HTMLElement | undefined;
  private view: InlineText | undefined;
  /** Length of the text that stands in finished pieces. */
  private cut = 0;
  private tried = 0;
  private previewed = 0;
  private definitions = 0;
  private hasDefined = false;

  private readonly parent: Container;
  private readonly references: ReferenceTable;
  private readonly labels: MarkdownLabels;

  constructor(parent: Container, references: ReferenceTable, labels: MarkdownLabels) {
    this.parent = parent;
    this.references = references;
    this.labels = labels;
    this.mayBeTask = parent.kind === 'item' && parent.last === undefined;
  }

  startLine(text: string, lazy: boolean): void {
    if (this.text !== '') this.text += '\n';
    this.lastLine = this.text.length;
    this.lazy = lazy;
    this.text += text;
  }

  add(text: string): void {
    this.text += text;
  }

  paint(): void {
    // `- [x]` is a checkbox once a text follows; until then nothing of it is shown.
    if (this.mayBeTask && TASK_SO_FAR.test(trimEnd(this.text))) return;
    this.show(this.cut > 0 ? this.text : this.text.slice(this.previewDefinitions()));
  }

  close(): void {
    this.takeDefinitions();
    this.show(this.text);
    this.view?.finish();
  }

  /** Takes back the last line (it is the head of a table) and ends what is before it. */
  dropLastLine(): string {
    const line = this.text.slice(this.lastLine);
    this.text = this.text.slice(0, Math.max(0, this.lastLine - 1));
    if (this.cut > this.text.length) this.clear();
    this.close();
    return line;
  }

  /** Ends the paragraph as a heading; false when nothing is left to be one. */
  becomeHeading(level: 1 | 2): boolean {
    this.takeDefinitions();
    if (trimEnd(this.text) === '') return false;
    const heading = document.createElement(`h${level}`);
    if (this.element) this.element.replaceWith(heading);
    else this.parent.element.append(heading);
    this.element = heading;
    this.view = new InlineText(heading, this.references);
    this.cut = 0;
    this.parent.element.classList.remove('task');
    this.view.show(trimEnd(this.text));
    this.view.finish();
    return true;
  }

  private show(text: string): void {
    const content = trimEnd(text);
    if (content === '') {
      this.clear();
      return;
    }
    if (!this.element) this.begin(content);
    if (!this.mayDefine()) this.cutPieces(content);
    this.view?.show(content.slice(this.cut));
  }

  private clear(): void {
    this.element?.remove();
    this.element = this.view = undefined;
    this.cut = this.tried = 0;
  }

  private takeDefinitions(): void {
    if (this.cut > 0) return;
    const length = this.references.take(this.text);
    if (length === 0) return;
    this.hasDefined = true;
    this.text = this.text.slice(length);
    this.lastLine -= length;
    this.clear(); // what is left may use what was just defined
  }

  /** Length of the definitions so far; in a long text looked for again only after it grew by a quarter. */
  private previewDefinitions(): number {
    if (this.previewed < LONG || this.text.length > this.previewed * 1.25) {
      this.previewed = this.text.length;
      this.definitions = this.references.preview(this.text);
    }
    return this.definitions;
  }

  /** A paragraph that begins with definitions stays whole: what of it is text is certain only at its end. */
  private mayDefine(): boolean {
    return this.hasDefined || (this.cut === 0 && this.text.startsWith('[') && this.text.slice(0, 2_100).includes(']:'));
  }

  private begin(content: string): void {
    this.element = document.createElement('p');
    this.parent.element.append(this.element);
    const task = this.mayBeTask ? TASK.exec(content) : null;
    if (!task) {
      this.view = new InlineText(this.element, this.references);
      return;
    }
    const done = task[1] !== ' ';
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.disabled = true;
    box.checked = done;
    box.setAttribute('aria-label', done ? this.labels.taskDone : this.labels.taskOpen);
    this.parent.element.classList.add('task');
    this.cut = this.tried = task[0].length;
    this.element.append(box);
    this.openPiece('');
  }

  /** A long paragraph goes into pieces, so that neither parsing nor layout ever takes the whole of it. */
  private cutPieces(content: string): void {
    for (;;) {
      const length = cutPiece(content, this.cut, this.tried);
      this.tried = length.tried;
      if (length.at === undefined) return;
      if (this.cut === 0) {
        this.element?.replaceChildren();
        this.openPiece('piece');
      }
      this.view?.show(content.slice(this.cut, length.at));
      this.view?.finish();
      this.cut = this.tried = length.at;
      this.openPiece('piece');
    }
  }

  private openPiece(name: string): void {
    const piece = document.createElement('span');
    if (name !== '') piece.className = name;
    this.element?.append(piece);
    this.view = new InlineText(piece, this.references);
  }
}

/** White space that Markdown drops at the end; other white space of Unicode is text. */
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\n'.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
