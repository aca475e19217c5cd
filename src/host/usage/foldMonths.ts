// Folds the months before the last one, once a session. A month is replaced whole, by a rename: a window that dies in
// between leaves the old file or the new one, and two windows that fold at once write the same.
import { randomUUID } from 'node:crypto';
import { readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monthName } from '../../core/usage/days.ts';
import { fold } from '../../core/usage/fold.ts';
import { Ledger, writeEntry } from '../../core/usage/ledger.ts';
import { MONTH } from './ledgerFile.ts';

/** A month and a half back is the last month at the latest on its 16th: so at least 45 days keep each request. */
const KEPT_MS = 45 * 24 * 60 * 60 * 1000;

export async function foldMonths(folder: string, now: number): Promise<void> {
  const first = `${monthName(now - KEPT_MS)}.jsonl`;
  for (const name of await readdir(folder)) {
    if (MONTH.test(name) && name < first) await foldMonth(join(folder, name));
  }
}

async function foldMonth(path: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  const folded = fold(new Ledger().read(text).entries).map(writeEntry).join('');
  if (folded.length === text.length || folded === '') return;
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, folded, { mode: 0o600 });
    // Nobody writes into an old month, unless a clock was set back: then it is folded another time.
    if ((await stat(path)).size === Buffer.byteLength(text)) await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}
