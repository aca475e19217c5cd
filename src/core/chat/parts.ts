// Which turns of a long chat its panel gets first, and how many at a time after that. The last ones fill the view, and
// are on the screen while those in front of them are still on their way: the editor copies each message several times.

/** Characters that fill the view of any panel, however tall and wide. */
const VIEW = 40_000;
/** Of a long message of the user the panel shows no more at first. */
const SHOWN = 6_000;
/** Characters that travel together without holding up what the user does meanwhile. */
const PART = 250_000;
/** So few are not worth a message of their own. */
const FEW = 60_000;

export interface Measured {
  readonly role: 'user' | 'claude';
  readonly id: string;
  readonly text: string;
  /** Folded away, so it fills nothing. */
  readonly thinking?: string;
}

/** Index of the first turn that the panel gets at once: of those at its end, and of all from turn `at` on. */
export function firstPart(turns: readonly Measured[], at: string | undefined): number {
  const place = turns.findIndex(({ id }) => id === at);
  let seen = 0;
  return begin(turns, turns.length, ({ role, text }, index) => {
    seen += role === 'user' ? Math.min(text.length, SHOWN) : text.length;
    return seen >= VIEW && (place < 0 || index <= place);
  });
}

/** Index of the first turn of the part that lies in front of turn number `end`. */
export function partBefore(turns: readonly Measured[], end: number): number {
  let size = 0;
  return begin(turns, end, (turn) => (size += sizeOf(turn)) >= PART);
}

/** Goes back from `end` until it is enough. A question and its answers are not parted. */
function begin(turns: readonly Measured[], end: number, enough: (turn: Measured, index: number) => boolean): number {
  const index = turns.findLastIndex((turn, at) => at < end && enough(turn, at) && turn.role === 'user');
  const before = turns.slice(0, Math.max(index, 0));
  return before.reduce((sum, turn) => sum + sizeOf(turn), 0) < FEW ? 0 : index;
}

const sizeOf = ({ text, thinking = '' }: Measured): number => text.length + thinking.length;
