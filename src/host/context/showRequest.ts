// Shows the request that Send would make: the same snapshot and the same way of building it, in a read-only editor.
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import { l10n, ProgressLocation, window } from 'vscode';
import type { Conversation } from '../../core/chat/conversation.ts';
import type { SentContext } from '../../core/context/attachment.ts';
import type { ReadyToSend } from '../../core/chat/conversationPorts.ts';
import { failureNotice } from '../../core/claude/failureWords.ts';
import { LARGE_TOKENS, tokensOfRequest } from '../../core/claude/requestTokens.ts';
import { previewRequest } from '../../core/context/previewRequest.ts';
import { requestText } from '../../core/context/requestText.ts';
import type { ImageFiles } from '../chat/imageFiles.ts';
import type { Account } from '../claude/account.ts';
import type { ReadOnlyTexts } from '../readOnlyTexts.ts';

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
  const show = (counted?: number): Promise<void> =>
    texts.show(l10n.t('What Is Sent.jsonc'), requestText(params, connection, t, counted), 'jsonc');
  await show();
  if (tokensOfRequest(params) >= LARGE_TOKENS) void offerCount(new URL(connection.baseUrl).host, params, ready, show);
}

/** To be counted it must be sent, and who looks at it may not have agreed to that yet: so it waits for a word. */
async function offerCount(
  host: string,
  params: MessageCreateParamsStreaming,
  { count }: ReadyToSend,
  show: (counted: number) => Promise<void>,
): Promise<void> {
  const yes = l10n.t('Count Exactly');
  const offer = l10n.t(
    'This request is large. {0} can count its tokens; for that it is sent there, free of charge.',
    host,
  );
  if ((await window.showInformationMessage(offer, yes)) !== yes) return;
  const progress = { location: ProgressLocation.Notification, title: l10n.t('Counting tokens…'), cancellable: true };
  await window.withProgress(progress, async (_, token) => {
    const stop = new AbortController();
    const listening = token.onCancellationRequested(() => stop.abort());
    const counted = await count(params, stop.signal).finally(() => listening.dispose());
    if (counted !== undefined) await show(counted);
    else if (!stop.signal.aborted) void window.showWarningMessage(l10n.t('{0} gave no count.', host));
  });
}
