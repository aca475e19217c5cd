// One file of a Git diff, and the splitting of a whole diff into them.

export interface ChangedFile {
  /** As it is called now; of a deleted file its old name. */
  readonly path: string;
  readonly binary: boolean;
  readonly added: number;
  readonly removed: number;
  /** Its part of the diff, headers included. */
  readonly text: string;
}

/** Any line of a file's content begins with a blank, a sign or a backslash, so that this can be a header only. */
const FILE_HEADER = /^diff --(?:git|cc|combined) /m;

/** Splits what `git diff` printed. What an external diff program printed has no headers, and comes as one file without a name. */
export function splitDiff(diff: string): ChangedFile[] {
  if (diff.trim() === '') return [];
  const starts = [...diff.matchAll(new RegExp(FILE_HEADER, 'gm'))].map(({ index }) => index);
  if (starts.length === 0) return [readFile(diff)];
  return starts.map((start, nth) => readFile(diff.slice(start, starts[nth + 1])));
}

/** A file that Git does not follow yet, as `git diff` shows it after `git add --intent-to-add`. */
export function newFile(path: string, content: string): ChangedFile {
  const [from, to] = [quote(`a/${path}`), quote(`b/${path}`)];
  const head = [`diff --git ${from} ${to}`, 'new file mode 100644'];
  if (content.includes('\0')) {
    const text = [...head, `Binary files /dev/null and ${to} differ`, ''].join('\n');
    return { path, binary: true, added: 0, removed: 0, text };
  }
  const lines = content.split('\n');
  const ends = lines.at(-1) === '';
  if (ends) lines.pop();
  const hunk = [
    '--- /dev/null',
    `+++ ${to}`,
    `@@ -0,0 +1${lines.length === 1 ? '' : `,${lines.length}`} @@`,
    ...lines.map((line) => `+${line}`),
    ...(ends ? [] : [String.raw`\ No newline at end of file`]),
  ];
  const text = [...head, ...(lines.length > 0 ? hunk : []), ''].join('\n');
  return { path, binary: false, added: lines.length, removed: 0, text };
}

function readFile(text: string): ChangedFile {
  const lines = text.split('\n');
  const firstHunk = lines.findIndex((line) => line.startsWith('@@'));
  const head = firstHunk < 0 ? lines : lines.slice(0, firstHunk);
  const body = firstHunk < 0 ? [] : lines.slice(firstHunk);
  return {
    path: pathOf(head),
    binary: head.some((line) => /^(Binary files .* differ|GIT binary patch)$/.test(line)),
    added: body.filter((line) => line.startsWith('+')).length,
    removed: body.filter((line) => line.startsWith('-')).length,
    text,
  };
}

function pathOf(head: readonly string[]): string {
  const after = (prefix: string): string | undefined => {
    const line = head.find((candidate) => candidate.startsWith(prefix));
    // Git ends a name with blanks in it by a tab.
    return line === undefined ? undefined : unquote(line.slice(prefix.length).replace(/\t$/, ''));
  };
  const sides = [after('+++ '), after('--- ')];
  const named = sides.find((side) => side !== undefined && side !== '/dev/null');
  if (named !== undefined) return withoutPrefix(named);
  const renamed = after('rename to ') ?? after('copy to ') ?? after('diff --cc ') ?? after('diff --combined ');
  if (renamed !== undefined) return renamed;
  // Both halves are the same name here, but for their prefixes.
  const both = after('diff --git ') ?? '';
  return withoutPrefix(unquote(both.startsWith('"') ? (both.match(/"(?:[^"\\]|\\.)*"$/)?.[0] ?? both) : half(both)));
}

const half = (both: string): string => both.slice(Math.ceil(both.length / 2));

/** `a/`, `b/`, or with `diff.mnemonicPrefix` `i/`, `w/`, `c/`, `o/`. */
const withoutPrefix = (path: string): string => path.replace(/^[abciow]\//, '');

/** Git quotes names with unusual characters as C does, each byte of UTF-8 by itself. */
function unquote(name: string): string {
  if (!name.startsWith('"') || !name.endsWith('"') || name.length < 2) return name;
  const bytes: number[] = [];
  for (const [, octal, escaped, plain = ''] of name.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gu)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else bytes.push(...new TextEncoder().encode(escaped === undefined ? plain : (ESCAPES[escaped] ?? escaped)));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** A name that holds a line break could else pass for a header. */
function quote(name: string): string {
  if (!/["\\\p{Cc}]/u.test(name)) return name;
  const escaped = name.replaceAll(/["\\]/g, String.raw`\$&`);
  return `"${escaped.replaceAll(/\p{Cc}/gu, (sign) => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`)}"`;
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };
