// A code block on the page: a bar with the language and two buttons, and the code in rows of blocks, so that appending
// lays out the last of them only. The bar shows its words by media/markdown.css: the text of the block is the code alone.
import { appendText, turnsDirection } from './plainText.ts';
import type { MarkdownLabels } from './options.ts';

/** Length from which a row is followed by another: about 40 lines of code. */
const ROW = 1_500;

export class CodeBlock {
  readonly code = document.createElement('code');
  private row: HTMLElement | undefined;
  private tail: Text | undefined;
  private length = 0;

  constructor(parent: HTMLElement, language: string, labels: MarkdownLabels) {
    const frame = document.createElement('div');
    frame.className = 'code';
    const bar = document.createElement('div');
    bar.className = 'bar';
    bar.setAttribute('role', 'toolbar');
    bar.setAttribute('aria-label', labels.codeActions);
    const name = document.createElement('span');
    name.setAttribute('aria-hidden', 'true');
    name.dataset['language'] = language;
    bar.append(name, button('copy', labels.copyCode), button('insert', labels.insertAtCursor));
    const pre = document.createElement('pre');
    pre.tabIndex = 0; // a region that scrolls must be reachable by keyboard
    if (language !== '') this.code.className = `language-${language}`;
    pre.append(this.code);
    frame.append(bar, pre);
    parent.append(frame);
  }

  append(text: string): void {
    for (let from = 0; from < text.length;) {
      let to = text.length;
      if (this.length + text.length - from > ROW) {
        const lineEnd = text.indexOf('\n', from + Math.max(0, ROW - this.length - 1));
        if (lineEnd >= 0) to = lineEnd + 1;
      }
      this.appendToRow(text.slice(from, to));
      if (this.length >= ROW && text.charAt(to - 1) === '\n') this.row = undefined;
      from = to;
    }
  }

  private appendToRow(text: string): void {
    if (!this.row) {
      this.row = document.createElement('span');
      this.row.className = 'row';
      this.code.append(this.row);
      this.tail = undefined;
      this.length = 0;
    }
    this.length += text.length;
    if (this.tail && !turnsDirection(text)) this.tail.appendData(text);
    else this.tail = appendText(this.row, text);
  }
}

function button(action: 'copy' | 'insert', label: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.dataset['action'] = action;
  element.setAttribute('aria-label', label);
  element.title = label;
  return element;
}
