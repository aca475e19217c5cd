// The steps that ask the API: the list of models, which costs nothing and needs a valid key, and one short streamed answer.
import type { Connection } from '../claude/connection.ts';
import { Exchange, type ExchangeListener, type ExchangePorts } from '../claude/exchange.ts';
import type { ExchangeEnd } from '../claude/exchangeEnd.ts';
import type { Failure } from '../claude/failure.ts';
import type { MessageUsage } from '../claude/messageUsage.ts';
import type { Model } from '../claude/models.ts';
import { RefusedFields } from '../claude/refusedFields.ts';
import { buildRequest } from '../claude/request.ts';
import { readStream, type StreamReading } from './streamReading.ts';
import { newArrival, tapFetch } from './tapFetch.ts';

export interface TriedReply {
  readonly end: ExchangeEnd;
  readonly reading: StreamReading;
  readonly headers: Headers;
  /** The model that answered. */
  readonly model: string;
  readonly usage: MessageUsage | undefined;
}

/** Long enough for a stream to be seen as one, short enough to cost a fraction of a cent. */
const QUESTION = 'Write the numbers from one to forty in words, separated by commas. Write nothing else.';
const MOST_TOKENS = 200;

export async function tryReply(
  connection: Connection,
  model: Model,
  send: (connection: Connection) => ExchangePorts['send'],
  listener: Pick<ExchangeListener, 'spent' | 'event' | 'headers'>,
  signal: AbortSignal,
): Promise<TriedReply> {
  const { clock } = connection;
  const arrival = newArrival(clock.now());
  const tapped = { ...connection, fetch: tapFetch(connection.fetch, clock, arrival) };
  let events = 0;
  let usage: MessageUsage | undefined;
  let answered = model.id;
  const ports = { send: send(tapped), clock, random: () => 0, maxRetries: 0, refused: new RefusedFields() };
  const exchange = new Exchange(ports, {
    headers: (headers) => listener.headers(headers),
    event: (event) => {
      events++;
      listener.event(event);
    },
    spent: (...spent) => {
      [usage, answered] = spent;
      listener.spent(...spent);
    },
    change: () => {},
    retry: () => {},
    forgetThinking: () => {},
  });
  const wishes = { thinking: 'off', maxTokens: MOST_TOKENS } as const;
  const { cache_control: _, ...request } = buildRequest(model, '', [{ role: 'user', content: QUESTION }], wishes);
  const end = await exchange.run(request, signal);
  return {
    end,
    reading: readStream(arrival, events),
    headers: arrival.headers ?? new Headers(),
    model: answered,
    usage,
  };
}

/** Trouble of the service itself rather than of this key, this request or this network. */
export function isWidespread({ kind }: Failure, host: string): boolean {
  return host.endsWith('anthropic.com') && ['server', 'overloaded', 'gatewayTimeout', 'requestTimeout'].includes(kind);
}
