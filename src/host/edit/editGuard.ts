// The guard in front of every edit: what of its file leaves is looked at as if it were attached to a message.
import { l10n, type TextDocument } from 'vscode';
import type { SentContext } from '../../core/context/attachment.ts';
import { findPrivate, type Finding } from '../../core/context/guard.ts';
import type { EditPrompt } from '../../core/edit/editPrompt.ts';
import type { EditRequest } from '../../core/edit/editRequest.ts';
import { lineEnd, splitLines } from '../../core/edit/lines.ts';
import { askAbout } from '../context/askToSend.ts';
import { pathRules } from '../context/pathRules.ts';

export class EditGuard {
  readonly #host: () => string;
  /** What the user allowed, until the window closes. */
  readonly #allowed = new Set<string>();

  /** `host` is where it would go. */
  constructor(host: () => string) {
    this.#host = host;
  }

  /** Asks where something looks private; false where the user wants nothing sent. */
  async mayLeave({ uri, isUntitled }: TextDocument, request: EditRequest, { sent }: EditPrompt): Promise<boolean> {
    const lines = splitLines(request.text);
    const leaves = (line: number): boolean => sent.some(({ start, end }) => line >= start && line < end);
    const text = lines.map((line, number) => (leaves(number) ? line : lineEnd(line))).join('');
    const { path, subject } = request;
    const file = quoted(path, text, isUntitled ? undefined : uri.toString());
    const context = subject === undefined ? [file] : [file, quoted(subject.path, subject.text, subject.uri)];
    const found = await findPrivate(request.instruction, context, pathRules);
    const fresh = found.filter((finding) => !this.#allowed.has(markOf(finding)));
    if (fresh.length === 0) return true;
    if ((await askAbout(fresh, this.#host(), [l10n.t('Send All the Same')])) === undefined) return false;
    for (const finding of fresh) this.#allowed.add(markOf(finding));
    return true;
  }
}

function quoted(path: string, text: string, uri: string | undefined): SentContext {
  return { id: path, kind: 'selection', label: path, path, text, ...(uri !== undefined && { uri }) };
}

/** An edit moves lines, so what was allowed once in a file is told by its kind. */
function markOf(finding: Finding): string {
  const { item, where, reason } = finding;
  return JSON.stringify([item?.uri, where, reason, reason === 'content' && finding.kind]);
}
