// Makes the connection for the next request of the settings, the keys and the environment; nothing is kept, so that a
// change counts at once.
import { parseBaseUrl, type Connection } from '../../core/claude/connection.ts';
import type { Failure } from '../../core/claude/failure.ts';
import type { Settings } from '../settings.ts';
import { systemClock } from '../systemClock.ts';
import type { ApiKeys } from './apiKeys.ts';

export interface Target {
  readonly key: 'stored' | 'environment' | 'rehearsal' | 'none';
  /** Where requests go; undefined where the setting is no URL. */
  readonly url: URL | undefined;
  /** The key would travel in clear over a network. */
  readonly insecure: boolean;
  readonly connection: Connection | undefined;
  readonly failure: Failure | undefined;
}

/** The stand-in that `npm start` names; it is asked only while there is no key, and never gets one. */
function rehearsalUrl(environment: NodeJS.ProcessEnv): string | undefined {
  const url = environment['SIDESTREAM_REHEARSAL_URL'];
  return url === undefined || url === '' ? undefined : url;
}

export async function findTarget(settings: Settings, keys: ApiKeys, environment: NodeJS.ProcessEnv): Promise<Target> {
  const base = parseBaseUrl(settings.baseUrl);
  if (!base.ok) {
    return { key: 'none', url: undefined, insecure: false, connection: undefined, failure: { kind: 'badBaseUrl' } };
  }
  const found = await keys.find(base.origin);
  if (found !== undefined) {
    const connection = connectionFor(settings, base.url, found.key);
    return { key: found.source, url: new URL(base.url), insecure: base.insecure, connection, failure: undefined };
  }
  const rehearsal = rehearsalUrl(environment);
  if (rehearsal !== undefined) {
    // Neither key nor the user's headers, which may hold secrets, are for the stand-in.
    const connection = { ...connectionFor(settings, rehearsal, 'rehearsal'), customHeaders: {} };
    return { key: 'rehearsal', url: new URL(rehearsal), insecure: false, connection, failure: undefined };
  }
  const failure: Failure = { kind: 'noKey' };
  return { key: 'none', url: new URL(base.url), insecure: base.insecure, connection: undefined, failure };
}

/** A connection by the user's settings. `baseUrl` as {@link parseBaseUrl} gives it, `apiKey` as the user's own. */
export function connectionFor(settings: Settings, baseUrl: string, apiKey: string): Connection {
  return {
    baseUrl,
    apiKey,
    apiKeyHeader: settings.apiKeyHeader,
    ...(settings.apiVersion !== '' && { apiVersion: settings.apiVersion }),
    customHeaders: settings.customHeaders,
    limits: { firstByteMs: settings.firstByteSeconds * 1000, idleMs: settings.idleSeconds * 1000 },
    // Looked up at each call: the editor patches the global fetch for its proxy and certificate settings.
    fetch: (input, init) => globalThis.fetch(input, init),
    clock: systemClock,
  };
}
