// What the user does with turns that stand already: show another version, delete, undo that, drop what came to nothing.
// Each is a record; nothing is taken out of the journal.
import type { ChatFace } from './chatFace.ts';
import type { ChatLog, LoggedClaudeTurn, LoggedUserTurn } from './chatLog.ts';
import { touched } from './hear.ts';
import type { Outbox } from './outbox.ts';
import type { Record } from './record.ts';

export class Branches {
  readonly #log: ChatLog;
  readonly #outbox: Outbox;
  readonly #face: ChatFace;

  constructor(log: ChatLog, outbox: Outbox, face: ChatFace) {
    this.#log = log;
    this.#outbox = outbox;
    this.#face = face;
  }

  /** Shows this version of its turn, with what followed it. */
  show(id: string): void {
    if (this.#log.tree.get(id) === undefined || this.#log.path.some((turn) => turn.id === id)) return;
    this.#change([{ type: 'show', id }], []);
  }

  delete(id: string): void {
    if (this.#log.tree.get(id) === undefined || this.#log.tree.isDeleted(id)) return;
    this.#change([{ type: 'delete', id }], touched(this.#log, id));
  }

  restore(id: string): void {
    if (!this.#log.tree.isDeleted(id)) return;
    this.#change([{ type: 'restore', id }], touched(this.#log, id));
  }

  /** Takes out a question that never was history; where others follow it, it leaves its place behind. */
  drop(turn: LoggedClaudeTurn, asked: LoggedUserTurn): void {
    const others = [...this.#log.tree.followers(asked.id)].some(
      ({ id }) => id !== turn.id && this.#log.tree.get(id) !== undefined,
    );
    if (others) this.delete(asked.id);
    else
      this.#change(
        [turn, asked].map(({ id }): Record => ({ type: 'drop', id })),
        [],
      );
  }

  /** Takes out an answer of which nothing came, unless something follows it. */
  dropEmpty(turn: LoggedClaudeTurn): void {
    if (turn.text !== '' || turn.thinking !== '' || this.#log.tree.hasFollowers(turn.id)) return;
    this.#change([{ type: 'drop', id: turn.id }], []);
  }

  #change(records: readonly Record[], ids: readonly string[]): void {
    for (const record of records) this.#outbox.push(record);
    this.#outbox.push(undefined, () => this.#face.pathEvent());
    for (const id of ids) this.#outbox.push(undefined, () => this.#face.turnEvent(id));
    this.#outbox.push(undefined, () => this.#face.aroundEvents());
  }
}
