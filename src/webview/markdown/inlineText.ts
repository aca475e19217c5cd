// The text of one heading, cell or (part of a) paragraph on the page, which may grow. What is shown is always what the
// text so far would mean if it ended here: a half-arrived `**bold` is literal until it is closed.
import { drawInline } from './drawInline.ts';
import { parseInline } from './inlineParser.ts';
import { turnsDirection } from './plainText.ts';
import type { ReferenceTable } from './references.ts';

// Characters that cannot change the meaning of anything before them. A full stop or colon can be part of an address, so
// it needs a space behind it; `word` is also checked from its beginning on, for the same reason.
const INERT = /^(?:[\p{L}\p{M}\p{N} ,;?"'-]|[.:!](?= ))*[.:!]?$/u;
const LAST_WORD = /[^ \n]*$/;

export class InlineText {
  private shown = '';
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
    if (this.tail && text.length > before.length && text.startsWith(before)) {
      const added = text.slice(before.length);
      const word = LAST_WORD.exec(before)?.[0] ?? '';
      if (INERT.test(word + added) && !turnsDirection(added)) {
        this.tail.appendData(added);
        this.shown = text;
        return;
      }
    }
    this.shown = text;
    this.draw();
  }

  /** Nothing will be added: from now on only a late definition changes the text. */
  finish(): void {
    this.references.watch(this.shown, () => this.draw());
  }

  private draw(): void {
    this.element.textContent = '';
    this.tail = drawInline(this.element, parseInline(this.shown, this.references.known));
  }
}
