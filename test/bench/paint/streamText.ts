// The text of the measured answers, cut into deltas, and where in the drawn text each delta ends: Markdown's marks are not
// drawn, so the words of each delta are looked up in the text of the page, in their order.
import { makeAnswer } from '../answers.ts';

export const LAST_WORDS = 'That was all.';
/** About three tokens. */
export const DELTA = 12;
/** How far behind the last word the next may be: the labels of a code block stand between. */
const REACH = 80;

/** Links go, since their addresses are not drawn. */
export const streamText = (length: number): string =>
  `${makeAnswer('answer', length).replaceAll(/\[(\w+)\]\([^)]*\)/g, '$1')}\n\n${LAST_WORDS}`;

const blank = (text: string): string => ' '.repeat(text.length);

/** What can be looked up in the page: numbers of list items and the language of a code block are not in its text. */
const lookedUp = (text: string): string =>
  text.replaceAll(/^```\w*|^ *\d+\. /gm, blank).replaceAll(/[^A-Za-z0-9]/g, ' ');

export interface Ends {
  /** For each delta how long the drawn text is when the delta is in it; undefined where it holds no word. */
  readonly ends: readonly (number | undefined)[];
  /** Pieces of words that were not found. */
  readonly missed: number;
}

export function endsOfDeltas(source: string, drawn: string): Ends {
  const text = lookedUp(source);
  const ends: (number | undefined)[] = [];
  let [at, missed] = [0, 0];
  for (let from = 0; from < text.length; from += DELTA) {
    const before = at;
    for (const [piece] of text.slice(from, from + DELTA).matchAll(/\S+/g)) {
      const found = drawn.indexOf(piece, at);
      if (found < 0 || found - at > REACH) missed += 1;
      else at = found + piece.length;
    }
    ends.push(at === before ? undefined : at);
  }
  return { ends, missed };
}

/** Milliseconds from each delta's time to the first moment at which the page's text was long enough to hold it. */
export function delays(
  ends: Ends['ends'],
  sent: readonly number[],
  seen: readonly (readonly [time: number, length: number])[],
): number[] {
  const result: number[] = [];
  let look = 0;
  for (const [index, end] of ends.entries()) {
    if (end === undefined) continue;
    while (look < seen.length && (seen[look]?.[1] ?? 0) < end) look += 1;
    const [time] = seen[look] ?? [Number.NaN];
    result.push(time - (sent[index] ?? Number.NaN));
  }
  return result;
}
