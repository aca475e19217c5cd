// The guard in front of every edit: asks where something of what would leave looks private.
import { l10n, type TextDocument } from 'vscode';
import { findPrivate, kindMarkOf } from '../../core/context/guard.ts';
import type { EditPrompt } from '../../core/edit/editPrompt.ts';
import type { EditRequest } from '../../core/edit/editRequest.ts';
import { leavingCode } from '../../core/edit/leavingCode.ts';
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

  /** False where the user wants nothing sent. */
  async mayLeave({ uri, isUntitled }: TextDocument, request: EditRequest, prompt: EditPrompt): Promise<boolean> {
    const code = leavingCode(request, prompt, isUntitled ? undefined : uri.toString());
    const found = await findPrivate(request.instruction, code, pathRules);
    const fresh = found.filter((finding) => !this.#allowed.has(kindMarkOf(finding)));
    if (fresh.length === 0) return true;
    if ((await askAbout(fresh, this.#host(), [l10n.t('Send All the Same')])) === undefined) return false;
    for (const finding of fresh) this.#allowed.add(kindMarkOf(finding));
    return true;
  }
}
