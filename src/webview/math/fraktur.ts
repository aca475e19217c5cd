// Fraktur letters as Unicode's own signs, which the machine's fonts have: KaTeX's font for them weighs more than the few
// formulas that use them are worth.

/** These stood in Unicode before the alphabet did (https://www.unicode.org/charts/PDF/U1D400.pdf), which leaves their places empty. */
const EARLIER: Readonly<Record<string, string>> = { C: 'ℭ', H: 'ℌ', I: 'ℑ', R: 'ℜ', Z: 'ℨ' };
const CAPITAL_A = 0x1d504;
const SMALL_A = 0x1d51e;

export const fraktur = (text: string): string =>
  text.replaceAll(/[A-Za-z]/g, (letter) => {
    const first = letter < 'a' ? CAPITAL_A - 65 : SMALL_A - 97;
    return EARLIER[letter] ?? String.fromCodePoint(first + letter.charCodeAt(0));
  });
