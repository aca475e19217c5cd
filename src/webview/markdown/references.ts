// What the texts of one answer share: how formulas are drawn, and the link reference definitions (`[label]: url`). One may come after the text that uses it, even in another
// block: CommonMark forces that text to change. So each finished text with an open `[label]` waits here, and only the
// texts that wait for a label are drawn again when it is defined.
import { normalizeLabel, takeDefinitions } from './inlineParser.ts';
import type { References } from './inlineParser.ts';
import type { DrawMath } from './options.ts';

// A label holds no bare bracket, so the innermost pairs are all that can be one.
const LABEL = /\[((?:[^[\]\\]|\\[^])+)\]/g;

export class ReferenceTable {
  readonly known: References = {};
  private readonly waiting = new Map<string, Set<() => void>>();
  private count = 0;
  readonly drawMath: DrawMath | undefined;

  constructor(drawMath?: DrawMath) {
    this.drawMath = drawMath;
  }

  /** Calls `redraw` once one of the labels of this text has been defined (maybe several times, for several labels). */
  watch(text: string, redraw: () => void): void {
    if (!text.includes('[')) return;
    for (const match of text.matchAll(LABEL)) {
      const label = normalizeLabel(match[1] ?? '');
      if (label === '' || Object.hasOwn(this.known, label)) continue;
      const set = this.waiting.get(label);
      if (set) set.add(redraw);
      else this.waiting.set(label, new Set([redraw]));
    }
  }

  /** Length of the definitions at the head of a paragraph, as if it ended here. */
  preview(text: string): number {
    return text.startsWith('[') ? takeDefinitions(text, {}) : 0;
  }

  /** The same for a paragraph that holds no more of them: they count from now on; the first of two wins. */
  take(text: string): number {
    return text.startsWith('[') ? takeDefinitions(text, this.known) : 0;
  }

  /** Draws the texts again that have waited for what was defined since the last call. */
  settle(): void {
    const labels = Object.keys(this.known);
    if (labels.length === this.count) return;
    const due = new Set<() => void>();
    for (const label of labels.slice(this.count)) {
      for (const redraw of this.waiting.get(label) ?? []) due.add(redraw);
      this.waiting.delete(label);
    }
    this.count = labels.length;
    for (const redraw of due) redraw();
  }
}
