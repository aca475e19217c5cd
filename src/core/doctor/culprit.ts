// Who holds a stream back, by the traces that programs leave in the headers of an answer, and what to change there.
import type { Translate } from '../claude/failureWords.ts';

export type Culprit =
  'compression' | 'application' | 'nginx' | 'apache' | 'iis' | 'caddy' | 'cloudflare' | 'squid' | 'proxy' | 'unknown';

/** By the header `server` or `via`, in this order. */
const PROGRAMS: readonly (readonly [RegExp, Culprit])[] = [
  [/nginx|openresty|tengine/i, 'nginx'],
  [/apache|httpd/i, 'apache'],
  [/iis|arr\//i, 'iis'],
  [/caddy/i, 'caddy'],
  [/squid/i, 'squid'],
];

/**
 * `throughProxy`: the editor sends its requests through a proxy. What an application did is told from what stands before it:
 * a proxy that gathers a stream never learns its length beforehand, and names none.
 */
export function findCulprit(headers: Headers, throughProxy: boolean): Culprit {
  const encoding = headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity') return 'compression';
  if (headers.has('content-length')) return 'application';
  const names = `${headers.get('server') ?? ''} ${headers.get('via') ?? ''}`;
  const program = PROGRAMS.find(([pattern]) => pattern.test(names))?.[1];
  if (program !== undefined) return program;
  if (headers.has('cf-ray')) return 'cloudflare';
  if (headers.has('x-powered-by')) return 'application';
  return throughProxy || headers.has('via') ? 'proxy' : 'unknown';
}

/** What to change, as a sentence for whoever runs it. */
export function cureWords(culprit: Culprit, headers: Headers, t: Translate): string {
  switch (culprit) {
    case 'compression':
      return t(
        'The answer is compressed ({0}), and compression gathers text before it lets any through. Leave text/event-stream out of it: in Express by the filter of compression() or by response.flush() after each write, in nginx by gzip_types.',
        headers.get('content-encoding') ?? '',
      );
    case 'application': {
      const program = headers.get('x-powered-by') ?? t('an application');
      return t(
        'The gateway ({0}) knew the length of the answer before it sent the first byte: it reads all of it first. Let it pass the body on as it comes; in Express: response.flushHeaders(), then upstream.pipe(response).',
        program,
      );
    }
    case 'nginx':
      return t(
        'nginx buffers. In its location put proxy_buffering off; and proxy_http_version 1.1; or let what stands behind it answer with the header X-Accel-Buffering: no.',
      );
    case 'apache':
      return t(
        'Apache buffers. Give its ProxyPass the parameter flushpackets=on, and keep mod_deflate off event streams.',
      );
    case 'iis':
      return t('IIS buffers. Set responseBufferLimit="0" for its proxy (Application Request Routing).');
    case 'caddy':
      return t('Caddy buffers. Give its reverse_proxy flush_interval -1.');
    case 'cloudflare':
      return t('Cloudflare buffers. Answer with Cache-Control: no-transform, and turn off what rewrites answers.');
    case 'squid':
      return t('Squid, or what scans behind it, gathers answers. Ask its administrator to let text/event-stream pass.');
    case 'proxy':
      return t(
        'A proxy on the way gathers answers, perhaps to scan them. Ask its administrator to let text/event-stream pass for this address.',
      );
    case 'unknown':
      return t(
        'Nothing in the answer tells what does it: look for a reverse proxy (proxy_buffering off; or X-Accel-Buffering: no), for compression, and for a virus scanner on this machine.',
      );
  }
}
