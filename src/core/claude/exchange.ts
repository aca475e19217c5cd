// One action of the user, from sending to the outcome: the first try, its automatic retries, and the cures of a refused
// request where the refusal names what can be left out. Never throws; cancelling is an outcome.
import type {
  MessageCreateParamsStreaming,
  RawMessageStreamEvent,
} from '@anthropic-ai/sdk/resources/messages/messages';
import type { TurnTimings } from '../../panelState.ts';
import { wait, type Clock } from '../clock.ts';
import type { AttemptEnd, AttemptListener } from './attempt.ts';
import { cureFor, type Cure } from './cure.ts';
import type { ExchangeEnd } from './exchangeEnd.ts';
import type { Failure, FailureKind } from './failure.ts';
import { estimateTokens, type MessageUsage } from './messageUsage.ts';
import type { RefusedFields } from './refusedFields.ts';
import { Reply, type ReplyChange } from './reply.ts';
import { decideRetry } from './retry.ts';

export interface RetryPlan {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** 1 for the first automatic retry. */
  readonly attempt: number;
  /** How many there will be at most, for this kind of failure. */
  readonly of: number;
  readonly failure: Failure;
}

export interface ExchangeListener {
  change(change: ReplyChange): void;
  /** Each event as the SDK gave it, for the raw view. */
  event(event: RawMessageStreamEvent): void;
  headers(headers: Headers): void;
  /** Sent without any thinking in its history, the request was taken: from now on it must stay out. */
  forgetThinking(): void;
  /** A wait begins; `undefined` when it is over. */
  retry(plan: RetryPlan | undefined): void;
  /** One request has ended, whatever its end: for the accounts. */
  spent(usage: MessageUsage, model: string, estimated: boolean, timings: TurnTimings): void;
}

export interface ExchangePorts {
  readonly send: (
    params: MessageCreateParamsStreaming,
    signal: AbortSignal,
    listener: AttemptListener,
  ) => Promise<AttemptEnd>;
  /** Asked once, before the first try: why the request must not leave, where something speaks against it. */
  readonly holdBack?:
    ((params: MessageCreateParamsStreaming, signal: AbortSignal) => Promise<Failure | undefined>) | undefined;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly maxRetries: number;
  /** What the server that `send` goes to has refused before. */
  readonly refused: RefusedFields;
}

export class Exchange {
  readonly #ports: ExchangePorts;
  readonly #listener: ExchangeListener;
  #waitOver: AbortController | undefined;
  #givenUp = false;

  constructor(ports: ExchangePorts, listener: ExchangeListener) {
    this.#ports = ports;
    this.#listener = listener;
  }

  /** Ends the wait for the next retry at once. */
  retryNow(): void {
    this.#waitOver?.abort();
  }

  /** Gives the retries up: the exchange ends with the failure that it waits over. */
  cancelRetry(): void {
    if (this.#waitOver === undefined) return;
    this.#givenUp = true;
    this.#waitOver.abort();
  }

  async run(first: MessageCreateParamsStreaming, signal: AbortSignal): Promise<ExchangeEnd> {
    const { clock, random, maxRetries, refused } = this.#ports;
    let params = refused.without(first);
    const failure = await this.#ports.holdBack?.(params, signal);
    if (failure !== undefined || signal.aborted) return neverSent(failure);
    const taken = new Set<Cure['took']>();
    for (let retries = 0; ;) {
      const { end, reply } = await this.#attempt(params, signal, taken);
      if (end.outcome !== 'broken' || end.failure === undefined || reply.shown || signal.aborted) return end;
      const cure = cureFor(end.failure, params);
      if (cure !== undefined && !taken.has(cure.took)) {
        taken.add(cure.took);
        ({ params } = cure);
        continue;
      }
      const decision = decideRetry(end.failure, retries, maxRetries, random());
      if (!decision.again) {
        return decision.retryAfterMs === undefined ? end : { ...end, retryAfterMs: decision.retryAfterMs };
      }
      retries++;
      await this.#wait(decision.afterMs, { attempt: retries, of: decision.of, failure: end.failure }, signal, clock);
      if (signal.aborted) return stoppedInWait(end);
      if (this.#givenUp) return end;
    }
  }

  async #wait(ms: number, plan: Omit<RetryPlan, 'at'>, signal: AbortSignal, clock: Clock): Promise<void> {
    this.#waitOver = new AbortController();
    this.#listener.retry({ at: clock.now() + ms, ...plan });
    await wait(clock, ms, AbortSignal.any([signal, this.#waitOver.signal]));
    this.#waitOver = undefined;
    this.#listener.retry(undefined);
  }

  /** Answered at last: what was taken out stays out. */
  #cured(model: string, taken: ReadonlySet<Cure['took']>): void {
    for (const took of taken) {
      if (took === 'history') this.#listener.forgetThinking();
      else this.#ports.refused.learn(model, took);
    }
  }

  async #attempt(
    params: MessageCreateParamsStreaming,
    signal: AbortSignal,
    taken: ReadonlySet<Cure['took']>,
  ): Promise<{ end: ExchangeEnd; reply: Reply }> {
    const { clock } = this.#ports;
    const reply = new Reply();
    const sent = clock.now();
    let firstByte: number | undefined;
    let firstToken: number | undefined;
    let model = params.model;
    const attemptEnd = await this.#ports.send(params, signal, {
      firstByte: () => (firstByte = clock.now()),
      headers: (headers) => this.#listener.headers(headers),
      event: (event) => {
        this.#listener.event(event);
        const change = reply.push(event);
        if (change === undefined) return;
        if (change.type === 'started') model = change.model;
        if (change.type === 'delta') firstToken ??= clock.now();
        this.#listener.change(change);
        if (change.type === 'started') this.#cured(params.model, taken);
      },
    });
    const ended = clock.now();
    const usage = finalUsage(reply);
    const writingMs = firstToken === undefined ? 0 : ended - firstToken;
    const timings: TurnTimings = {
      ...(firstByte !== undefined && { firstByte: firstByte - sent }),
      ...(firstToken !== undefined && { firstToken: firstToken - sent }),
      total: ended - sent,
      ...(usage !== undefined && writingMs > 0 && { tokensPerSecond: (usage.output * 1000) / writingMs }),
    };
    if (usage !== undefined) this.#listener.spent(usage, model, !reply.counted, timings);
    const common = { stopReason: reply.stopReason, started: reply.started, shown: reply.shown, timings };
    return { end: { ...endOf(attemptEnd, reply, params.model), ...common }, reply };
  }
}

function endOf(end: AttemptEnd, reply: Reply, model: string): Pick<ExchangeEnd, 'outcome' | 'failure' | 'refusal'> {
  // What came to its end is not made undone by a socket or a finger that was a moment late.
  if (reply.complete) {
    return { outcome: reply.outcome, ...(reply.refusal !== undefined && { refusal: reply.refusal }) };
  }
  if (end.kind === 'aborted') return { outcome: 'stopped' };
  const failure: Failure = end.kind === 'failed' ? end.failure : { kind: 'truncated' };
  return { outcome: 'broken', failure: OF_A_MODEL.has(failure.kind) ? { ...failure, model } : failure };
}

/** The user may have chosen a line, which stands for another model by now. */
const OF_A_MODEL: ReadonlySet<FailureKind> = new Set(['notFound', 'permission']);

/** The counts as the server told them, or with an estimated output where the stream ended before its final count. */
function finalUsage(reply: Reply): MessageUsage | undefined {
  if (reply.usage === undefined || reply.counted) return reply.usage;
  const estimate = estimateTokens(reply.characters);
  return { ...reply.usage, output: Math.max(reply.usage.output, estimate) };
}

/** Stopped, or held back, before anything has left. */
function neverSent(failure: Failure | undefined): ExchangeEnd {
  const common = { stopReason: null, started: false, shown: false, timings: { total: 0 } };
  return failure === undefined ? { outcome: 'stopped', ...common } : { outcome: 'broken', failure, ...common };
}

/** Stopped while waiting for a retry: the failure waited over is no longer what ended the turn. */
function stoppedInWait({ stopReason, started, shown, timings }: ExchangeEnd): ExchangeEnd {
  return { outcome: 'stopped', stopReason, started, shown, timings };
}
