// What a panel's page would hold: applies the host's events one by one, exactly as a page does, and refuses a delta that
// does not join to what it has, so that a lost or a doubled one is found.
import assert from 'node:assert/strict';
import type { ClaudeTurn, Notice, PanelState, QueuedView, Turn } from '../../src/panelState.ts';
import type { HostEvent } from '../../src/protocol.ts';

export class PageModel {
  turns: Turn[];
  draft: string;
  queue: readonly QueuedView[];
  readonly accepted: string[] = [];
  readonly refused: Notice[] = [];
  readonly events: HostEvent[] = [];
  readonly #waiting: { readonly test: () => boolean; readonly settle: () => void }[] = [];

  constructor(state: PanelState) {
    this.turns = [...state.turns];
    this.draft = state.draft;
    this.queue = state.queue ?? [];
  }

  readonly post = (event: HostEvent): void => {
    // As it would arrive: a copy, made of JSON.
    const copy = structuredClone(event);
    this.events.push(copy);
    this.#apply(copy);
    for (const waiter of this.#waiting.filter(({ test }) => test())) {
      this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
      waiter.settle();
    }
  };

  /** Settles as soon as what the page holds makes `test` true. */
  until(test: (page: this) => boolean): Promise<void> {
    if (test(this)) return Promise.resolve();
    return new Promise((settle) => this.#waiting.push({ test: () => test(this), settle }));
  }

  get claude(): ClaudeTurn {
    const last = this.turns.findLast((turn) => turn.role === 'claude');
    assert.ok(last, 'the page has a turn of Claude');
    return last;
  }

  get text(): string {
    return this.turns.findLast((turn) => turn.role === 'claude')?.text ?? '';
  }

  #apply(event: HostEvent): void {
    switch (event.type) {
      case 'turn': {
        const at = this.turns.findIndex(({ id }) => id === event.turn.id);
        if (at >= 0) this.turns[at] = event.turn;
        else this.turns.push(event.turn);
        return;
      }
      case 'delta': {
        const turn = this.#claudeTurn(event.turnId);
        assert.equal(event.at, turn[event.channel].length, 'a delta joins to what the page has');
        assert.notEqual(event.text, '', 'no delta is empty');
        this.#replace({ ...turn, [event.channel]: turn[event.channel] + event.text });
        return;
      }
      case 'change': {
        const { outcome: _, ...turn } = { ...this.#claudeTurn(event.turnId), ...event.change };
        const outcome =
          event.change.outcome === undefined ? this.#claudeTurn(event.turnId).outcome : event.change.outcome;
        const fields = Object.entries({ ...turn, outcome }).filter(
          ([, value]) => value !== null && value !== undefined,
        );
        this.#replace(Object.fromEntries(fields) as unknown as ClaudeTurn);
        return;
      }
      case 'earlier':
        assert.equal(event.before, this.turns[0]?.id, 'earlier turns come in front of the first one');
        this.turns.unshift(...event.turns);
        return;
      case 'branch': {
        const kept = event.after === null ? 0 : this.turns.findIndex(({ id }) => id === event.after) + 1;
        assert.ok(event.after === null || kept > 0, 'a branch begins behind a turn that the page knows');
        this.turns = [...this.turns.slice(0, kept), ...event.turns];
        return;
      }
      case 'accepted':
        this.accepted.push(event.sendId);
        this.draft = '';
        return;
      case 'notAccepted':
        this.refused.push(event.notice);
        return;
      case 'draft':
        this.draft = event.text;
        return;
      case 'queue':
        this.queue = event.messages;
        return;
      default:
        return;
    }
  }

  #claudeTurn(id: string): ClaudeTurn {
    const turn = this.turns.find((known) => known.id === id);
    assert.ok(turn?.role === 'claude', `the page knows the turn ${id}`);
    return turn;
  }

  #replace(turn: ClaudeTurn): void {
    this.turns = this.turns.map((known) => (known.id === turn.id ? turn : known));
  }
}
