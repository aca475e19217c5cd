// Hands on what the host sends: the first at once, what has come by the time that the page is free again together, deltas of
// one text joined. So nothing is held back, and a page that is behind draws once for all of it.
import type { HostMessage } from '../protocol.ts';

/** Messages that change the conversation; all others are acted on at once. */
export type Drawn = Extract<HostMessage, { type: 'state' | 'earlier' | 'turn' | 'delta' | 'change' | 'branch' }>;

export interface Painter {
  add(message: Drawn): void;
}

/** `schedule` runs its argument when the page may draw again. */
export function createPainter(schedule: (run: () => void) => void, draw: (message: Drawn) => void): Painter {
  let waiting: Drawn[] = [];
  /** The page has just drawn; what comes now waits for `schedule`. */
  let drawn = false;

  const paint = (): void => {
    const messages = waiting;
    waiting = [];
    drawn = messages.length > 0;
    if (drawn) schedule(paint);
    for (const message of messages) draw(message);
  };

  return {
    add: (message) => {
      const last = waiting.at(-1);
      const joins =
        message.type === 'delta' &&
        last?.type === 'delta' &&
        last.turnId === message.turnId &&
        last.channel === message.channel;
      if (joins) waiting[waiting.length - 1] = { ...last, seq: message.seq, text: last.text + message.text };
      // A snapshot holds all that came before it; what waited is drawn already, or was for another chat.
      else if (message.type === 'state') waiting = [message];
      else waiting.push(message);
      if (!drawn) paint();
    },
  };
}
