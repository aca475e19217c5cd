// A chat as its records say: its turns on all their branches, with what the panel shows and what history needs of each.
// Records are applied one by one, the same way while a reply streams and when a journal is read again.
import type { SentContext } from '../context/attachment.ts';
import type { KeptBlock } from '../claude/reply.ts';
import { MessageQueue } from './messageQueue.ts';
import type { Record } from './record.ts';
import { TurnTree } from './turnTree.ts';

type Of<T extends Record['type']> = Extract<Record, { type: T }>;

export interface LoggedUserTurn {
  readonly role: 'user';
  readonly id: string;
  readonly at: number;
  readonly text: string;
  /** What went along with it. */
  readonly context: readonly SentContext[];
  /** The API refused that: the message goes without it. */
  contextLeftOut: boolean;
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
  /** The effort that was asked for, where one was. */
  effort: string | undefined;
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
  /** The user turn with which Claude's memory begins, where the user had the ones before it forgotten. */
  memoryStart: string | undefined;
  /** Nothing has been asked since: what the last request counted is no measure of the next. */
  memoryMoved = false;
  readonly tree = new TurnTree<LoggedTurn>();
  readonly queue = new MessageQueue();

  static from(records: Iterable<Record>): ChatLog {
    const log = new ChatLog();
    for (const record of records) log.apply(record);
    return log;
  }

  /** What is shown, deleted turns in their places. */
  get path(): readonly LoggedTurn[] {
    return this.tree.path;
  }

  /** What is shown and not deleted: the chat as Claude knows it. */
  get turns(): readonly LoggedTurn[] {
    return this.path.filter((turn) => this.deleted(turn) === undefined);
  }

  userTurn(id: string): LoggedUserTurn | undefined {
    const turn = this.tree.get(id);
    return turn?.role === 'user' ? turn : undefined;
  }

  claudeTurn(id: string): LoggedClaudeTurn | undefined {
    const turn = this.tree.get(id);
    return turn?.role === 'claude' ? turn : undefined;
  }

  /** The answer to a user turn that is shown, or was shown last; deleted ones are none. */
  shownReply(id: string): LoggedClaudeTurn | undefined {
    const next = this.tree.shownBehind(id);
    const turn = next === undefined ? undefined : this.claudeTurn(next);
    return turn === undefined || this.deleted(turn) === 'self' ? undefined : turn;
  }

  /** Whether the turn itself was deleted, or its question, without which an answer means nothing. */
  deleted(turn: LoggedTurn): 'self' | 'question' | undefined {
    if (turn.role === 'claude' && this.tree.isDeleted(turn.to)) return 'question';
    return this.tree.isDeleted(turn.id) ? 'self' : undefined;
  }

  /** Applies one record; one that refers to a turn that is not there changes nothing. */
  apply(record: Record): void {
    this.queue.apply(record);
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
        return this.tree.add(newUserTurn(record), record.after ?? this.tree.end);
      case 'leaveOut': {
        const turn = this.userTurn(record.id);
        if (turn !== undefined) turn.contextLeftOut = true;
        return;
      }
      case 'ask':
        this.memoryMoved = false;
        return this.#ask(record);
      case 'forgetBefore':
        this.memoryStart = record.id;
        this.memoryMoved = true;
        return;
      case 'stop': // a wish, not a fact: what comes of it is the turn's end
      case 'queue':
      case 'unqueue':
        return;
      case 'drop':
        return this.tree.setState(record.id, 'dropped');
      case 'delete':
      case 'restore':
        if (this.tree.get(record.id) === undefined) return;
        this.tree.setState(record.id, record.type === 'delete' ? 'deleted' : 'here');
        return this.#historyChanged(record.id);
      case 'show':
        if (this.tree.get(record.id) !== undefined) this.tree.show(record.id);
        return;
      case 'forgetThinking':
        for (const { turn } of this.tree.nodes.values()) if (turn.role === 'claude') turn.thinkingForgotten = true;
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
      effort: undefined,
      parts: [part],
      spent: [],
      text: '',
      thinking: '',
      thinkingForgotten: false,
    };
    this.tree.add(fresh, to);
  }

  /** What was thought behind that turn, other than in `except`, vouches for a history that is another one now. */
  #historyChanged(id: string, except?: string): void {
    for (const turn of this.tree.followers(id)) {
      if (turn.role === 'claude' && turn.id !== except) turn.thinkingForgotten = true;
    }
  }

  #applyToPart(
    record: Of<'start' | 'delta' | 'repeat' | 'closed' | 'spent' | 'end'>,
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
        turn.effort = record.effort;
        const asked = this.userTurn(turn.to);
        if (asked === undefined || asked.answered) return;
        asked.answered = true;
        // It is history from now on, also where an answer to it has failed and others were asked behind that.
        return this.#historyChanged(asked.id, turn.id);
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

export function newUserTurn({ id, at, text, context = [] }: Omit<Of<'user'>, 'type'>): LoggedUserTurn {
  return { role: 'user', id, at, text, context, contextLeftOut: false, answered: false };
}

function blockOf(part: LoggedPart, index: number, channel: LoggedBlock['channel']): LoggedBlock {
  const known = part.blocks.get(index);
  if (known !== undefined) return known;
  const block: LoggedBlock = { channel, shown: [], repeat: '', kept: undefined };
  part.blocks.set(index, block);
  return block;
}
