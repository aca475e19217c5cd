// What is attached to a chat's composer, in the order in which it came; kept with the draft.
import { attachedAgain, sameThing, type Attachment, type SentContext } from './attachment.ts';
import { isAttachment } from './contextShape.ts';

export class Attached {
  #items: readonly Attachment[];
  /** Called after each change. */
  onChange: () => void = () => {};

  constructor(items: readonly Attachment[] = []) {
    this.#items = items;
  }

  /** Reads what {@link text} wrote; what cannot be read is left out. */
  static from(text: string): Attached {
    try {
      const kept: unknown = JSON.parse(text);
      return new Attached(Array.isArray(kept) ? kept.filter(isAttachment) : []);
    } catch {
      return new Attached();
    }
  }

  get items(): readonly Attachment[] {
    return this.#items;
  }

  /** For a file; empty when there is nothing to keep. */
  get text(): string {
    return this.#items.length === 0 ? '' : JSON.stringify(this.#items);
  }

  /** Attached once more, a thing takes the place that it has. */
  add(...items: readonly Attachment[]): void {
    let next = [...this.#items];
    for (const item of items) {
      const at = next.findIndex((known) => sameThing(known, item));
      if (at === -1) next = [...next, item];
      else next[at] = item;
    }
    this.#set(next);
  }

  remove(...ids: readonly string[]): void {
    const left = this.#items.filter(({ id }) => !ids.includes(id));
    if (left.length < this.#items.length) this.#set(left);
  }

  replace(item: Attachment): void {
    this.#set(this.#items.map((known) => (known.id === item.id ? item : known)));
  }

  /** A message that came back to the composer brings along what went with it. */
  restore(sent: readonly SentContext[]): void {
    if (sent.length > 0) this.add(...sent.map(attachedAgain));
  }

  #set(items: readonly Attachment[]): void {
    this.#items = items;
    this.onChange();
  }
}
