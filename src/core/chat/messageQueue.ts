// The messages that wait for an answer to end, as the records say: in their order, and whether they still go by
// themselves then.
import type { Record } from './record.ts';

type Of<T extends Record['type']> = Extract<Record, { type: T }>;

export interface QueuedMessage {
  /** As it will be the user's turn, under the same id. */
  readonly message: Omit<Of<'queue'>, 'type'>;
  /** The answer that it waited for ended otherwise than whole: it goes only when the user says so. */
  held: boolean;
}

export class MessageQueue {
  messages: QueuedMessage[] = [];
  /** Turns that came out of the queue. */
  readonly sent = new Set<string>();

  /** The one that goes by itself when the answer has ended. */
  get next(): QueuedMessage | undefined {
    return this.messages.find(({ held }) => !held);
  }

  get(id: string): QueuedMessage | undefined {
    return this.messages.find(({ message }) => message.id === id);
  }

  apply(record: Record): void {
    switch (record.type) {
      case 'queue': {
        const { type: _, ...message } = record;
        const known = this.get(record.id);
        // Written again, it goes by itself again.
        if (known !== undefined) known.held = false;
        else if (!this.sent.has(record.id)) this.messages.push({ message, held: false });
        return;
      }
      case 'user':
        if (this.get(record.id) !== undefined) this.sent.add(record.id);
        return this.#remove(record.id);
      case 'unqueue':
        return this.#remove(record.id);
      case 'ask':
        // The user has gone on by hand, after an answer that never got its end.
        if (!this.sent.has(record.to)) this.#hold();
        return;
      case 'end':
        if (record.outcome !== 'done') this.#hold();
        return;
      default:
    }
  }

  #hold(): void {
    for (const each of this.messages) each.held = true;
  }

  #remove(id: string): void {
    this.messages = this.messages.filter(({ message }) => message.id !== id);
  }
}
