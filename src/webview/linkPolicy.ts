// Which links of an answer may be opened, and what the reader is told about them before. Pure.

/** Nothing else is ever opened: `command:` would run things, `javascript:` and `data:` would too. */
const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/** The address in the form in which it will be opened; `undefined` for one that must not be a link at all. */
export function allowedHref(href: string): string | undefined {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  return url !== undefined && SCHEMES.has(url.protocol) ? url.href : undefined;
}

/** The whole text is an address, with or without a scheme, such as `https://a.example/b` or `a.example/b`. */
const ADDRESS =
  /^(?:[a-z][a-z\d+.-]*:\/*)?(?:[^\s/@]+@)?((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,})(?::\d+)?(?:[/?#]\S*)?$/iu;

const plain = (host: string): string => host.toLowerCase().replace(/^www\./, '');

/** The host that a link really leads to, where its text looks like an address elsewhere; shown next to the link. */
export function unmasked(text: string, href: string): string | undefined {
  const target = allowedHref(href);
  const shown = ADDRESS.exec(text.trim())?.[1];
  if (target === undefined || shown === undefined) return undefined;
  const url = new URL(target);
  const real = url.protocol === 'mailto:' ? (url.pathname.split('@').at(-1) ?? '') : url.hostname;
  // Compared as the browser would read it: letters of other scripts become their punycode.
  const claimed = URL.canParse(`https://${shown}`) ? new URL(`https://${shown}`).hostname : shown;
  return plain(claimed) === plain(real) ? undefined : real;
}
