// Gathers what the host sends and hands it on once per animation frame, deltas of one text joined: the page draws at
// the screen's pace, whatever the pace of the stream.
import type { HostMessage } from '../protocol.ts';

/** Messages that change the conversation; all others are acted on at once. */
export type Drawn = Extract<HostMessage, { type: 'state' | 'turn' | 'delta' | 'change' | 'removed' }>;

export interface Painter {
  add(message: Drawn): void;
}

/** `schedule` runs its argument before the next frame is painted. */
export function createPainter(schedule: (run: () => void) => void, draw: (message: Drawn) => void): Painter {
  let waiting: Drawn[] = [];

  const paint = (): void => {
    const messages = waiting;
    waiting = [];
    for (const message of messages) draw(message);
  };

  return {
    add: (message) => {
      if (waiting.length === 0) schedule(paint);
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
    },
  };
}
