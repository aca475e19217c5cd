// The text of one heading, cell or (part of a) paragraph on the page, which may grow. What is shown is always what the
// text so far would mean if it ended here: a half-arrived `**bold` is literal until it is closed.
import { drawInline } from './drawInline.ts';
import { parseInline } from './inlineParser.ts';
import { appendText, turnsDirection } from './plainText.ts';
import type { ReferenceTable } from './references.ts';

// Characters that cannot change the meaning of anything before them. An address has at least a slash or an @ in it, which
// are not among them, or begins with `www.`; `word` is checked from its beginning on, so that one that has begun is never
// taken for text.
const INERT = /^(?!.*www\.)[\p{L}\p{M}\p{N} .,:;!?"'-]*$/iu;
// A text that is longer (a paragraph that could not be cut, since something in it stays open) is parsed again only after
// it grew by a quarter, so that parsing stays linear in all; what comes in between is shown literally at once.
const LONG = 8_192;

export class InlineText {
  private shown = '';
  /** Length of the text when it was last parsed, and whether some of it stands unparsed since. */
  private parsed = 0;
  private literal = false;
  /** The last node, when it is plain text of the element itself. */
  private tail: Text | undefined;

  private readonly element: HTMLElement;
  private readonly references: ReferenceTable;

  constructor(element: HTMLElement, references: ReferenceTable) {
    this.element = element;
    this.references = references;
  }

  show(text: string): void {
    const before = this.shown;
    if (text === before) return;
    if (text.length > before.length && text.startsWith(before)) {
      const added = text.slice(before.length);
      const word = before.slice(Math.max(before.lastIndexOf(' '), before.lastIndexOf('\n')) + 1);
      const inert = this.tail && INERT.test(word + added);
      if (inert || (text.length > LONG && text.length < this.parsed * 1.25)) {
        if (!inert) this.literal = true;
        if (this.tail && !turnsDirection(added)) this.tail.appendData(added);
        else this.tail = appendText(this.element, added);
        this.shown = text;
        return;
      }
    }
    this.shown = text;
    this.draw();
  }

  /** Nothing will be added: from now on only a late definition changes the text. */
  finish(): void {
    if (this.literal) this.draw();
    this.references.watch(this.shown, () => this.draw());
  }

  private draw(): void {
    this.literal = false;
    this.parsed = this.shown.length;
    this.element.textContent = '';
    this.tail = drawInline(this.element, parseInline(this.shown, this.references.known), this.references.drawMath);
  }
}
