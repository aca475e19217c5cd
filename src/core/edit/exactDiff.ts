// The shortest edit script between two sequences of numbers: Myers' O(ND) algorithm in its linear-space form, with a
// bound on its work. Libraries were weighed: `diff` (jsdiff, BSD-3, well kept) is exact, but makes an object per step and
// costs 20 hash passes at 10,000 lines; `fast-diff` (Apache-2.0) takes characters and so at most 65,536 different lines.
//
// E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986), section 4b:
// http://www.xmailserver.org/diff2.pdf
import { anchors } from './anchors.ts';

/** `count` pairs of equal elements, from `a` and `b` on, told in rising order. */
export type Matched = (a: number, b: number, count: number) => void;

/** Steps that one call may take, about: 10 ms, so that a line that closes a huge hunk stays within a frame. */
const MOST_STEPS = 3_000_000;

/** However large the sides are, this many differences are searched exactly between two dividing points. */
const FEWEST_DIFFERENCES = 128;

/** Beyond this many elements on both sides together an exact search may not be affordable: anchors divide them first. */
const MOST_ELEMENTS = 4000;

interface Sides {
  readonly a: ArrayLike<number>;
  readonly b: ArrayLike<number>;
  readonly matched: Matched;
  /** Half the differences up to which a search is exact: beyond, the furthest point so far divides the sides. */
  readonly most: number;
}

/** A rectangle of the edit graph: `a[left..right)` against `b[top..bottom)`. */
interface Part {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Reused by all searches, which never overlap: two arrays a hunk would cost more than a small diff does. */
let forward = new Int32Array(512);
let backward = new Int32Array(512);

/**
 * Tells the matches of a shortest edit script from `a` to `b`. Where they have more than {@link MOST_ELEMENTS} together,
 * the script is a valid one near the shortest.
 */
export function exactDiff(a: ArrayLike<number>, b: ArrayLike<number>, matched: Matched): void {
  const most = Math.max(FEWEST_DIFFERENCES, Math.floor(MOST_STEPS / (a.length + b.length + 1)));
  const sides = { a, b, matched, most };
  let left = 0;
  let top = 0;
  if (a.length + b.length > MOST_ELEMENTS) {
    for (const anchor of anchors(a, b)) {
      divide(sides, { left, right: anchor.a, top, bottom: anchor.b });
      matched(anchor.a, anchor.b, 1);
      left = anchor.a + 1;
      top = anchor.b + 1;
    }
  }
  divide(sides, { left, right: a.length, top, bottom: b.length });
}

function divide(sides: Sides, part: Part): void {
  const { a, b, matched } = sides;
  let { left, right, top, bottom } = part;
  while (left < right && top < bottom && a[left] === b[top]) {
    left++;
    top++;
  }
  if (left > part.left) matched(part.left, part.top, left - part.left);
  while (right > left && bottom > top && a[right - 1] === b[bottom - 1]) {
    right--;
    bottom--;
  }
  if (left < right && top < bottom) {
    const middle = findMiddle(sides, { left, right, top, bottom });
    if (middle !== undefined) {
      divide(sides, { left, right: middle.x, top, bottom: middle.y });
      divide(sides, { left: middle.x, right, top: middle.y, bottom });
    }
  }
  if (right < part.right) matched(right, bottom, part.right - right);
}

/**
 * A point on a shortest path through `part`, neither its start nor its end; undefined where nothing matches. The first
 * elements of the sides differ, and so do the last. Points are counted from the part's corner, diagonals by x - y.
 */
function findMiddle({ a, b, most }: Sides, { left, right, top, bottom }: Part): Point | undefined {
  const n = right - left;
  const m = bottom - top;
  if (n === 1 || m === 1) return findSingle(a, b, { left, right, top, bottom });
  const half = Math.min(most, (n + m + 1) >> 1);
  if (forward.length < 2 * half + 3) {
    forward = new Int32Array(4 * half + 3);
    backward = new Int32Array(4 * half + 3);
  }
  const f = forward;
  const r = backward;
  const zero = half + 1;
  const delta = n - m;
  const odd = (delta & 1) !== 0;
  f[zero + 1] = 0;
  r[zero + 1] = 0;
  for (let d = 0; d <= half; d++) {
    // A path of d steps on any other diagonal would leave the rectangle.
    const low = d > m ? d - 2 * m : -d;
    const high = d > n ? 2 * n - d : d;
    for (let k = low; k <= high; k += 2) {
      let x = step(f, zero + k, k, d);
      const from = x;
      while (x < n && x - k < m && a[left + x] === b[top + x - k]) x++;
      f[zero + k] = x;
      // The search from the end counts its diagonals from there: this one is its `delta - k`.
      const other = delta - k;
      if (odd && other > -d && other < d && x + at(r, zero + other) >= n) {
        const end = { x: left + x, y: top + x - k };
        return end.x < right || end.y < bottom ? end : { x: left + from, y: top + from - k };
      }
    }
    for (let k = low; k <= high; k += 2) {
      let x = step(r, zero + k, k, d);
      const from = x;
      while (x < n && x - k < m && a[right - 1 - x] === b[bottom - 1 - x + k]) x++;
      r[zero + k] = x;
      const other = delta - k;
      if (!odd && other >= -d && other <= d && x + at(f, zero + other) >= n) {
        const start = { x: right - x, y: bottom - x + k };
        return start.x > left || start.y > top ? start : { x: right - from, y: bottom - from + k };
      }
    }
  }
  const { x, y } = furthest(f, zero, half, n, m);
  return { x: left + x, y: top + y };
}

/** Where diagonal `k` is entered by step `d`: from its upper or its lower neighbour, whichever has come further. */
function step(reached: Int32Array, index: number, k: number, d: number): number {
  const across = at(reached, index - 1);
  const down = at(reached, index + 1);
  return k === -d || (k !== d && across < down) ? down : across + 1;
}

/** One of the sides has a single element: its first equal divides the other. */
function findSingle(a: ArrayLike<number>, b: ArrayLike<number>, { left, right, top, bottom }: Part): Point | undefined {
  for (let x = left; x < right; x++) for (let y = top; y < bottom; y++) if (a[x] === b[y]) return { x, y };
  return undefined;
}

/** The work is bounded: the point from which least is left. */
function furthest(f: Int32Array, zero: number, d: number, n: number, m: number): Point {
  let best = { x: 0, y: 0 };
  const high = d > n ? 2 * n - d : d;
  for (let k = d > m ? d - 2 * m : -d; k <= high; k += 2) {
    const x = Math.min(at(f, zero + k), n, m + k);
    if (x - k >= 0 && x + x - k > best.x + best.y) best = { x, y: x - k };
  }
  return best;
}

/** An element that is known to exist. */
function at(array: Int32Array, index: number): number {
  return array[index] ?? 0;
}
