// The test of the connection: one step after the other, from the address to the last byte of a short answer, and a verdict.
// A step that fails does not end it where a later one may still work: the editor may know a way that this does not see.
import type { Connection } from '../claude/connection.ts';
import type { ExchangeListener, ExchangePorts } from '../claude/exchange.ts';
import type { Failure } from '../claude/failure.ts';
import { failureNotice, type Situation, type Translate } from '../claude/failureWords.ts';
import type { Model } from '../claude/models.ts';
import type { Notice } from '../../panelState.ts';
import { cureWords, findCulprit } from './culprit.ts';
import type { Diagnosis, Step } from './diagnosis.ts';
import type { FoundProxy } from './proxySetting.ts';
import type { StreamReading } from './streamReading.ts';
import { isWidespread, tryReply, type TriedReply } from './tryReply.ts';
import { tryTheWay, type Network } from './wayThere.ts';

export interface Tested {
  readonly url: URL;
  readonly key: 'stored' | 'environment' | 'rehearsal' | 'none';
  readonly insecure: boolean;
  readonly connection: Connection | undefined;
  readonly proxy: FoundProxy | undefined;
}

export interface DoctorPorts {
  readonly network: Network;
  readonly send: (connection: Connection) => ExchangePorts['send'];
  /** The API's list; a gateway may have none. */
  readonly list: (
    connection: Connection,
    signal: AbortSignal,
  ) => Promise<{ readonly models: readonly Model[] } | { readonly failure: Failure }>;
  readonly model: (connection: Connection, signal: AbortSignal) => Promise<Model>;
  readonly listener: Pick<ExchangeListener, 'spent' | 'event' | 'headers'>;
  /** What the answer cost, in words. */
  readonly cost: (reply: TriedReply) => string;
  readonly situation: Situation;
  readonly t: Translate;
  /** A step is about to be taken. */
  readonly onStep: (name: string) => void;
}

/** Never throws; an abort by `signal` ends it with what is known until then. */
export async function testConnection(tested: Tested, ports: DoctorPorts, signal: AbortSignal): Promise<Diagnosis> {
  const { t, situation, network, onStep } = ports;
  const { url, connection, proxy } = tested;
  const steps: Step[] = [addressStep(tested, t), keyStep(tested, t), proxyStep(proxy, t)];
  const done = (verdict: Notice, widespread = false): Diagnosis => ({ steps, verdict, widespread });
  const failed = (failure: Failure) =>
    done(failureNotice(failure, situation, false, t), isWidespread(failure, url.hostname));
  if (connection === undefined) return failed({ kind: 'noKey' });
  const { clock } = connection;

  onStep(t('The way to {0}', url.host));
  steps.push(...(await tryTheWay(url, proxy?.url, network, clock, t)));
  if (signal.aborted) return done(stopped(t));

  onStep(t('The list of models'));
  const from = clock.now();
  const listed = await ports.list(connection, signal);
  steps.push({ ...listStep(listed, situation, t), ms: clock.now() - from });
  // Where the key is refused here, it would be refused there.
  if (
    'failure' in listed &&
    ['authentication', 'badKey', 'badHeader', 'redirect', 'tls'].includes(listed.failure.kind)
  ) {
    return failed(listed.failure);
  }
  const model = await ports.model(connection, signal);
  steps.push({
    name: t('Model'),
    state: 'ok',
    words: situation.model === model.id ? model.id : `${situation.model}: ${model.id}`,
  });
  if (signal.aborted) return done(stopped(t));

  onStep(t('A short answer'));
  const reply = await tryReply(connection, model, ports.send, ports.listener, signal);
  if (signal.aborted) return done(stopped(t));
  const { end, reading, headers } = reply;
  const failure = end.failure ?? (end.outcome === 'refused' ? ({ kind: 'other' } as const) : undefined);
  if (failure !== undefined) {
    steps.push({
      name: t('Answer'),
      state: 'failed',
      ms: end.timings.total,
      words: failureNotice(failure, situation, false, t).title,
    });
    return failed(failure);
  }
  steps.push(firstByteStep(reply, t), streamStep(reading, t));
  steps.push({ name: t('Cost'), state: 'ok', words: ports.cost(reply) });
  return done(streamVerdict(reading, headers, proxy !== undefined, t));
}

function addressStep({ url, insecure }: Tested, t: Translate): Step {
  const name = t('Address');
  if (insecure) return { name, state: 'warning', words: t('{0}: key and code travel in clear', url.href) };
  return { name, state: 'ok', words: url.href };
}

function keyStep({ key }: Tested, t: Translate): Step {
  const words = {
    stored: t('from the editor’s secret storage'),
    environment: t('from ANTHROPIC_API_KEY of the environment'),
    rehearsal: t('none: rehearsal with the stand-in of this machine'),
    none: t('none is set for this address'),
  };
  return { name: t('Key'), state: key === 'none' ? 'failed' : 'ok', words: words[key] };
}

function proxyStep(proxy: FoundProxy | undefined, t: Translate): Step {
  const name = t('Proxy');
  if (proxy === undefined) return { name, state: 'skipped', words: t('none set; the system may have one') };
  // Never with the password that may stand in it.
  return { name, state: 'ok', words: t('{0}, from {1}', proxy.url.host, proxy.from) };
}

function listStep(
  listed: Awaited<ReturnType<DoctorPorts['list']>>,
  situation: Situation,
  t: Translate,
): Omit<Step, 'ms'> {
  const name = t('Models');
  if ('models' in listed)
    return { name, state: 'ok', words: t('the key is accepted, {0} models', listed.models.length) };
  const { failure } = listed;
  if (failure.kind === 'notFound') return { name, state: 'skipped', words: t('this gateway has no list of models') };
  return { name, state: 'warning', words: failureNotice(failure, situation, false, t).title };
}

function firstByteStep({ end, model }: TriedReply, t: Translate): Step {
  const { firstByte } = end.timings;
  return {
    name: t('First byte'),
    state: 'ok',
    ...(firstByte !== undefined && { ms: firstByte }),
    words: t('{0} answers', model),
  };
}

function streamStep({ verdict, events, bytes, lumps, firstMs, lastMs }: StreamReading, t: Translate): Step {
  const words = t(
    '{0} events ({1} bytes) in {2} lumps, from {3} to {4} ms',
    events,
    bytes,
    lumps,
    Math.round(firstMs),
    Math.round(lastMs),
  );
  return {
    name: t('Stream'),
    state: verdict === 'held' ? 'failed' : verdict === 'unclear' ? 'warning' : 'ok',
    ms: lastMs,
    words,
  };
}

function streamVerdict(reading: StreamReading, headers: Headers, throughProxy: boolean, t: Translate): Notice {
  const { verdict, events, lumps, firstMs, lastMs } = reading;
  if (verdict === 'streams') {
    return { severity: 'info', title: t('All is well: the answer streams.'), steps: [] };
  }
  if (verdict === 'unclear') {
    const title = t('The connection works. The answer was too short to tell whether it streams.');
    return { severity: 'info', title, steps: [] };
  }
  const title = t('The connection works, but the answer is held back on its way: it does not stream.');
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  const figures = t(
    '{0} events came in {1} lumps, the first after {2} s, the last after {3} s.',
    events,
    lumps,
    seconds(firstMs),
    seconds(lastMs),
  );
  const cure = cureWords(findCulprit(headers, throughProxy), headers, t);
  return { severity: 'warning', title, detail: `${figures} ${cure}`, steps: [] };
}

const stopped = (t: Translate): Notice => ({ severity: 'info', title: t('The test was stopped.'), steps: [] });
