// The page's copy of what the host knows: applies numbered messages in order, and says of each whether to draw it, to
// drop it, or to ask for a new snapshot. Knows no DOM.
import type { ClaudeTurn, ClaudeTurnChange, PanelState, Turn } from '../panelState.ts';
import type { HostMessage } from '../protocol.ts';

/** `ask`: something was missed, post `ready` again. */
export type Verdict = 'draw' | 'drop' | 'ask';

export class Mirror {
  /** Number of the last message taken; absent while a snapshot is awaited. */
  #seq: number | undefined;
  readonly #turns = new Map<string, Turn>();

  take(message: HostMessage): Verdict {
    if (message.type === 'state') return this.#start(message.seq, message.state);
    // Messages up to the awaited snapshot are part of it already.
    if (this.#seq === undefined || message.seq <= this.#seq) return 'drop';
    if (message.seq !== this.#seq + 1) return this.#ask();
    this.#seq = message.seq;
    switch (message.type) {
      case 'earlier':
        return this.#earlier(message.before, message.turns);
      case 'turn':
        this.#turns.set(message.turn.id, message.turn);
        return 'draw';
      case 'branch':
        return this.#branch(message.after, message.turns);
      case 'change':
        return this.#update(message.turnId, (turn) => changed(turn, message.change));
      case 'delta': {
        const { channel, at, text } = message;
        const turn = this.claudeTurn(message.turnId);
        if (turn !== undefined && turn[channel].length !== at) return this.#ask();
        return this.#update(message.turnId, (old) => ({ ...old, [channel]: old[channel] + text }));
      }
      case 'prompts':
      case 'recentChats':
      case 'queue':
      case 'status':
      case 'title':
      case 'accepted':
      case 'notAccepted':
      case 'draft':
      case 'context':
      case 'suggestions':
      case 'insert':
      case 'shrink':
      case 'focus':
        return 'draw';
      default:
        return message satisfies never;
    }
  }

  /** Turns in the order of the conversation. */
  turns(): readonly Turn[] {
    return [...this.#turns.values()];
  }

  /** The whole of a message; `undefined` for a turn that is none. */
  userText(id: string): string | undefined {
    const turn = this.#turns.get(id);
    return turn?.role === 'user' ? turn.text : undefined;
  }

  claudeTurn(id: string): ClaudeTurn | undefined {
    const turn = this.#turns.get(id);
    return turn?.role === 'claude' ? turn : undefined;
  }

  get last(): Turn | undefined {
    return [...this.#turns.values()].at(-1);
  }

  #start(seq: number, state: PanelState): Verdict {
    this.#seq = seq;
    this.#turns.clear();
    for (const turn of state.turns) this.#turns.set(turn.id, turn);
    return 'draw';
  }

  #earlier(before: string, turns: readonly Turn[]): Verdict {
    const known = [...this.#turns];
    if (known[0]?.[0] !== before) return this.#ask();
    this.#turns.clear();
    for (const turn of turns) this.#turns.set(turn.id, turn);
    for (const [id, turn] of known) this.#turns.set(id, turn);
    return 'draw';
  }

  #branch(after: string | null, turns: readonly Turn[]): Verdict {
    const ids = [...this.#turns.keys()];
    const kept = after === null ? 0 : ids.indexOf(after) + 1;
    if (after !== null && kept === 0) return this.#ask();
    for (const id of ids.slice(kept)) this.#turns.delete(id);
    for (const turn of turns) this.#turns.set(turn.id, turn);
    return 'draw';
  }

  #ask(): Verdict {
    this.#seq = undefined;
    return 'ask';
  }

  #update(id: string, next: (turn: ClaudeTurn) => ClaudeTurn): Verdict {
    const turn = this.claudeTurn(id);
    if (turn === undefined) return 'drop';
    this.#turns.set(id, next(turn));
    return 'draw';
  }
}

function changed(turn: ClaudeTurn, change: ClaudeTurnChange): ClaudeTurn {
  const next = Object.assign({}, turn, change);
  for (const [name, value] of Object.entries(change)) if (value === null) Reflect.deleteProperty(next, name);
  return next;
}
