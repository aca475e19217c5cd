// Which of many paths one means by a few letters: the file's own name counts more than its folders, a beginning more than
// a middle, and letters in order more than nothing.

/** The best first, at most `most`; equal ones as they came. */
export function rankPlaces<T extends { readonly path: string }>(
  query: string,
  places: readonly T[],
  most: number,
): T[] {
  const wanted = query.toLowerCase();
  const scored = places.flatMap((place, order) => {
    const score = scoreOf(wanted, place.path.toLowerCase());
    return score === undefined ? [] : [{ place, order, score }];
  });
  return scored
    .toSorted((a, b) => a.score - b.score || a.place.path.length - b.place.path.length || a.order - b.order)
    .slice(0, most)
    .map(({ place }) => place);
}

/** The lower, the better. */
function scoreOf(wanted: string, path: string): number | undefined {
  const whole = path.endsWith('/') ? path.slice(0, -1) : path;
  const name = whole.slice(whole.lastIndexOf('/') + 1);
  if (wanted === '') return whole.split('/').length;
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(wanted)) return 2;
  if (path.includes(wanted)) return 3;
  return hasInOrder(wanted, path) ? 4 : undefined;
}

function hasInOrder(letters: string, path: string): boolean {
  let at = -1;
  for (const letter of letters) {
    at = path.indexOf(letter, at + 1);
    if (at === -1) return false;
  }
  return true;
}
