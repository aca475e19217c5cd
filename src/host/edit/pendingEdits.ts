// Whether a former session has left pending edits: asked at the start, before anything of inline edits is loaded.
import { readFile } from 'node:fs/promises';

/** `path` is the file of the {@link EditStore}, which writes its records without spaces; a quote in a text is escaped. */
export async function hasPendingEdits(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.includes('"state":"pending"');
}
