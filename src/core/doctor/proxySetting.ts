// Which proxy a request of the editor goes through, as far as settings and environment tell; the system's own proxy is
// known to the editor alone.

export interface ProxySettings {
  /** VS Code's `http.proxy`, `http.proxySupport` and `http.noProxy`. */
  readonly proxy: string;
  readonly support: string;
  readonly noProxy: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface FoundProxy {
  readonly url: URL;
  readonly from: 'http.proxy' | 'environment';
}

export function proxyFor(target: URL, { proxy, support, noProxy, environment }: ProxySettings): FoundProxy | undefined {
  if (support === 'off') return undefined;
  const env = (name: string) => environment[name] ?? environment[name.toUpperCase()] ?? '';
  if (isExempt(target, [...noProxy, ...env('no_proxy').split(',')])) return undefined;
  const set = URL.parse(proxy.trim());
  if (set !== null) return { url: set, from: 'http.proxy' };
  const url = URL.parse(target.protocol === 'https:' ? env('https_proxy') : env('http_proxy'));
  return url === null ? undefined : { url, from: 'environment' };
}

function isExempt({ hostname, port }: URL, entries: readonly string[]): boolean {
  return entries
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => {
      if (entry === '') return false;
      if (entry === '*') return true;
      const [, name = '', ofPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry) ?? [];
      return (hostname === name || hostname.endsWith(`.${name}`)) && (ofPort === undefined || ofPort === port);
    });
}
