// Looks at what is about to leave, and says what in it seems private: names a file, a line and a kind, never the secret.
import { splitDiff } from '../commit/changedFile.ts';
import type { SentContext } from './attachment.ts';
import { hasSecretName } from './secretNames.ts';
import { findSecrets, type SecretKind } from './secrets.ts';

export type Concern =
  | { readonly reason: 'name' | 'gitignore' | 'exclude' }
  | { readonly reason: 'content'; readonly line: number; readonly kind: SecretKind };

/** One thing to ask about: in an item, or, without one, in the message itself. */
export type Finding = Concern & { readonly item?: SentContext; readonly where: string };

export interface PathRules {
  readonly isIgnored: (uri: string) => Promise<boolean>;
  readonly isExcluded: (uri: string) => Promise<boolean>;
}

export async function findPrivate(text: string, context: readonly SentContext[], rules: PathRules): Promise<Finding[]> {
  const ofMessage: Finding[] = findSecrets(text).map((found) => ({ reason: 'content', where: '', ...found }));
  const ofItems = await Promise.all(context.map((item) => ofItem(item, rules)));
  return [...ofItems.flat(), ...ofMessage];
}

async function ofItem(item: SentContext, rules: PathRules): Promise<Finding[]> {
  const where = item.path ?? item.label;
  const found: Finding[] = [];
  if (item.uri !== undefined && item.kind !== 'folder' && item.kind !== 'problems') {
    if (hasSecretName(where)) found.push({ reason: 'name', item, where });
    else if (await rules.isIgnored(item.uri)) found.push({ reason: 'gitignore', item, where });
    else if (await rules.isExcluded(item.uri)) found.push({ reason: 'exclude', item, where });
  }
  if (item.kind === 'image') return found;
  if (item.kind === 'diff') {
    for (const { path: name } of splitDiff(item.text))
      if (hasSecretName(name)) found.push({ reason: 'name', item, where: name });
  }
  const first = (item.lines?.[0] ?? 1) - 1;
  for (const { line, kind } of findSecrets(item.text)) {
    found.push({ reason: 'content', item, where, kind, line: first + line });
  }
  return found;
}

/** Two findings with one mark are the same to the user: what was allowed once in a chat is not asked again. */
export function markOf({ item, where, ...concern }: Finding): string {
  const line = concern.reason === 'content' && item !== undefined && item.kind !== 'image' ? item.text.length : '';
  return JSON.stringify([item?.uri ?? item?.kind, where, concern, line]);
}

/** As {@link markOf}, for an edit, which moves the lines of its own file: there a finding is told by its kind alone. */
export function kindMarkOf(finding: Finding): string {
  const { item, where, reason } = finding;
  return JSON.stringify([item?.uri, where, reason, reason === 'content' && finding.kind]);
}
