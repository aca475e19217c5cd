// A code block on the page: a bar (codeBar.ts), and the code in rows that are laid out each by itself.
import { inSlices } from '../slices.ts';
import { CodeBar } from './codeBar.ts';
import { CodeColors } from './codeColors.ts';
import { CodeRow } from './codeRow.ts';
import { loadedHighlight, loadHighlight } from './highlighter.ts';
import type { Highlight } from './highlighter.ts';
import { languageNamed } from './languages.ts';
import type { MarkdownLabels } from './options.ts';

/**
 * Length from which a row is followed by another. The open row is laid out in each frame, and all rows are walked: coloured
 * ones are dear to lay out, so they are shorter. Measured with test/bench/markdown.ts.
 */
const PLAIN_ROW = 2_000;
const COLORED_ROW = 700;

export class CodeBlock {
  private readonly frame = document.createElement('div');
  private readonly code = document.createElement('code');
  private readonly bar: CodeBar;
  private rows: CodeRow[] = [];
  private row: CodeRow | undefined;
  private readonly rowLength: number;
  private text = '';
  private ended = false;
  private colors: CodeColors | undefined;
  private waiting = false;

  constructor(parent: HTMLElement, language: string, labels: MarkdownLabels, highlight: boolean) {
    this.frame.className = 'code open';
    const pre = document.createElement('pre');
    pre.tabIndex = 0; // a region that scrolls must be reachable by keyboard
    if (language !== '') this.code.className = `language-${language}`;
    pre.append(this.code);
    this.bar = new CodeBar(language, labels);
    this.frame.append(this.bar.element, pre);
    parent.append(this.frame);
    const known = highlight ? languageNamed(language) : undefined;
    this.rowLength = known === undefined ? PLAIN_ROW : COLORED_ROW;
    if (known !== undefined) this.prepareColors(known);
  }

  append(text: string): void {
    this.text += text;
    for (let from = 0; from < text.length;) {
      this.row ??= this.openRow();
      const room = this.rowLength - this.row.length;
      const lineEnd = text.length - from < room ? -1 : text.indexOf('\n', from + Math.max(0, room - 1));
      const to = lineEnd < 0 ? text.length : lineEnd + 1;
      this.row.add(text.slice(from, to));
      if (lineEnd >= 0) this.row = undefined;
      from = to;
    }
    this.colorNext();
  }

  end(): void {
    this.ended = true;
    this.frame.classList.remove('open');
    this.bar.end();
    this.colorNext();
  }

  private openRow(): CodeRow {
    const row = new CodeRow(this.code);
    this.rows.push(row);
    return row;
  }

  private prepareColors(language: string): void {
    const start = (highlight: Highlight): void => {
      this.colors = new CodeColors(highlight, this.rows);
    };
    const highlight = loadedHighlight(language);
    if (highlight) start(highlight);
    // A language that cannot be loaded leaves its code plain. Many blocks may have waited for it.
    else
      loadHighlight(language).then(
        (loaded) => {
          start(loaded);
          this.colorLater();
        },
        () => undefined,
      );
  }

  /** Colours a slice of what is finished, and leaves the rest for later, so that a long block never holds up the page. */
  private colorNext(): void {
    if (!this.colors || this.waiting) return;
    if (this.colors.advance(this.text, this.ended)) this.colorLater();
    else if (this.ended) {
      this.colors.settle(this.text);
      this.colors = undefined;
      this.rows = [];
      this.text = '';
    }
  }

  private colorLater(): void {
    if (this.waiting) return;
    this.waiting = true;
    inSlices(() => {
      this.waiting = false;
      this.colorNext();
      return false;
    });
  }
}
