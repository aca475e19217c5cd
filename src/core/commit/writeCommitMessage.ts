// Streams one commit message into an input box: paced, stoppable, and giving way to the user, who may type there at any time.
import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import type { Outcome } from '../../panelState.ts';
import { Exchange, type ExchangeListener, type ExchangePorts } from '../claude/exchange.ts';
import type { ExchangeEnd } from '../claude/exchangeEnd.ts';
import { joinToTyped, messageIn } from './messageText.ts';
import { PacedWriter } from './pacedWriter.ts';

export interface MessageBox {
  value: string;
}

export interface CommitEnd extends Pick<ExchangeEnd, 'failure' | 'retryAfterMs' | 'refusal' | 'stopReason'> {
  /** `typed`: the user typed into the box, which ended the request. */
  readonly outcome: Outcome | 'typed';
  /** Nothing of a message came. */
  readonly empty: boolean;
}

/** Four times a second is live enough; the box is drawn anew each time. */
const WRITE_EVERY_MS = 250;

/**
 * `typed` stays the beginning of the box's value. Resolves when the last of it is in the box; never throws. `listener` hears
 * of retries and of what was spent.
 */
export async function writeCommitMessage(
  box: MessageBox,
  typed: string,
  request: MessageCreateParamsStreaming,
  ports: ExchangePorts,
  listener: Omit<ExchangeListener, 'change' | 'forgetThinking'>,
  signal: AbortSignal,
): Promise<CommitEnd> {
  const givingWay = new AbortController();
  let ours = box.value;
  const writer = new PacedWriter<string>(ports.clock, WRITE_EVERY_MS, (value) => {
    if (box.value !== ours) givingWay.abort();
    if (givingWay.signal.aborted || value === ours) return;
    box.value = value;
    ours = value;
  });
  const parts: string[] = [];
  const exchange = new Exchange(ports, {
    ...listener,
    // There is no history to take thinking out of.
    forgetThinking: () => {},
    change: (change) => {
      if (change.type !== 'delta' || change.channel !== 'text') return;
      parts.push(change.text);
      const message = messageIn(parts.join(''), false);
      if (message !== '') writer.push(joinToTyped(typed, message));
    },
  });
  const end = await exchange.run(request, AbortSignal.any([signal, givingWay.signal]));
  const message = messageIn(parts.join(''), true);
  if (message !== '') writer.push(joinToTyped(typed, message));
  await writer.written();
  const outcome = givingWay.signal.aborted ? 'typed' : end.outcome;
  return { ...end, outcome, empty: message === '' };
}
