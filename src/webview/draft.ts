// What stands in the composer and why: which part of it is on its way to the host, and whether the host may put other
// text there. Pure: the text area itself is the composer's affair.
import type { Held } from './vscodeApi.ts';

/** The composer's text once `sent` is safe in the journal: without it, but with all that was typed meanwhile. */
export function withoutSent(value: string, sent: string): string {
  if (value.startsWith(sent)) return value.slice(sent.length);
  const at = value.indexOf(sent);
  // The user has changed the sent words themselves: that is a new text, and stays.
  return at === -1 ? value : value.slice(0, at) + value.slice(at + sent.length);
}

export class Draft {
  /** What was put there last by anyone but the user. */
  #filled = '';
  #held: Held | undefined;
  /** The user has changed it since, be it to nothing: what the host knows may be older. */
  changed = false;

  get held(): Held | undefined {
    return this.#held;
  }

  /** True when the host's text may replace `value`: it is empty, or nobody has changed what was filled in. */
  mayFill(value: string): boolean {
    return value === '' || (value === this.#filled && this.#held === undefined);
  }

  filledWith(text: string): void {
    this.#filled = text;
    this.changed = false;
  }

  hold(held: Held): void {
    this.#held = held;
  }

  /** `undefined` when `sendId` is not the one on its way; otherwise what the composer shall hold from now on. */
  accepted(sendId: string, value: string): string | undefined {
    if (this.#held?.sendId !== sendId) return undefined;
    const rest = withoutSent(value, this.#held.text);
    this.#held = undefined;
    return rest;
  }

  /** The host did not take it, or a new snapshot does not know of it: it may be sent again. */
  release(sendId?: string): boolean {
    if (this.#held === undefined || (sendId !== undefined && this.#held.sendId !== sendId)) return false;
    this.#held = undefined;
    return true;
  }
}
