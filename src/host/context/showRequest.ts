// Shows the request that Send would make: the same snapshot and the same way of building it, in a read-only editor.
import { l10n, window } from 'vscode';
import type { Conversation } from '../../core/chat/conversation.ts';
import type { SentContext } from '../../core/context/attachment.ts';
import { failureNotice } from '../../core/claude/failureWords.ts';
import { previewRequest } from '../../core/context/previewRequest.ts';
import { requestText } from '../../core/context/requestText.ts';
import type { ImageFiles } from '../chat/imageFiles.ts';
import type { Account } from '../claude/account.ts';
import type { ReadOnlyTexts } from './readOnlyText.ts';

export async function showRequest(
  { log }: Conversation,
  message: { readonly text: string; readonly context: readonly SentContext[] },
  { account, images, texts }: { readonly account: Account; readonly images: ImageFiles; readonly texts: ReadOnlyTexts },
): Promise<void> {
  const t = (words: string, ...values: (string | number)[]) => l10n.t(words, ...values);
  const [ready, { connection }] = [await account.connect(), await account.refresh()];
  if (!ready.ok || connection === undefined) {
    const failure = ready.ok ? ({ kind: 'noKey' } as const) : ready.failure;
    void window.showWarningMessage(failureNotice(failure, account.situation(), false, t).title);
    return;
  }
  const params = await previewRequest(log, message, ready, (files) => images.read(files));
  await texts.show(l10n.t('What Is Sent.jsonc'), requestText(params, connection, t), 'jsonc');
}
