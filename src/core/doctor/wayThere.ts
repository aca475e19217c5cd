// The steps before any request: the name, the socket, the certificate. They go the direct way, or to the proxy where one is
// known; the editor may know another, so that none of them decides alone.
import type { Clock } from '../clock.ts';
import type { Translate } from '../claude/failureWords.ts';
import type { Step } from './diagnosis.ts';

/** The network below HTTP; rejects with the system's error. */
export interface Network {
  lookup(host: string): Promise<readonly string[]>;
  connect(host: string, port: number): Promise<void>;
  handshake(host: string, port: number): Promise<Handshake>;
}

export interface Handshake {
  readonly protocol: string;
  readonly issuer: string;
  /** Why the certificate is not trusted by the list that this program brings along; the system's own may have it. */
  readonly distrust: string | undefined;
}

export async function tryTheWay(
  target: URL,
  proxy: URL | undefined,
  network: Network,
  clock: Clock,
  t: Translate,
): Promise<Step[]> {
  const { hostname, port, protocol } = proxy ?? target;
  const host = hostname.replace(/^\[|\]$/g, '');
  const number = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
  const steps: Step[] = [];
  const step = async <T>(
    name: string,
    work: Promise<T>,
    words: (found: T) => string,
    state: (found: T) => Step['state'],
  ) => {
    const from = clock.now();
    try {
      const found = await work;
      steps.push({ name, state: state(found), ms: clock.now() - from, words: words(found) });
      return true;
    } catch (error) {
      const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
      const told = typeof code === 'string' ? code : t('no answer');
      steps.push({ name, state: 'warning', ms: clock.now() - from, words: t('{0}: {1}', host, told) });
      return false;
    }
  };
  const fine = (): 'ok' => 'ok';
  const found = await step(
    t('Name'),
    network.lookup(host),
    (all) => t('{0} is {1}', host, all.slice(0, 2).join(', ')),
    fine,
  );
  if (!found) return steps;
  const open = await step(
    t('Connection'),
    network.connect(host, number),
    () => t('{0} takes connections', `${host}:${number}`),
    fine,
  );
  if (!open) return steps;
  if (protocol !== 'https:') {
    const words = proxy === undefined ? t('Not encrypted: http') : t('Through the proxy, by the editor');
    return [...steps, { name: t('Encryption'), state: 'skipped', words }];
  }
  await step(
    t('Encryption'),
    network.handshake(host, number),
    ({ protocol: version, issuer, distrust }) =>
      distrust === undefined
        ? t('{0}, certificate by {1}', version, issuer)
        : t('{0}, certificate by {1}, which only the system may know ({2})', version, issuer, distrust),
    ({ distrust }) => (distrust === undefined ? 'ok' : 'warning'),
  );
  return steps;
}
