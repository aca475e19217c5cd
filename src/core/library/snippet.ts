// The piece of a chat that shows why it was found: where most of the words stand together.

/** Characters of a snippet, and how many of them come before the first word that was found. */
const LENGTH = 160;
const BEFORE = 40;
/** A word that was only begun may mean very many, each of them very often: these are enough to choose from. */
const MOST_TERMS = 20;
const MOST_PLACES = 50;

interface Place {
  readonly term: string;
  readonly at: number;
}

/** One line of `text` around the words (folded) that were found in it; its beginning where none of them is. */
export function snippet(text: string, terms: readonly string[]): string {
  const aligned = foldInPlace(text);
  const places = terms
    .slice(0, MOST_TERMS)
    .flatMap((term) => placesOf(term, text, aligned))
    .toSorted((a, b) => a.at - b.at);
  let best = { count: 0, at: 0 };
  let from = 0;
  for (const [to, { at }] of places.entries()) {
    while ((places[from]?.at ?? at) < at - LENGTH + 2 * BEFORE) from++;
    const count = new Set(places.slice(from, to + 1).map(({ term }) => term)).size;
    if (count > best.count) best = { count, at: places[from]?.at ?? at };
  }
  return around(text, best.at);
}

/** The character before and that of the place: a word, or a part of a name, begins between them. */
const BEGINNING = /[^\p{L}\p{N}]|.\p{Lu}|\p{L}\p{N}|\p{N}\p{L}|\p{Lo}/u;

/** Where words begin with the term, or parts of a name do. */
function placesOf(term: string, text: string, aligned: string): Place[] {
  const places: Place[] = [];
  for (let at = aligned.indexOf(term); at >= 0 && places.length < MOST_PLACES; at = aligned.indexOf(term, at + 1)) {
    if (at === 0 || BEGINNING.test(text.slice(at - 1, at + 1))) places.push({ term, at });
  }
  return places;
}

/** Without case and accents, each character in its place. */
function foldInPlace(text: string): string {
  const bare = text.replaceAll(/[^\x00-\x7f]/g, (character) => {
    const [first = character] = character.normalize('NFKD');
    return first.length === 1 ? first : character;
  });
  const small = bare.toLowerCase();
  return small.length === text.length ? small : bare;
}

function around(text: string, at: number): string {
  let from = Math.max(0, at - BEFORE);
  // Begins with a whole word, unless that is a very long one.
  if (from > 0) from += Math.max(0, text.slice(from, at).search(/\s\S/) + 1);
  const line = text
    .slice(from, from + LENGTH)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toWellFormed();
  return `${from > 0 ? '…' : ''}${line}${from + LENGTH < text.length ? '…' : ''}`;
}
