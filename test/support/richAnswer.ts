// An answer with some of everything, for pictures.
export const QUESTION = 'Why is the sum NaN?';
export const THOUGHT = 'The loop bound is the suspect: <= reads one past the end.';
export const RICH = `Here is how the loop ends one step too late:

| Index | Value | Seen |
| ----- | ----: | :--: |
| 0     |    12 |  yes |
| 3     |     – |  no  |

\`\`\`ts
export function sum(values: readonly number[]): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] ?? 0; // was: <=
  return total;
}
\`\`\`

1. \`i <= length\` reads **past the end**
2. the value there is \`undefined\`, and the sum becomes \`NaN\`

> A test with an empty list would have told. See [the manual](https://example.com/arrays).`;
