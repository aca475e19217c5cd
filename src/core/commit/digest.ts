// What of a diff goes to the model: all of it where it is small; of a huge one a fair share of each file, so that no file
// is missing from the message only because another one is long. Lock files, generated ones and binaries are named only.
import type { ChangedFile } from './changedFile.ts';

export interface Digest {
  readonly text: string;
  /** Files that are named only: what they hold says nothing about the change. */
  readonly leftOut: readonly string[];
  /** Files whose changes are shown in part, or, where there are very many, counted only. */
  readonly shortened: readonly string[];
}

/** About 17,000 tokens: more than most commits, and little enough to be cheap and quick. */
export const DIGEST_CHARACTERS = 60_000;

/** Below this a piece of a diff tells less than its figures. */
const LEAST_SHARE = 300;

const LONGEST_LINE = 400;

const LOCK_FILES = new Set(
  (
    'package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb deno.lock cargo.lock poetry.lock ' +
    'uv.lock pdm.lock pipfile.lock composer.lock gemfile.lock go.sum go.work.sum packages.lock.json podfile.lock ' +
    'pubspec.lock flake.lock mix.lock gradle.lockfile package.resolved cartfile.resolved .terraform.lock.hcl'
  ).split(' '),
);
const GENERATED = /\.min\.(js|css)$|\.(js|css)\.map$/;

export function digestOf(files: readonly ChangedFile[], characters = DIGEST_CHARACTERS): Digest {
  const leftOut = files.filter(saysNothing);
  const shown = files.filter((file) => !saysNothing(file));
  const full = shown.map(withoutLongLines);
  const share = fairShare(
    full.map((text) => text.length),
    characters,
  );
  const shortened: string[] = [];
  const parts = shown.map((file, nth) => {
    const text = full[nth] ?? '';
    if (text.length <= share) return text;
    shortened.push(file.path);
    return share < LEAST_SHARE ? figures(file) : beginning(text, share, file);
  });
  const named = leftOut.map((file) => `${figures(file)} (${file.binary ? 'binary' : 'lock or generated file'})`);
  // Of thousands of files even the names are too many.
  return {
    text: [...parts, ...named].join('\n').slice(0, characters * 2),
    leftOut: leftOut.map(({ path }) => path),
    shortened,
  };
}

function saysNothing({ path, binary }: ChangedFile): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return binary || LOCK_FILES.has(name) || GENERATED.test(name);
}

function withoutLongLines({ text }: ChangedFile): string {
  return text
    .split('\n')
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line))
    .join('\n');
}

/** The greatest size at which files cut down to it fit together: short files leave what they do not need to the long ones. */
function fairShare(sizes: readonly number[], characters: number): number {
  let left = characters;
  let waiting = sizes.length;
  for (const size of sizes.toSorted((a, b) => a - b)) {
    const share = left / waiting;
    if (size > share) return Math.floor(share);
    left -= size;
    waiting--;
  }
  return Infinity;
}

function beginning(text: string, share: number, file: ChangedFile): string {
  const note = `… (the rest of this file is left out; in all +${file.added} −${file.removed} lines)`;
  const cut = text.slice(0, Math.max(0, share - note.length - 1));
  return `${cut.slice(0, cut.lastIndexOf('\n') + 1)}${note}`;
}

function figures({ path, added, removed, binary }: ChangedFile): string {
  return binary ? path : `${path}: +${added} −${removed} lines`;
}
