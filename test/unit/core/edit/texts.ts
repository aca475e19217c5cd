/** Texts for property tests: few different lines, so that they repeat, and all that is awkward about line ends. */
import * as fc from 'fast-check';

const contents = [
  '',
  '}',
  '  }',
  '\tfoo();',
  'foo();',
  '  foo();',
  'a',
  'b',
  'c',
  'd',
  'const 𝒳 = "🎭";',
  '```',
  '\u2028',
  ' ',
  'e',
  'f',
];

const oneLine = fc.tuple(fc.constantFrom(...contents), fc.constantFrom('\n', '\n', '\n', '\r\n', '\r'));

/** Any lines with any ends, with or without a byte order mark and a last end. */
export const anyText: fc.Arbitrary<string> = fc
  .tuple(fc.array(oneLine, { maxLength: 40 }), fc.constantFrom('', '', '\uFEFF'), fc.constantFrom('', 'last', '𝒳'))
  .map(([lines, mark, last]) => mark + lines.map(([content, end]) => content + end).join('') + last);

/** Lines as {@link anyText} has them, but all with one end, as an editor holds them. */
export const plainText: fc.Arbitrary<string> = fc
  .tuple(fc.array(fc.constantFrom(...contents), { maxLength: 30 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, end, ended]) => lines.join(end) + (ended && lines.length > 0 ? end : ''));

/** A text and what an edit made of it: some stretches replaced, removed, repeated or moved. */
export const edited: fc.Arbitrary<readonly [readonly string[], readonly string[]]> = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 60 }),
    fc.array(
      fc.record({
        at: fc.nat(60),
        remove: fc.nat(8),
        insert: fc.array(fc.integer({ min: 40, max: 99 }), { maxLength: 6 }),
      }),
      { maxLength: 6 },
    ),
  )
  .map(([before, edits]) => {
    const lineOf = (number: number): string => (number < 8 ? `${contents[number % 5]}\n` : `line ${number}\n`);
    const after = [...before];
    for (const { at, remove, insert } of edits) after.splice(at, remove, ...insert);
    return [before.map(lineOf), after.map(lineOf)] as const;
  });
