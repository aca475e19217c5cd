// Going on with a reply that was cut off: what to ask the model, and how its answer is joined to the text that stands
// there. Current models take no prefill, so a user turn asks to go on from the exact last characters.

/** Length of the tail that the prompt quotes: enough to be unique, short enough to be repeated exactly. */
const QUOTED_CHARACTERS = 80;

/** The longest repetition that is looked for: a model that starts over at a paragraph or code block. */
const LONGEST_REPEAT = 4000;

/** A shorter repetition may be the text's own ("aa" + "ab"): it is never removed, unless all that was kept is shorter. */
export const SHORTEST_REPEAT = 3;

/** `kept` is the text as it stands in the panel; the API got it without white space at its end. */
export function resumePrompt(kept: string): string {
  const tail = kept.trimEnd().slice(-QUOTED_CHARACTERS);
  if (tail === '') return 'Your answer was interrupted before its first word. Please answer.';
  return (
    'Your answer was interrupted. Go on exactly where its text stopped: start with the very next character, repeat ' +
    'nothing, add no introduction, and reopen no code fence that is already open. The last characters were:\n' +
    `<last_characters>${tail}</last_characters>`
  );
}

/**
 * Joins the beginning of a continuation to `kept`: holds text back only as long as it may still be a repetition of the
 * end of what was kept. What is removed is a repetition of at least {@link SHORTEST_REPEAT} characters, and white space
 * that repeats what was trimmed before sending.
 */
export class Join {
  readonly #tail: string;
  readonly #trimmed: string;
  readonly #shortest: number;
  #held = '';
  #decided = false;

  constructor(kept: string) {
    const trimmedLength = kept.trimEnd().length;
    this.#trimmed = kept.slice(trimmedLength);
    this.#tail = kept.slice(-LONGEST_REPEAT);
    this.#shortest = Math.min(SHORTEST_REPEAT, Math.max(1, kept.length));
  }

  /** Takes the next piece; gives what of all so far is repetition and what is to be shown. */
  push(text: string): { readonly repeat: string; readonly show: string } {
    if (this.#decided) return { repeat: '', show: text };
    this.#held += text;
    return this.#decide(false);
  }

  /** The continuation has ended: whatever is held is decided. */
  end(): { readonly repeat: string; readonly show: string } {
    return this.#decided ? { repeat: '', show: '' } : this.#decide(true);
  }

  #decide(last: boolean): { readonly repeat: string; readonly show: string } {
    // While all that came may be the beginning of a longer repetition, nothing can be said.
    if (!last && this.#mayGrow()) return { repeat: '', show: '' };
    const length = this.#repeated();
    const show = this.#held.slice(length);
    const repeat = this.#held.slice(0, length);
    this.#held = '';
    this.#decided = true;
    return { repeat, show };
  }

  #mayGrow(): boolean {
    const held = this.#held;
    if (held.length >= this.#tail.length) return false;
    return this.#ends().some((end) => end.length > held.length && end.includes(held) && this.#startsARepeat(end, held));
  }

  /** Whether `held` is the beginning of some suffix of `end`. */
  #startsARepeat(end: string, held: string): boolean {
    for (let at = end.indexOf(held); at >= 0; at = end.indexOf(held, at + 1))
      if (at + held.length < end.length) return true;
    return false;
  }

  /** The ends that a model may repeat: the text as it was sent (trimmed), and as it stands. */
  #ends(): string[] {
    if (this.#trimmed === '') return [this.#tail];
    return [this.#tail, this.#tail.slice(0, this.#tail.length - this.#trimmed.length)];
  }

  /** Length of the repetition at the beginning of what is held. */
  #repeated(): number {
    const held = this.#held;
    const [whole = '', sent = whole] = this.#ends();
    const inWhole = longestOverlap(whole, held);
    if (inWhole >= this.#shortest && inWhole > this.#trimmed.length) return inWhole;
    // The model saw the trimmed text: its repetition ends there, and the white space follows anew.
    const inSent = this.#trimmed === '' ? 0 : longestOverlap(sent, held);
    const start = inSent >= this.#shortest ? inSent : 0;
    return start + commonWhiteSpace(this.#trimmed, held.slice(start));
  }
}

/** The longest suffix of `kept` that is a prefix of `next`. */
function longestOverlap(kept: string, next: string): number {
  for (let length = Math.min(kept.length, next.length); length > 0; length--) {
    if (kept.endsWith(next.slice(0, length))) return length;
  }
  return 0;
}

/** How much of the white space that was trimmed `next` begins with. */
function commonWhiteSpace(trimmed: string, next: string): number {
  let length = 0;
  while (length < trimmed.length && next[length] === trimmed[length]) length++;
  return length;
}
