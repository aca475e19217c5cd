// The lines of a chat's journal. A chat is what its records say, read in order; records are only ever appended. A
// reader passes over what it does not know, so that an older version can show what a newer one wrote.
import type { MessageUsage } from '../claude/messageUsage.ts';
import type { Failure } from '../claude/failure.ts';
import type { KeptBlock } from '../claude/reply.ts';
import type { Outcome, TurnTimings } from '../../protocol.ts';

/** Raised when a reader of before would misunderstand a line, not when it would merely pass one over. */
export const JOURNAL_VERSION = 1;

export type Record =
  /** First line of each journal. */
  | {
      readonly type: 'chat';
      readonly v: number;
      readonly id: string;
      readonly at: number;
      /** URIs of the workspace's folders. */
      readonly workspace: readonly string[];
    }
  | { readonly type: 'title'; readonly title: string }
  | { readonly type: 'user'; readonly id: string; readonly at: number; readonly text: string }
  /** A request leaves for turn `id`, in answer to user turn `to`, or going on where the turn stood (`resume`). */
  | {
      readonly type: 'ask';
      readonly id: string;
      readonly to: string;
      readonly at: number;
      readonly model: string;
      readonly system?: string;
      /** The prompt that asked to go on, for a Continue. */
      readonly resume?: string;
      /** The user turn with which the history that was sent began. */
      readonly from: string;
    }
  /** The API has begun to answer: the user's turn is history from here on. */
  | { readonly type: 'start'; readonly id: string; readonly at: number; readonly model: string }
  | {
      readonly type: 'delta';
      readonly id: string;
      readonly block: number;
      readonly channel: 'text' | 'thinking';
      readonly text: string;
    }
  /** The answer after Continue repeated this text, which stands there already: part of what was received, not shown. */
  | { readonly type: 'repeat'; readonly id: string; readonly block: number; readonly text: string }
  | { readonly type: 'closed'; readonly id: string; readonly block: number; readonly kept: KeptBlock }
  | {
      readonly type: 'spent';
      readonly id: string;
      readonly usage: MessageUsage;
      readonly model: string;
      readonly estimated: boolean;
      readonly cost?: number;
    }
  | {
      readonly type: 'end';
      readonly id: string;
      readonly at: number;
      readonly outcome: Outcome;
      readonly stopReason: string | null;
      readonly failure?: Failure;
      readonly retryAfterMs?: number;
      readonly refusal?: { readonly category: string | null; readonly explanation: string | null };
      readonly timings: TurnTimings;
      readonly thinkingMs?: number;
    }
  /** The user took a turn out of the chat; its lines stay. */
  | { readonly type: 'drop'; readonly id: string }
  /** From here on no thinking of earlier turns is sent back, since the API refused it. */
  | { readonly type: 'forgetThinking' };

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Shape = { readonly [name: string]: 'string' | 'number' | 'object' | 'boolean' };

/** The fields without which a record means nothing; what is optional is checked where it is used. */
const SHAPES: { readonly [type in Record['type']]: Shape } = {
  chat: { v: 'number', id: 'string', at: 'number', workspace: 'object' },
  title: { title: 'string' },
  user: { id: 'string', at: 'number', text: 'string' },
  ask: { id: 'string', to: 'string', at: 'number', model: 'string', from: 'string' },
  start: { id: 'string', at: 'number', model: 'string' },
  delta: { id: 'string', block: 'number', channel: 'string', text: 'string' },
  repeat: { id: 'string', block: 'number', text: 'string' },
  closed: { id: 'string', block: 'number', kept: 'object' },
  spent: { id: 'string', usage: 'object', model: 'string', estimated: 'boolean' },
  end: { id: 'string', at: 'number', outcome: 'string', timings: 'object' },
  drop: { id: 'string' },
  forgetThinking: {},
};

function isKnown(type: unknown): type is Record['type'] {
  return typeof type === 'string' && Object.hasOwn(SHAPES, type);
}

function isRecord(value: unknown): value is Record {
  if (!isObject(value) || !isKnown(value['type'])) return false;
  return Object.entries(SHAPES[value['type']]).every(
    // `typeof null` is "object" too.
    ([name, type]) => typeof value[name] === type && value[name] !== null,
  );
}

export interface JournalText {
  readonly records: readonly Record[];
  /** Lines that are no record: torn, foreign, or of a later version. They stay in the file as they are. */
  readonly unread: number;
  /** Set where a later version of Sidestream wrote the journal: it is read, and must not be written. */
  readonly newer: boolean;
  /** The last line has no end: the next append must begin with a line break, or it would be lost with it. */
  readonly torn: boolean;
}

/** Reads a journal of whatever content; throws nothing. */
export function readJournal(text: string): JournalText {
  const records: Record[] = [];
  let unread = 0;
  let newer = false;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const value = parse(line);
    if (isRecord(value)) {
      if (value.type === 'chat' && value.v > JOURNAL_VERSION) newer = true;
      records.push(value);
    } else unread++;
  }
  return { records, unread, newer, torn: text !== '' && !text.endsWith('\n') };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** One record as its line. JSON escapes line breaks, so a record can never span two. */
export function writeRecord(record: Record): string {
  return `${JSON.stringify(record)}\n`;
}
