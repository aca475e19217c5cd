// Going on with a reply that was cut off: what to ask the model, and how its answer is joined to the text that stands
// there. Current models take no prefill, so a user turn asks to go on from the exact last characters.

/** Length of the tail that the prompt quotes: enough to be unique, short enough to be repeated exactly. */
const QUOTED_CHARACTERS = 80;

/** The longest repetition that is looked for: a model that starts over at a paragraph or a code block. */
const LONGEST_REPEAT = 4000;

/** A shorter repetition may be the text's own ("aa" + "ab"): it is never removed, unless all that was kept is shorter. */
const SHORTEST_REPEAT = 3;

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

/** What of a continuation stands there already, and what is new. Together they are what was received. */
export interface Joined {
  readonly repeat: string;
  readonly show: string;
}

/**
 * Joins the beginning of a continuation to `kept`, holding text back only as long as it may still grow into a
 * repetition. Removed are: the line that reopens a code fence which is open; a repetition of at least
 * {@link SHORTEST_REPEAT} characters of the end; white space that repeats what was trimmed before sending.
 */
export class Join {
  /** The end of the text as it stands, and as the model saw it. */
  readonly #whole: string;
  readonly #sent: string;
  readonly #trimmed: string;
  readonly #shortest: number;
  readonly #fence: RegExp | undefined;
  /** The marks of the code fence that `kept` ends with, closed: a new block may follow. */
  readonly #closing: string | undefined;
  #held = '';
  #decided = false;

  constructor(kept: string) {
    const sent = kept.trimEnd();
    this.#trimmed = kept.slice(sent.length);
    this.#whole = kept.slice(-LONGEST_REPEAT);
    this.#sent = sent.slice(-LONGEST_REPEAT);
    this.#shortest = Math.min(SHORTEST_REPEAT, sent.length);
    const open = openFence(kept);
    this.#fence = open && reopening(open, kept);
    this.#closing = open === undefined ? /(?:^|\n) {0,3}(`{3,}|~{3,})\s*$/.exec(kept)?.[1] : undefined;
  }

  push(text: string): Joined {
    if (this.#decided) return { repeat: '', show: text };
    this.#held += text;
    return this.#decide(false);
  }

  /** The continuation has ended: whatever is held is decided. */
  end(): Joined {
    return this.#decided ? { repeat: '', show: '' } : this.#decide(true);
  }

  #decide(last: boolean): Joined {
    const fence = this.#fenceLength(last);
    const body = this.#held.slice(fence ?? 0);
    const undecided = fence === undefined || this.#mayGrow(body) || (fence > 0 && this.#mayGrow(this.#held));
    if (!last && undecided) return { repeat: '', show: '' };
    // A line that reopens the fence may itself be a part of a longer repetition.
    const whole = this.#repeated(this.#held);
    const length = whole > (fence ?? 0) ? whole : (fence ?? 0) + this.#repeated(body);
    const joined = { repeat: this.#held.slice(0, length), show: this.#held.slice(length) };
    this.#held = '';
    this.#decided = true;
    return joined;
  }

  /** Length of the reopening line at the beginning; undefined while its end has not come. */
  #fenceLength(last: boolean): number | undefined {
    if (this.#fence === undefined) return 0;
    const start = this.#held.search(/\S/);
    const line = start < 0 ? 0 : this.#held.indexOf('\n', start) + 1;
    if (line > 0) return this.#fence.test(this.#held.slice(0, line)) ? line : 0;
    return last || !/^\s*[`~]*[^`\n]{0,40}$/.test(this.#held) || !/^\s*(`|~|$)/.test(this.#held) ? 0 : undefined;
  }

  /** Whether more text could make of `body` a repetition, or a longer one. */
  #mayGrow(body: string): boolean {
    if (body === '' || (this.#closing !== undefined && /^[`~]+$/.test(body))) return true;
    return [this.#whole, this.#sent].some((end) => {
      const at = end.indexOf(body);
      return at >= 0 && at + body.length < end.length;
    });
  }

  #repeated(body: string): number {
    // Marks with a language behind them begin a new block, although the one before ended with the same marks.
    if (this.#closing !== undefined && /^(`{3,}|~{3,})[^\s`~]/.test(body)) return 0;
    const whole = longestOverlap(this.#whole, body);
    if (whole >= SHORTEST_REPEAT || (whole >= this.#shortest && whole > this.#trimmed.length)) return whole;
    // The model saw the trimmed text: its repetition ends there, and the white space follows anew.
    const sent = this.#trimmed === '' ? 0 : longestOverlap(this.#sent, body);
    const start = sent >= this.#shortest ? sent : 0;
    return start + commonStart(this.#trimmed, body.slice(start));
  }
}

/** The longest suffix of `kept` that is a prefix of `next`. */
function longestOverlap(kept: string, next: string): number {
  let length = Math.min(kept.length, next.length);
  while (length > 0 && !kept.endsWith(next.slice(0, length))) length--;
  return length;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/**
 * Matches a line that would open the code fence again in which `kept` ends; undefined where `kept` ends within the line
 * that opens it. At the beginning of a line bare marks close the fence, so there only one with the same language reopens
 * it.
 */
function reopening(open: Fence, kept: string): RegExp | undefined {
  const atLineStart = /\n\s*$/.test(kept);
  if (open.info === '' && atLineStart) return undefined;
  const lastLine = kept.slice(kept.lastIndexOf('\n') + 1).trim();
  if (lastLine === `${open.marks}${open.info}` || lastLine === `${open.marks} ${open.info}`) return undefined;
  const mark = open.marks.startsWith('`') ? '`' : '~';
  const info = open.info.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const marks = `${mark}{${open.marks.length},}`;
  const withLanguage = info === '' ? [] : [String.raw`\s*${marks}[ \t]*${info}`];
  const inLine = atLineStart ? [] : [String.raw`[ \t]*${marks}`];
  return new RegExp(String.raw`^(?:${[...withLanguage, ...inLine].join('|')})[ \t]*\r?\n$`);
}

interface Fence {
  readonly marks: string;
  readonly info: string;
}

/** The code fence that is open at the end of the text, if one is. */
function openFence(kept: string): Fence | undefined {
  let open: Fence | undefined;
  for (const [, marks = '', info = ''] of kept.matchAll(/^ {0,3}(`{3,}|~{3,})([^\n]*)$/gm)) {
    // Back-ticks in the same line make it code within a line, no fence.
    if (open === undefined && marks.startsWith('`') && info.includes('`')) continue;
    if (open === undefined) open = { marks, info: info.trim() };
    else if (marks.startsWith(open.marks) && info.trim() === '') open = undefined;
  }
  return open;
}
