// A row of a code block: some lines that are laid out together. Text arrives plain at its end; from its beginning
// on it is replaced by coloured runs.
import { appendText, turnsDirection } from './plainText.ts';
import type { Run } from './highlighter.ts';

export class CodeRow {
  readonly element = document.createElement('span');
  length = 0;
  /** Characters at the end that have no colours yet. */
  plainLength = 0;
  private tail: Text | undefined;
  /** A row with characters that turn the direction stays plain: they are shut in, each by itself. */
  private mixed = false;
  private ready: Node[] = [];
  private readyLength = 0;
  private colored: { color: string; length: number }[] = [];

  constructor(parent: HTMLElement) {
    this.element.className = 'row';
    parent.append(this.element);
  }

  add(text: string): void {
    this.length += text.length;
    this.plainLength += text.length;
    if (turnsDirection(text)) this.mixed = true;
    if (this.tail && !turnsDirection(text)) this.tail.appendData(text);
    else this.tail = appendText(this.element, text);
  }

  /** Gives the first plain characters, which are `text`, a colour. */
  color(color: string, text: string): void {
    this.plainLength -= text.length;
    const last = this.colored.at(-1);
    if (last?.color === color) last.length += text.length;
    else this.colored.push({ color, length: text.length });
    if (!this.mixed) this.ready.push(colorNode(color, text));
    this.readyLength += text.length;
  }

  /** Brings what was coloured to the page, in one step. */
  flush(): void {
    if (this.ready.length > 0 && this.tail) {
      this.tail.before(...this.ready);
      this.tail.deleteData(0, this.readyLength);
    }
    this.ready = [];
    this.readyLength = 0;
  }

  /** Colours the whole row anew, if that makes a difference. */
  recolor(runs: readonly Run[]): void {
    const { colored } = this;
    const same = (run: Run, index: number): boolean =>
      run.color === colored[index]?.color && run.text.length === colored[index].length;
    if (this.mixed || (runs.length === colored.length && runs.every(same))) return;
    this.element.replaceChildren(...runs.map(({ color, text }) => colorNode(color, text)));
  }

  /** Takes all colours away. */
  fade(): void {
    if (!this.mixed && this.colored.length > 0) {
      this.tail = document.createTextNode(this.element.textContent);
      this.element.replaceChildren(this.tail);
    }
    this.colored = [];
    this.plainLength = this.length;
  }
}

function colorNode(color: string, text: string): Node {
  const node = document.createTextNode(text);
  if (color === '') return node;
  const element = document.createElement('span');
  element.className = color;
  element.append(node);
  return element;
}
