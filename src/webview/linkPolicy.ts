// Which links of an answer may be opened. Pure.

/** Nothing else is ever opened: `command:` would run things, `javascript:` and `data:` would too. */
const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/** The address in the form in which it will be opened; `undefined` for one that must not be a link at all. */
export function allowedHref(href: string): string | undefined {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  return url !== undefined && SCHEMES.has(url.protocol) ? url.href : undefined;
}
