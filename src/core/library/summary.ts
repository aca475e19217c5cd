// What a list of chats shows of each, and the text that a search looks through, made of a journal's records.
import { ChatLog, type LoggedClaudeTurn } from '../chat/chatLog.ts';
import type { Record } from '../chat/record.ts';
import { chatTitle } from '../chat/title.ts';

export interface ChatSummary {
  readonly id: string;
  readonly title: string;
  /** When something was last said in it, in milliseconds since the epoch. */
  readonly lastAt: number;
  /** URIs of the folders it belongs to. */
  readonly workspace: readonly string[];
  /** The process that streams an answer into it, if that still lives. */
  readonly pid?: number;
}

/** Undefined for a chat in which nothing was said. */
export function summarize(id: string, records: readonly Record[]): ChatSummary | undefined {
  const log = ChatLog.from(records);
  const title = chatTitle(log);
  if (log.turns.length === 0 && title === '') return undefined;
  const reply = log.turns.findLast((turn): turn is LoggedClaudeTurn => turn.role === 'claude');
  const part = reply?.parts.at(-1);
  const pid = part !== undefined && part.end === undefined ? part.ask.pid : undefined;
  const lastAt = records.reduce((last, record) => ('at' in record ? Math.max(last, record.at) : last), log.at);
  return { id, title, lastAt, workspace: log.workspace, ...(pid !== undefined && { pid }) };
}

/** All that was said in the chat, on every branch of it: questions, answers, thinking. */
export function textOf(records: readonly Record[]): string {
  const pieces: string[] = [];
  let before = '';
  for (const record of records) {
    if (record.type === 'user') pieces.push('\n', record.text);
    if (record.type === 'delta') {
      const stream = `${record.id} ${record.channel}`;
      if (stream !== before) pieces.push('\n');
      before = stream;
      pieces.push(record.text);
    }
  }
  return pieces.join('').slice(1);
}
