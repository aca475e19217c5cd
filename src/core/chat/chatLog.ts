// A chat as its records say: the turns in order, with what the panel shows and what history needs of each. Records are
// applied one by one, the same way while a reply streams and when a journal is read again.
import type { KeptBlock } from '../claude/reply.ts';
import type { Record } from './record.ts';

type Of<T extends Record['type']> = Extract<Record, { type: T }>;

export interface LoggedUserTurn {
  readonly role: 'user';
  readonly id: string;
  readonly at: number;
  readonly text: string;
  /** True once the API has begun to answer it. */
  answered: boolean;
}

/** A block of a reply: what was shown of it, what was received beside that, and whether it came to its end. */
export interface LoggedBlock {
  readonly channel: 'text' | 'thinking' | 'none';
  readonly shown: string[];
  /** Received in front of `shown`, not shown: what repeats the text before a Continue. */
  repeat: string;
  kept: KeptBlock | undefined;
}

/** One request's part of a turn: the first, or one more for each Continue. */
export interface LoggedPart {
  readonly ask: Of<'ask'>;
  started: boolean;
  readonly blocks: Map<number, LoggedBlock>;
  end: Of<'end'> | undefined;
}

export interface LoggedClaudeTurn {
  readonly role: 'claude';
  readonly id: string;
  readonly at: number;
  /** The user turn that it answers. */
  readonly to: string;
  model: string | undefined;
  readonly parts: LoggedPart[];
  readonly spent: Of<'spent'>[];
  /** What the panel shows, appended to as it comes: a rope, flattened only when somebody reads it. */
  text: string;
  thinking: string;
  /** The API refused its thinking once: it is not sent back any more. */
  thinkingForgotten: boolean;
}

export type LoggedTurn = LoggedUserTurn | LoggedClaudeTurn;

export class ChatLog {
  id = '';
  at = 0;
  title = '';
  workspace: readonly string[] = [];
  /** The instructions of the first request, frozen: a change would void the cache and the thinking of all turns. */
  system: string | undefined;
  readonly turns: LoggedTurn[] = [];

  static from(records: Iterable<Record>): ChatLog {
    const log = new ChatLog();
    for (const record of records) log.apply(record);
    return log;
  }

  userTurn(id: string): LoggedUserTurn | undefined {
    return this.turns.find((turn): turn is LoggedUserTurn => turn.role === 'user' && turn.id === id);
  }

  claudeTurn(id: string): LoggedClaudeTurn | undefined {
    return this.turns.findLast((turn): turn is LoggedClaudeTurn => turn.role === 'claude' && turn.id === id);
  }

  /** Applies one record; one that refers to a turn that is not there changes nothing. */
  apply(record: Record): void {
    switch (record.type) {
      case 'chat':
        this.id = record.id;
        this.at = record.at;
        this.workspace = record.workspace.filter((uri) => typeof uri === 'string');
        return;
      case 'title':
        this.title = record.title;
        return;
      case 'user':
        if (this.userTurn(record.id) === undefined)
          this.turns.push({ role: 'user', id: record.id, at: record.at, text: record.text, answered: false });
        return;
      case 'ask':
        return this.#ask(record);
      case 'stop':
        return; // a wish, not a fact: what comes of it is the turn's end
      case 'drop': {
        const index = this.turns.findIndex(({ id }) => id === record.id);
        if (index >= 0) this.turns.splice(index, 1);
        return;
      }
      case 'forgetThinking':
        for (const turn of this.turns) if (turn.role === 'claude') turn.thinkingForgotten = true;
        return;
      default: {
        const turn = this.claudeTurn(record.id);
        const part = turn?.parts.at(-1);
        if (turn !== undefined && part !== undefined) this.#applyToPart(record, turn, part);
      }
    }
  }

  #ask(record: Of<'ask'>): void {
    this.system ??= record.system;
    const part: LoggedPart = { ask: record, started: false, blocks: new Map(), end: undefined };
    const turn = this.claudeTurn(record.id);
    if (turn !== undefined) {
      turn.parts.push(part);
      return;
    }
    const { id, at, to } = record;
    const fresh: LoggedClaudeTurn = {
      role: 'claude',
      id,
      at,
      to,
      model: undefined,
      parts: [part],
      spent: [],
      text: '',
      thinking: '',
      thinkingForgotten: false,
    };
    this.turns.push(fresh);
  }

  #applyToPart(
    record: Exclude<Record, { type: 'chat' | 'title' | 'user' | 'ask' | 'stop' | 'drop' | 'forgetThinking' }>,
    turn: LoggedClaudeTurn,
    part: LoggedPart,
  ): void {
    switch (record.type) {
      case 'start': {
        // Sent again by itself, which happens only while nothing was shown: blocks of the failed try count no more.
        const shown = [...part.blocks.values()].some((block) => block.shown.length > 0 || block.repeat !== '');
        if (part.started && !shown) part.blocks.clear();
        part.started = true;
        turn.model = record.model;
        const asked = this.userTurn(turn.to);
        if (asked !== undefined) asked.answered = true;
        return;
      }
      case 'delta': {
        blockOf(part, record.block, record.channel).shown.push(record.text);
        if (record.channel === 'text') turn.text += record.text;
        else turn.thinking += record.text;
        return;
      }
      case 'repeat':
        blockOf(part, record.block, 'text').repeat += record.text;
        return;
      case 'closed':
        blockOf(part, record.block, 'none').kept = record.kept;
        return;
      case 'spent':
        turn.spent.push(record);
        return;
      case 'end':
        part.end = record;
        return;
    }
  }
}

function blockOf(part: LoggedPart, index: number, channel: LoggedBlock['channel']): LoggedBlock {
  const known = part.blocks.get(index);
  if (known !== undefined) return known;
  const block: LoggedBlock = { channel, shown: [], repeat: '', kept: undefined };
  part.blocks.set(index, block);
  return block;
}
