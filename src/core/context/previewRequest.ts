// The request that a message would make now, built as the conversation builds it, and sent nowhere.
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import { newUserTurn, type ChatLog } from '../chat/chatLog.ts';
import type { ReadyToSend } from '../chat/conversationPorts.ts';
import { buildHistory, imagesOf } from '../chat/history.ts';
import { buildRequest } from '../claude/request.ts';
import type { SentContext } from './attachment.ts';
import { imageFilesOf, type Images } from './contextBlocks.ts';

export async function previewRequest(
  log: ChatLog,
  message: { readonly text: string; readonly context: readonly SentContext[] },
  ready: ReadyToSend,
  readImages: (files: readonly string[]) => Promise<Images>,
): Promise<MessageCreateParamsStreaming> {
  const asked = newUserTurn({ id: 'preview', at: 0, ...message });
  const images = await readImages([...imagesOf(log), ...imageFilesOf(message.context)]);
  const { messages } = buildHistory(log, asked, ready.maxTurns, undefined, images);
  const model = await ready.model(AbortSignal.timeout(PATIENCE_MS));
  return buildRequest(model, log.system ?? ready.system, messages, ready.wishes);
}

/** For the API's list of models, where none is known yet. */
const PATIENCE_MS = 5000;
