// The guard in front of every message: shows what seems private in a dialog of the editor's own, which no page can answer.
import { l10n, window } from 'vscode';
import type { SentContext } from '../../core/context/attachment.ts';
import { findPrivate, markOf, type Finding } from '../../core/context/guard.ts';
import { findingWords } from '../../core/context/guardWords.ts';
import { pathRules } from './pathRules.ts';

const SHOWN = 12;

/**
 * What of `context` may be sent with `text`; undefined where the user wants nothing sent. `allowed` holds what was
 * allowed in this chat before, and gets what is allowed now.
 */
export async function askToSend(
  text: string,
  context: readonly SentContext[],
  host: string,
  allowed: Set<string>,
): Promise<readonly SentContext[] | undefined> {
  const found = (await findPrivate(text, context, pathRules)).filter((finding) => !allowed.has(markOf(finding)));
  if (found.length === 0) return context;
  const without = l10n.t('Send Without Them');
  const anyway = l10n.t('Send All the Same');
  const held = new Set(found.map(({ item }) => item));
  const rest = context.filter((item) => !held.has(item));
  // Of words nothing is left out, and a message of which nothing is left is none.
  const goesWithout = !held.has(undefined) && (text !== '' || rest.length > 0);
  const answer = await askAbout(found, host, goesWithout ? [without, anyway] : [anyway]);
  if (answer === anyway) {
    for (const finding of found) allowed.add(markOf(finding));
    return context;
  }
  return answer === without ? rest : undefined;
}

/** Names what was found; the answer is one of `ways`, or undefined. */
export function askAbout(
  found: readonly Finding[],
  host: string,
  ways: readonly string[],
): Thenable<string | undefined> {
  const title = l10n.t('Some of this looks private. Send it to {0}?', host);
  return window.showWarningMessage(title, { modal: true, detail: detailOf(found) }, ...ways);
}

function detailOf(found: readonly Finding[]): string {
  const lines = found
    .slice(0, SHOWN)
    .map((finding) => `• ${findingWords(finding, (words, ...values) => l10n.t(words, ...values))}`);
  if (found.length > SHOWN) lines.push(l10n.t('… and {0} more', found.length - SHOWN));
  return lines.join('\n');
}
