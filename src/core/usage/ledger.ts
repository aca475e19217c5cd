// The accounts, append-only: a line when the API begins to answer a request, and one with the same id when its answer has
// ended, which takes the first one's place. So a window that dies in between leaves what was known. Written by many
// windows at once: a line stands for itself, and a torn one is passed over.
import type { TurnTimings } from '../../panelState.ts';
import type { MessageUsage } from '../claude/messageUsage.ts';

/** What requests are for; `provider` is for other extensions, `test` the test of the connection. */
export const KINDS = ['chat', 'edit', 'commit', 'provider', 'test'] as const;
export type Kind = (typeof KINDS)[number];

export interface LedgerEntry {
  /** When the API began to answer, in milliseconds since the epoch: a request belongs to the day on which it began. */
  readonly at: number;
  readonly id?: string;
  readonly kind: Kind;
  readonly chat?: string;
  readonly model: string;
  readonly usage: MessageUsage;
  /** US dollars as known then; absent for a model without a known price. */
  readonly cost?: number;
  /** US dollars that the cache saved; below zero where it was written and not read. */
  readonly saved?: number;
  readonly estimated: boolean;
  /** Milliseconds from sending to the first token. */
  readonly firstToken?: number;
  readonly tokensPerSecond?: number;
  /** Of how many requests this is the sum, in a month that was folded. */
  readonly requests?: number;
}

/** A request has left, whatever comes of it: the user's own rate limit counts these. */
export interface SentMark {
  readonly at: number;
  /** `count` only counts tokens, which costs nothing. */
  readonly sent: Kind | 'count';
}

/** How fast a request was, as far as it is known. */
export function paceOf({
  firstToken,
  tokensPerSecond,
}: TurnTimings): Pick<LedgerEntry, 'firstToken' | 'tokensPerSecond'> {
  return {
    ...(firstToken !== undefined && { firstToken }),
    ...(tokensPerSecond !== undefined && { tokensPerSecond: Math.round(tokensPerSecond * 10) / 10 }),
  };
}

export function writeEntry(entry: LedgerEntry | SentMark): string {
  return `${JSON.stringify(entry)}\n`;
}

/** What has been read of a ledger so far. */
export class Ledger {
  readonly entries: LedgerEntry[] = [];
  /** When requests left, in milliseconds since the epoch. */
  readonly sent: number[] = [];
  readonly #places = new Map<string, number>();

  /** Reads on, with whole lines of whatever content; throws nothing. */
  read(text: string): this {
    for (const line of text.split('\n')) {
      // Behind the torn line of a window that died the next entry stands in the same line.
      const value = parse(line) ?? parse(line.slice(line.lastIndexOf('{"at":')));
      if (isEntry(value)) this.#take(value);
      else if (isMark(value)) this.sent.push(value.at);
    }
    return this;
  }

  #take(entry: LedgerEntry): void {
    const place = entry.id === undefined ? undefined : this.#places.get(entry.id);
    if (place !== undefined) this.entries[place] = entry;
    else {
      if (entry.id !== undefined) this.#places.set(entry.id, this.entries.length);
      this.entries.push(entry);
    }
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isNumber = (value: unknown): boolean => typeof value === 'number';
const isMissingOr = (value: unknown, type: 'number' | 'string'): boolean =>
  value === undefined || typeof value === type;
const COUNTS = ['input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'] as const;
const OPTIONAL = ['cost', 'saved', 'firstToken', 'tokensPerSecond', 'requests'] as const;

function isEntry(value: unknown): value is LedgerEntry {
  if (!isRecord(value)) return false;
  const { usage } = value;
  return (
    isNumber(value['at']) &&
    typeof value['model'] === 'string' &&
    typeof value['kind'] === 'string' &&
    isMissingOr(value['id'], 'string') &&
    isMissingOr(value['chat'], 'string') &&
    OPTIONAL.every((name) => isMissingOr(value[name], 'number')) &&
    isRecord(usage) &&
    COUNTS.every((name) => isNumber(usage[name]))
  );
}

function isMark(value: unknown): value is SentMark {
  return isRecord(value) && isNumber(value['at']) && typeof value['sent'] === 'string';
}
