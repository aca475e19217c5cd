// All that can be found in the open chat, in its order: messages, thoughts, answers. What is folded away counts too, and is
// opened when a match in it is looked at.
import { DrawnText } from './drawnText.ts';

const PARTS = '.bubble, .thought, [data-part="text"]';

export class Passages {
  private readonly log: HTMLElement;
  private readonly messageOf: (turnId: string) => string | undefined;
  private known = new WeakMap<Element, DrawnText>();

  /** `messageOf`: the whole of a message, of which a long one shows only the beginning. */
  constructor(log: HTMLElement, messageOf: (turnId: string) => string | undefined) {
    this.log = log;
    this.messageOf = messageOf;
  }

  /** What stands on the page has changed there. */
  forget(changed: Node): void {
    const root = (changed instanceof Element ? changed : changed.parentElement)?.closest(PARTS);
    if (root) this.known.delete(root);
  }

  /** Nobody has told what has changed since. */
  forgetAll(): void {
    this.known = new WeakMap();
  }

  roots(): HTMLElement[] {
    return [...this.log.querySelectorAll<HTMLElement>(PARTS)];
  }

  textOf(root: HTMLElement): string {
    const message = showAllOf(root) && this.messageOf(root.closest('article')?.id ?? '');
    return message ?? this.drawn(root).text;
  }

  range(root: HTMLElement, start: number, end: number): StaticRange | undefined {
    return this.drawn(root).range(start, end);
  }

  /** Opens what hides this place of a passage. */
  reveal(root: HTMLElement, end: number): void {
    if (root.hidden) document.querySelector<HTMLElement>(`[aria-controls="${CSS.escape(root.id)}"]`)?.click();
    const more = showAllOf(root);
    if (!more || end < this.drawn(root).text.length) return;
    more.click();
    this.known.delete(root);
  }

  private drawn(root: HTMLElement): DrawnText {
    let drawn = this.known.get(root);
    if (drawn === undefined) {
      drawn = new DrawnText(root);
      this.known.set(root, drawn);
    }
    return drawn;
  }
}

/** The button that unfolds a long message; gone once it has done so. */
const showAllOf = (root: HTMLElement): HTMLElement | undefined =>
  root.closest('article')?.querySelector<HTMLElement>('[data-action="showAll"]') ?? undefined;
