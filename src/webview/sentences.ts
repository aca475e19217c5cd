// Cuts a streaming answer into what a screen reader should say: whole sentences, without Markdown's marks, and one
// word for a code block instead of its lines. Pure.

/** A sentence ends at its mark and a blank after it, or at the end of a line. */
const END = /(?:[.!?…]["')\]]*(?=\s))|[。！？]|\n/u;
const FENCE = /^\s{0,3}(`{3,}|~{3,})/;
/** A sentence that goes on and on is said in pieces of this many characters at most, so that nothing waits for its end. */
const LONGEST = 1_000;

export class Sentences {
  #rest = '';
  #fence = '';
  readonly #codeBlock: string;

  /** `codeBlock` is what is said where a code block stands. */
  constructor(codeBlock: string) {
    this.#codeBlock = codeBlock;
  }

  /** The sentences that `delta` has completed. */
  push(delta: string): string[] {
    this.#rest += delta;
    const said: string[] = [];
    for (let cut = this.#cut(); cut > 0; cut = this.#cut()) {
      const part = this.#rest.slice(0, cut);
      this.#rest = this.#rest.slice(cut);
      this.#say(part, said);
    }
    // The beginning of a line of code tells whether it is the last.
    if (this.#isCode()) this.#rest = this.#rest.slice(0, LONGEST);
    return said;
  }

  /** What remains at the end of the answer. */
  end(): string[] {
    const said: string[] = [];
    this.#say(this.#rest, said);
    this.#rest = '';
    this.#fence = '';
    return said;
  }

  /** Length of the next piece that is complete, 0 if none is; inside code only whole lines count. */
  #cut(): number {
    if (this.#isCode()) return this.#rest.indexOf('\n') + 1;
    // Wherever the text was cut on its way, it is cut at the same places here.
    const end = END.exec(this.#rest.slice(0, LONGEST + 1));
    const length = end === null ? Infinity : end.index + end[0].length;
    if (length <= LONGEST) return length;
    return this.#rest.length <= LONGEST ? 0 : this.#rest.lastIndexOf(' ', LONGEST) + 1 || LONGEST;
  }

  #isCode(): boolean {
    return this.#fence !== '' || FENCE.test(this.#rest);
  }

  #say(part: string, said: string[]): void {
    const fence = FENCE.exec(part)?.[1];
    if (this.#fence !== '') {
      if (fence !== undefined && fence.startsWith(this.#fence)) this.#fence = '';
      return;
    }
    if (fence !== undefined) {
      this.#fence = fence;
      said.push(this.#codeBlock);
      return;
    }
    const words = spoken(part);
    if (/[\p{L}\p{N}]/u.test(words)) said.push(words);
  }
}

/** Markdown's marks are not read out; an address is read as its link's text. */
function spoken(markdown: string): string {
  return markdown
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:#{1,6}|>|[-*+]|\|)\s+/, '')
    .replaceAll(/[*_`|]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
