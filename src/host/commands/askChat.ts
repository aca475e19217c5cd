// Explain and Review: a question about the code in front, sent in the open chat, whose panel comes to the front.
import { randomUUID } from 'node:crypto';
import { commands, l10n, window, type TextEditor } from 'vscode';
import type { SentContext } from '../../core/context/attachment.ts';
import type { Chats } from '../chat/chats.ts';
import type { ContextDoor } from '../context/contextDoor.ts';
import { pathOf, withLines } from '../context/places.ts';

/** Longer code is not sent unasked: the user selects what is meant. */
const MOST_CHARACTERS = 60_000;

interface Lines {
  readonly start: number;
  readonly end: number;
}

/** `lines` counts from 0; without it the question is about the selection, else about the whole file. */
export async function askChat(
  { chats, along }: { readonly chats: Chats; readonly along: Pick<ContextDoor, 'mayLeave'> },
  about: 'explain' | 'review',
  lines?: (editor: TextEditor) => Promise<Lines>,
): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) {
    void window.showInformationMessage(l10n.t('Open a file and select the code that is meant.'));
    return;
  }
  const { document, selection } = editor;
  const whole = { start: 0, end: document.lineCount };
  const selected = { start: selection.start.line, end: selection.end.line + (selection.end.character === 0 ? 0 : 1) };
  const meant = (await lines?.(editor)) ?? (selection.isEmpty ? whole : selected);
  const code = Array.from(
    { length: meant.end - meant.start },
    (_, line) => document.lineAt(meant.start + line).text,
  ).join('\n');
  if (code.trim() === '')
    return void window.showInformationMessage(l10n.t('There is no code here. Select what is meant.'));
  if (code.length > MOST_CHARACTERS)
    return void window.showInformationMessage(l10n.t('This is too much for one question. Select less.'));
  const { label, path } = pathOf(document.uri);
  const place = [meant.start + 1, meant.end] as const;
  const quoted: SentContext = {
    id: randomUUID(),
    kind: 'selection',
    label: withLines(label, place),
    path,
    uri: document.uri.toString(),
    lines: place,
    text: code,
  };
  if ((await along.mayLeave(await chats.current(), '', [quoted])) !== undefined) return;
  await commands.executeCommand('sidestream.chat.focus');
  // It is about something else than the answer that is coming: a chat of its own.
  if (chats.running) await chats.newChat();
  const conversation = await chats.current();
  await conversation.ask(
    `${QUESTIONS[about]} ${path}, lines ${place.join(' to ')}:\n\n${fenced(code, document.languageId)}`,
  );
}

/** For the model, so in one language; the answer follows the user's own. */
const QUESTIONS = {
  explain: 'Explain this code: what it does, how, and what a reader must know before changing it. From',
  review:
    'Review this code. Name bugs, risks and what is hard to understand, each with its line, the gravest first; if there is nothing, say so. From',
};

/** A fence that is longer than any in the code. */
function fenced(code: string, language: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language === 'plaintext' ? '' : language}\n${code}\n${fence}`;
}
