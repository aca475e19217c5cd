// Turns what an exchange reports into records and messages for one turn of a chat: deltas, phases, retries, its end.
import type { RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages/messages';
import type { Outcome, TurnTimings } from '../../panelState.ts';
import type { HostEvent } from '../../protocol.ts';
import { Join } from '../claude/continuation.ts';
import type { ExchangeListener, RetryPlan } from '../claude/exchange.ts';
import type { ExchangeEnd } from '../claude/exchangeEnd.ts';
import type { MessageUsage } from '../claude/messageUsage.ts';
import type { ReplyChange } from '../claude/reply.ts';
import type { Clock } from '../clock.ts';
import type { ChatLog } from './chatLog.ts';
import type { Outbox } from './outbox.ts';
import type { LiveTurn } from './turnView.ts';

export interface ReporterPorts {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly live: LiveTurn;
  /** US dollars, or undefined for a model without a known price. */
  readonly price: (usage: MessageUsage, model: string) => number | undefined;
  readonly reason: (plan: RetryPlan) => string;
  /** The whole `change` message of the turn, as the log and the live turn have it then. */
  readonly changed: (log: ChatLog) => HostEvent | undefined;
  readonly userTurnChanged: (log: ChatLog) => HostEvent | undefined;
  readonly onEvent: (event: RawMessageStreamEvent) => void;
  readonly onHeaders: (headers: Headers) => void;
  readonly onSpent: ExchangeListener['spent'];
}

export class Reporter implements ExchangeListener {
  readonly #ports: ReporterPorts;
  readonly #id: string;
  readonly #join: Join | undefined;
  #joinedBlock: number | undefined;
  #thinkingSince: number | undefined;

  /** `kept` is the text that stands there, when the exchange goes on with it. */
  constructor(turnId: string, kept: string | undefined, ports: ReporterPorts) {
    this.#id = turnId;
    this.#ports = ports;
    this.#join = kept === undefined || kept === '' ? undefined : new Join(kept);
  }

  change(change: ReplyChange): void {
    const { outbox, clock, live, changed, userTurnChanged } = this.#ports;
    const id = this.#id;
    switch (change.type) {
      case 'started':
        outbox.push(
          {
            type: 'start',
            id,
            at: clock.now(),
            model: change.model,
            ...(live.effort !== undefined && { effort: live.effort }),
          },
          userTurnChanged,
        );
        outbox.push(undefined, changed);
        return;
      case 'delta':
        this.#phase(change.channel);
        if (change.channel === 'text' && this.#join !== undefined) {
          this.#joinedBlock ??= change.block;
          if (this.#joinedBlock === change.block) return this.#joined(this.#join.push(change.text), change.block);
        }
        outbox.delta({ type: 'delta', id, block: change.block, channel: change.channel, text: change.text });
        return;
      case 'closed':
        this.#endJoin(change.block);
        outbox.push({ id, ...change });
        return;
    }
  }

  event(event: RawMessageStreamEvent): void {
    this.#ports.onEvent(event);
  }

  headers(headers: Headers): void {
    this.#ports.onHeaders(headers);
  }

  forgetThinking(): void {
    this.#ports.outbox.push({ type: 'forgetThinking' });
  }

  retry(plan: RetryPlan | undefined): void {
    const { live, outbox, changed, reason } = this.#ports;
    live.phase = plan === undefined ? 'waiting' : 'retrying';
    live.retry = plan && { at: plan.at, attempt: plan.attempt, of: plan.of, reason: reason(plan) };
    outbox.push(undefined, changed);
  }

  spent(usage: MessageUsage, model: string, estimated: boolean, timings: TurnTimings): void {
    const { outbox, price, onSpent, changed } = this.#ports;
    const cost = price(usage, model);
    outbox.push({ type: 'spent', id: this.#id, usage, model, estimated, ...(cost !== undefined && { cost }) }, changed);
    onSpent(usage, model, estimated, timings);
  }

  end(end: ExchangeEnd): void {
    const { outbox, clock, live } = this.#ports;
    if (this.#joinedBlock !== undefined) this.#endJoin(this.#joinedBlock);
    const { outcome, stopReason, failure, retryAfterMs, refusal, timings } = end;
    outbox.push({
      type: 'end',
      id: this.#id,
      at: clock.now(),
      outcome: outcome satisfies Outcome,
      stopReason,
      timings,
      ...(failure !== undefined && { failure }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(refusal !== undefined && { refusal }),
      ...(live.thinkingMs !== undefined && { thinkingMs: live.thinkingMs }),
    });
  }

  /** The first delta of a kind changes the phase; thinking is timed until the first text. */
  #phase(channel: 'text' | 'thinking'): void {
    const { live, clock, outbox, changed } = this.#ports;
    const phase = channel === 'text' ? 'writing' : 'thinking';
    if (live.phase === phase) return;
    if (phase === 'thinking') this.#thinkingSince = clock.now();
    else if (this.#thinkingSince !== undefined) {
      // Models may think again between two texts.
      live.thinkingMs = (live.thinkingMs ?? 0) + clock.now() - this.#thinkingSince;
      this.#thinkingSince = undefined;
    }
    live.phase = phase;
    outbox.push(undefined, changed);
  }

  #joined({ repeat, show }: { readonly repeat: string; readonly show: string }, block: number): void {
    const { outbox } = this.#ports;
    const id = this.#id;
    if (repeat !== '') outbox.push({ type: 'repeat', id, block, text: repeat });
    if (show !== '') outbox.delta({ type: 'delta', id, block, channel: 'text', text: show });
  }

  #endJoin(block: number): void {
    if (this.#join !== undefined && this.#joinedBlock === block) this.#joined(this.#join.end(), block);
  }
}
