// The lines of a chat's journal. A chat is what its records say, read in order; records are only ever appended. A
// reader passes over what it does not know, so that an older version can show what a newer one wrote.
import type { SentContext } from '../context/attachment.ts';
import { isSentContext } from '../context/contextShape.ts';
import type { MessageUsage } from '../claude/messageUsage.ts';
import type { Failure } from '../claude/failure.ts';
import type { KeptBlock } from '../claude/reply.ts';
import type { Outcome, TurnTimings } from '../../panelState.ts';

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
  | {
      readonly type: 'user';
      readonly id: string;
      readonly at: number;
      readonly text: string;
      /** The turn that it follows, empty for the first of a chat; absent: the last one shown then. */
      readonly after?: string;
      /** What went along, as it was when the message was sent. */
      readonly context?: readonly SentContext[];
    }
  /** A message waits for an answer to end; it leaves the queue as a user's turn of the same id, or by `unqueue`. */
  | {
      readonly type: 'queue';
      readonly id: string;
      readonly at: number;
      readonly text: string;
      readonly context?: readonly SentContext[];
    }
  | { readonly type: 'unqueue'; readonly id: string }
  /** The API refused what went along with this message: from here on it goes without. */
  | { readonly type: 'leaveOut'; readonly id: string }
  /** A request leaves for turn `id`, in answer to user turn `to`, or going on where the turn stood (`resume`). */
  | {
      readonly type: 'ask';
      readonly id: string;
      readonly to: string;
      readonly at: number;
      readonly model: string;
      /** The instructions, in a chat's first request; later ones send the same. */
      readonly system?: string;
      /** The prompt that asked to go on, for a Continue. */
      readonly resume?: string;
      /** The user turn with which the history that was sent began. */
      readonly from: string;
      /** Process of the extension host that runs it: while it lives, an answer without its end is still coming. */
      readonly pid?: number;
    }
  /** A window that does not run the turn wants it stopped. */
  | { readonly type: 'stop'; readonly id: string }
  /** The API has begun to answer: the user's turn is history from here on. */
  | {
      readonly type: 'start';
      readonly id: string;
      readonly at: number;
      readonly model: string;
      /** As it was sent; absent where it was left to the model. */
      readonly effort?: string;
    }
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
  /** A turn that came to nothing leaves the chat; its lines stay. */
  | { readonly type: 'drop'; readonly id: string }
  /** The user deleted a turn, which can be undone; what follows it stays. */
  | { readonly type: 'delete'; readonly id: string }
  | { readonly type: 'restore'; readonly id: string }
  /** Of the versions of a turn this one is shown from now on, with what follows it. */
  | { readonly type: 'show'; readonly id: string }
  /** The user had Claude forget what lies before this user turn: it is shown, and no longer sent. */
  | { readonly type: 'forgetBefore'; readonly id: string }
  /** From here on no thinking of earlier turns is sent back, since the API refused it. */
  | { readonly type: 'forgetThinking' };

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Check = (value: unknown) => boolean;
type Shape = { readonly [name: string]: Check };

const word: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number';
const flag: Check = (value) => typeof value === 'boolean';
const oneOf =
  (...known: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && known.includes(value);
const or =
  (nothing: null | undefined, check: Check): Check =>
  (value) =>
    value === nothing || check(value);
/** A journal has tens of thousands of lines: the names of the fields are looked up once. */
const shape = (fields: Shape): Check => {
  const checks = Object.entries(fields);
  return (value) => isObject(value) && checks.every(([name, check]) => check(value[name]));
};
/** What has the shape that belongs to its type. */
function variant(shapes: { readonly [type: string]: Shape }): Check {
  const checks = new Map<unknown, Check>(Object.entries(shapes).map(([type, fields]) => [type, shape(fields)]));
  return (value) => isObject(value) && checks.get(value['type'])?.(value) === true;
}

const counts = { input: number, output: number, cacheRead: number, cacheWrite5m: number, cacheWrite1h: number };
const time = or(undefined, number);
const KEPT: { readonly [type in KeptBlock['type']]: Shape } = {
  text: { citations: or(undefined, Array.isArray) },
  thinking: { signature: word },
  tool_use: { fields: isObject },
  other: { fields: isObject },
};
const kept = variant(KEPT);

const context = or(undefined, (value) => Array.isArray(value) && value.every(isSentContext));

/** What each record must have, so that nothing that reads a log needs to doubt its types. */
const SHAPES: { readonly [type in Record['type']]: Shape } = {
  chat: { v: number, id: word, at: number, workspace: Array.isArray },
  title: { title: word },
  user: {
    id: word,
    at: number,
    text: word,
    after: or(undefined, word),
    context,
  },
  leaveOut: { id: word },
  ask: {
    id: word,
    to: word,
    at: number,
    model: word,
    from: word,
    system: or(undefined, word),
    resume: or(undefined, word),
    pid: or(undefined, number),
  },
  stop: { id: word },
  queue: { id: word, at: number, text: word, context },
  unqueue: { id: word },
  start: { id: word, at: number, model: word, effort: or(undefined, word) },
  delta: { id: word, block: number, channel: oneOf('text', 'thinking'), text: word },
  repeat: { id: word, block: number, text: word },
  closed: { id: word, block: number, kept },
  spent: {
    id: word,
    usage: shape({ ...counts, thinking: number }),
    model: word,
    estimated: flag,
    cost: or(undefined, number),
  },
  end: {
    id: word,
    at: number,
    outcome: oneOf('done', 'stopped', 'cut', 'broken', 'refused'),
    stopReason: or(null, word),
    failure: or(
      undefined,
      shape({ kind: word, said: or(undefined, word), code: or(undefined, word), model: or(undefined, word) }),
    ),
    retryAfterMs: time,
    refusal: or(undefined, shape({ category: or(null, word), explanation: or(null, word) })),
    timings: shape({ total: number, firstByte: time, firstToken: time, tokensPerSecond: time }),
    thinkingMs: time,
  },
  drop: { id: word },
  delete: { id: word },
  restore: { id: word },
  show: { id: word },
  forgetBefore: { id: word },
  forgetThinking: {},
};

const isKnown = variant(SHAPES);
const isRecord = (value: unknown): value is Record => isKnown(value);

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
