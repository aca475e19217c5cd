// Colours the finished lines of one code block, a slice at a time. A line keeps the colours it got; at the end of the
// block the whole is coloured once more, since a few constructs show only by a later line what an earlier one was.
import type { CodeRow } from './codeRow.ts';
import type { Highlight, Run } from './highlighter.ts';

/** Characters coloured in one go: a few milliseconds. */
const SLICE = 8_000;
/** From this length on, a construct that stays open (a long comment) is read again only after it grew by a quarter. */
const LONG = 4_000;
/** Up to this length a finished block is coloured as a whole: about the length of one slow frame. */
const WHOLE = 32_000;

export class CodeColors {
  private readonly highlight: Highlight;
  private readonly rows: readonly CodeRow[];
  /** Where the last construct began that may still be open; colouring starts there. */
  private start = 0;
  private done = 0;
  private slices = 0;
  private rowIndex = 0;

  constructor(highlight: Highlight, rows: readonly CodeRow[]) {
    this.highlight = highlight;
    this.rows = rows;
  }

  /** Colours finished lines of the code, at most a slice; true when some are left. */
  advance(code: string, ended: boolean): boolean {
    const end = ended ? code.length : code.lastIndexOf('\n') + 1;
    const open = this.done - this.start;
    const next = open > LONG ? this.start + Math.ceil(open * 1.25) : this.done;
    if (this.done >= end || open > WHOLE || (next > end && !ended)) return false;
    const slice = Math.max(next, this.done + SLICE);
    const to = slice < end ? code.indexOf('\n', slice) + 1 || end : end;
    const { runs, closed } = this.highlight(code.slice(this.start, to));
    this.draw(runs);
    this.done = to;
    if (closed) this.start = to;
    this.slices++;
    return to < end;
  }

  /** The block has ended and all lines are coloured: makes them as one look at the whole block has them. */
  settle(code: string): void {
    if (this.slices < 2 || code.length > WHOLE) return;
    const { runs } = this.highlight(code);
    let run = 0;
    let used = 0;
    for (const row of this.rows) {
      const own: Run[] = [];
      for (let left = row.length; left > 0;) {
        const current = runs[run];
        if (!current) break;
        const text = current.text.slice(used, used + left);
        own.push({ color: current.color, text });
        left -= text.length;
        used += text.length;
        if (used >= current.text.length) {
          run++;
          used = 0;
        }
      }
      row.recolor(own);
    }
  }

  private draw(runs: readonly Run[]): void {
    let at = this.start;
    for (const { color, text } of runs) {
      let skip = Math.max(0, this.done - at);
      at += text.length;
      while (skip < text.length) {
        const row = this.rows[this.rowIndex];
        if (!row) return;
        const part = text.slice(skip, skip + row.plainLength);
        if (part === '') {
          row.flush();
          this.rowIndex++;
        } else row.color(color, part);
        skip += part.length;
      }
    }
    this.rows[this.rowIndex]?.flush();
  }
}
