// How text becomes the words that a search compares: without case and accents, names of code also by their parts, and
// languages without spaces by their characters.

/** Longer ones are no words: what distinguishes two hashes stands at their beginning. */
const LONGEST = 48;

/** Plain ASCII first: it is most of all text, and many times cheaper to find. */
const WORD = /[A-Za-z0-9]+(?![A-Za-z0-9]|[^\x00-\x7f])|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
/** Words of these scripts have no spaces between them. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu;
const ASCII = /^[\x20-\x7e]*$/;
/** Has no parts: `word`, `Word`, `WORD`. */
const SIMPLE = /^[A-Z]?[a-z]*$|^[A-Z]+$|^[0-9]+$/;
const HUMP = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{N}+/gu;

/** `useEffect` is one word here. */
export function wordsOf(text: string): string[] {
  const words = text.match(WORD) ?? [];
  return ASCII.test(text) ? words : words.flatMap((word) => (ASCII.test(word) ? word : (word.match(UNSPACED) ?? [])));
}

/** `useEffect` is three words here: itself, `use` and `Effect`. */
export function wordsAndParts(text: string): string[] {
  return wordsOf(text).flatMap((word) => {
    const parts = SIMPLE.test(word) ? [] : (word.match(HUMP) ?? []);
    return parts.length > 1 ? [word, ...parts] : word;
  });
}

/** Two words with the same folded form are the same word. */
export function fold(word: string): string {
  // Most words are ASCII, and need no more. In capitals more letters are alike than in small ones: ß and ss, for one.
  const folded = /^[\x20-\x7e]*$/.test(word)
    ? word
    : word
        .normalize('NFKD')
        .toUpperCase()
        .replaceAll(/\p{M}+/gu, '');
  return folded.toLowerCase().slice(0, LONGEST);
}
