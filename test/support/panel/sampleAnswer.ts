// An answer with everything in it that an answer usually has, for pictures and checks of the panel.

export const SAMPLE_ANSWER = `The loop tests for \`-1\`, but at the end of a file \`read()\` returns **0**. With an empty file that is the first result, so \`total\` never changes.

## The fix

\`\`\`typescript
export async function copy(source: Reader, target: Writer, signal?: AbortSignal): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await source.read(buffer); // 0 at the end of the file, whatever its size was when it was opened
    if (count === 0) return total;
    await target.write(buffer.subarray(0, count), { signal });
    total += count;
  }
}
\`\`\`

Three things to note:

1. The end is **0**, an error is an exception.
2. \`subarray\` copies nothing.
   - It shares the memory of \`buffer\`,
   - so wait for the write before the next read.
3. The signal goes to \`write\` only.

| Result of \`read\` | Meaning | What the old loop did with it | What the new one does |
| --- | --- | --- | --- |
| > 0 | bytes were read | wrote them | writes them |
| 0 | end of file | went round for ever | returns |
| exception | disk or permission | went on with stale data | passes it on |

> An empty file is only the shortest way to see it: every file hangs at its end.

See [the manual](https://nodejs.org/api/fs.html#filehandlereadoptions), and not [https://nodejs.org](https://example.com/elsewhere).
`;
