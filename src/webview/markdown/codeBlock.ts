// A code block on the page: a bar (codeBar.ts), and the code in rows that are laid out each by itself.
import { BlockColors } from './blockColors.ts';
import { CodeBar } from './codeBar.ts';
import { CodeRow } from './codeRow.ts';
import { languageNamed } from './languages.ts';
import type { Settings } from './options.ts';

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
  private readonly rows: CodeRow[] = [];
  private row: CodeRow | undefined;
  private readonly rowLength: number;
  private readonly colors: BlockColors | undefined;

  constructor(parent: HTMLElement, language: string, settings: Settings) {
    this.frame.className = 'code open';
    const pre = document.createElement('pre');
    pre.tabIndex = 0; // a region that scrolls must be reachable by keyboard
    if (language !== '') this.code.className = `language-${language}`;
    pre.append(this.code);
    this.bar = new CodeBar(language, settings.labels);
    this.frame.append(this.bar.element, pre);
    parent.append(this.frame);
    const known = settings.highlight ? languageNamed(language) : undefined;
    this.rowLength = known === undefined ? PLAIN_ROW : COLORED_ROW;
    if (known !== undefined) this.colors = new BlockColors(this.frame, this.rows, known, settings);
  }

  append(text: string): void {
    for (let from = 0; from < text.length;) {
      this.row ??= this.openRow();
      const room = this.rowLength - this.row.length;
      const lineEnd = text.length - from < room ? -1 : text.indexOf('\n', from + Math.max(0, room - 1));
      const to = lineEnd < 0 ? text.length : lineEnd + 1;
      this.row.add(text.slice(from, to));
      if (lineEnd >= 0) this.row = undefined;
      from = to;
    }
    this.colors?.append(text);
  }

  end(): void {
    this.frame.classList.remove('open');
    this.bar.end();
    this.colors?.end();
  }

  private openRow(): CodeRow {
    const row = new CodeRow(this.code);
    this.rows.push(row);
    return row;
  }
}
