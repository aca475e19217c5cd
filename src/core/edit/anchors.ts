// Patience diff's anchors: elements that occur once on either side and stand in the same order on both. They divide a
// large diff into many small ones, which an exact search can afford.
// https://bramcohen.livejournal.com/73318.html

export interface Anchor {
  readonly a: number;
  readonly b: number;
}

/** The longest rising series of elements that are unique on both sides. Time: n log n. */
export function anchors(a: ArrayLike<number>, b: ArrayLike<number>): Anchor[] {
  const places = once(a);
  const candidates: Anchor[] = [];
  for (const [element, place] of once(b)) {
    const other = places.get(element);
    if (other !== undefined) candidates.push({ a: other, b: place });
  }
  return longestRising(candidates);
}

/** The elements that occur once, with their place, in the order of their places. */
function once(sequence: ArrayLike<number>): Map<number, number> {
  const seen = new Set<number>();
  const places = new Map<number, number>();
  for (let place = 0; place < sequence.length; place++) {
    const element = sequence[place] ?? -1;
    if (seen.has(element)) places.delete(element);
    else {
      seen.add(element);
      places.set(element, place);
    }
  }
  return places;
}

/** Patience sorting: a pile's top is the smallest end of a series of its length; each card knows the one before it. */
function longestRising(candidates: readonly Anchor[]): Anchor[] {
  const tops: number[] = [];
  const before: number[] = [];
  for (const [index, { a }] of candidates.entries()) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((candidates[tops[middle] ?? 0]?.a ?? 0) < a) low = middle + 1;
      else high = middle;
    }
    before.push(tops[low - 1] ?? -1);
    tops[low] = index;
  }
  const series: Anchor[] = [];
  for (let index = tops.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const anchor = candidates[index];
    if (anchor !== undefined) series.push(anchor);
  }
  return series.toReversed();
}
