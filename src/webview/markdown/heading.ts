// An ATX heading: one line, whose closing run of # is no text.
import type { Leaf } from './block.ts';
import { InlineText } from './inlineText.ts';
import type { ReferenceTable } from './references.ts';

export class Heading implements Leaf {
  endLine = 0;
  private text = '';
  private readonly view: InlineText;

  constructor(parent: HTMLElement, level: number, references: ReferenceTable) {
    const element = document.createElement(`h${level}`);
    parent.append(element);
    this.view = new InlineText(element, references);
  }

  add(text: string): void {
    this.text += text;
  }

  paint(): void {
    this.view.show(this.text.replace(/(?:^|[ \t]+)#+[ \t]*$/, '').replace(/^[ \t]+|[ \t]+$/g, ''));
  }

  close(): void {
    this.paint();
    this.view.finish();
  }
}
