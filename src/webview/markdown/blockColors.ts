// The colours of one code block. In a long chat they would be three quarters of the page's nodes, and a browser that collects
// its garbage goes through all of them at once, which can take longer than a key may wait. So only code that is near what is
// seen has colours: they are there before it comes into view, and go when it is far again.
import { inSlices } from '../slices.ts';
import { CodeColors } from './codeColors.ts';
import type { CodeRow } from './codeRow.ts';
import { loadedHighlight, loadHighlight } from './highlighter.ts';

/** Whether the reader may see this soon. */
export type IsNear = (code: Element) => boolean;

/** Calls what it is given now, or before the next frame is drawn. */
export type Soon = (color: () => void) => void;

interface Timing {
  readonly isNear: IsNear;
  readonly soon: Soon;
}

const known = new WeakMap<Element, BlockColors>();

/** All code in there has come near, or has gone far away. */
export function updateColors(root: Element): void {
  for (const frame of root.getElementsByClassName('code')) known.get(frame)?.update();
}

export class BlockColors {
  private readonly frame: HTMLElement;
  private readonly rows: readonly CodeRow[];
  private readonly language: string;
  private readonly timing: Timing;
  private text = '';
  private ended = false;
  private waiting = false;
  private colors: CodeColors | undefined;
  /** All of it has ended and has its colours. */
  private whole = false;

  /** `language` is one of languages.ts; `rows` are those of the block, and become more with it. */
  constructor(frame: HTMLElement, rows: readonly CodeRow[], language: string, timing: Timing) {
    this.frame = frame;
    this.rows = rows;
    this.language = language;
    this.timing = timing;
    known.set(frame, this);
  }

  append(text: string): void {
    this.text += text;
    if (this.waiting) return;
    this.waiting = true;
    this.timing.soon(() => this.resume());
  }

  end(): void {
    this.ended = true;
    this.next();
  }

  /** Where the block is may have changed. */
  update(): void {
    this.later(this.timing.isNear(this.frame) ? 'near' : 'far');
  }

  /** Colours a slice of what is finished, and leaves the rest for later, so that a long block never holds up the page. */
  private next(): void {
    if (this.waiting) return;
    if (!this.timing.isNear(this.frame)) return this.fade();
    if (this.whole) return;
    const highlight = loadedHighlight(this.language);
    if (highlight === undefined) {
      this.waiting = true;
      // A language that cannot be loaded leaves its code plain. Many blocks may have waited for it.
      loadHighlight(this.language).then(
        () => {
          this.waiting = false;
          this.later('near');
        },
        () => undefined,
      );
      return;
    }
    this.colors ??= new CodeColors(highlight, this.rows);
    if (this.colors.advance(this.text, this.ended)) return this.later('near');
    if (!this.ended) return;
    this.colors.settle(this.text);
    this.colors = undefined;
    this.whole = true;
  }

  private later(place: 'near' | 'far'): void {
    if (this.waiting) return;
    this.waiting = true;
    inSlices(() => {
      this.resume();
      return false;
    }, place);
  }

  private resume(): void {
    this.waiting = false;
    this.next();
  }

  /** Takes the colours away, but not from under what the user has selected: its ends would go with them. */
  private fade(): void {
    if (this.colors === undefined && !this.whole) return;
    const { anchorNode, focusNode } = document.getSelection() ?? {};
    if (this.frame.contains(anchorNode ?? null) || this.frame.contains(focusNode ?? null)) return;
    for (const row of this.rows) row.fade();
    this.colors = undefined;
    this.whole = false;
  }
}
