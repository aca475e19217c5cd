// Where requests go and how they prove who sends them: read anew for each request, so that a changed setting or key
// counts at once.
import type { Clock } from '../clock.ts';
import type { Fetch, SilenceLimits } from './watchdog.ts';

export const DEFAULT_BASE_URL = 'https://api.anthropic.com';

export interface Connection {
  /** Without `/v1` and trailing slash. */
  readonly baseUrl: string;
  /** Trimmed, not empty. */
  readonly apiKey: string;
  readonly apiKeyHeader: 'authorization' | 'x-api-key';
  /** Overrides the `anthropic-version` header, for gateways that know only an older one. */
  readonly apiVersion?: string;
  readonly customHeaders: Readonly<Record<string, string>>;
  readonly limits: SilenceLimits;
  /** Looks the global fetch up at each call: the editor patches it for proxies and certificates. */
  readonly fetch: Fetch;
  readonly clock: Clock;
}

/** What is wrong with a base URL, or the URL in the form that the SDK wants; `insecure` where a key would travel in clear. */
export type BaseUrl =
  | { readonly ok: true; readonly url: string; readonly origin: string; readonly insecure: boolean }
  | { readonly ok: false };

const LOOPBACK = /^(localhost|.*\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Reads what the user set; empty means the API itself. Takes off a `/v1` and what follows, which people paste along. */
export function parseBaseUrl(setting: string): BaseUrl {
  const text = setting.trim() === '' ? DEFAULT_BASE_URL : setting.trim();
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    return { ok: false };
  const path = url.pathname.replace(/\/v1(\/messages)?\/?$/, '').replace(/\/+$/, '');
  return {
    ok: true,
    url: url.origin + path,
    origin: url.origin,
    insecure: url.protocol === 'http:' && !LOOPBACK.test(url.hostname),
  };
}

/** A pasted key as it can be sent, or what is wrong with it. Copying often brings line breaks along, at either end. */
export function parseApiKey(
  pasted: string,
):
  | { readonly ok: true; readonly key: string }
  | { readonly ok: false; readonly wrong: 'empty' | 'space' | 'characters' } {
  const key = pasted.trim();
  if (key === '') return { ok: false, wrong: 'empty' };
  if (/\s/.test(key)) return { ok: false, wrong: 'space' };
  if (!/^[\x21-\x7e]+$/.test(key)) return { ok: false, wrong: 'characters' };
  return { ok: true, key };
}
