// The corpus of hostile answers (answers.txt), as texts by their names.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const raw = readFileSync(join(import.meta.dirname, 'answers.txt'), 'utf8');

export const HOSTILE: ReadonlyMap<string, string> = new Map(
  raw
    .split(/^%% /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      const text = part.slice(end + 1).trimEnd();
      return [
        part.slice(0, end),
        text.replaceAll(/\\u\{([0-9A-F]+)\}/g, (_, code) => String.fromCodePoint(parseInt(code, 16))),
      ];
    }),
);
