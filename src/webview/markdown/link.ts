// Links of an answer. Only http, https and mailto become links; every other target (javascript:, command:, data:, file:,
// a relative path) stays text with the target as its tooltip. Opening a link is the panel's part.

const ALLOWED = /^(?:https?|mailto):/i;
// What a reader takes for an address: a host with a dot, after a scheme, a user or nothing.
const LOOKS_LIKE_HOST = /(?:^|[\s/@(])((?:[\p{L}\p{N}_-]+\.)+[\p{L}]{2,}|xn--[\w.-]+|(?:\d{1,3}\.){3}\d{1,3})/gu;

/** The element for a link; `inside`: HTML knows no link in a link. */
export function createLink(href: string, title: string, inside: boolean): HTMLElement {
  const safe = !inside && ALLOWED.test(href) && URL.canParse(href);
  const link = document.createElement(safe ? 'a' : 'span');
  if (safe) link.setAttribute('href', href);
  else link.className = 'unlinked';
  link.title = title === '' ? href : `${title}\n${href}`;
  return link;
}

/** Marks a finished link whose text names another host than the one it leads to; media/markdown.css shows the mark. */
export function unmask(link: HTMLElement): void {
  const href = link.getAttribute('href');
  const text = link.textContent;
  if (href === null || (!text.includes('.') && !text.includes('://'))) return;
  const target = new URL(href);
  const host =
    target.protocol === 'mailto:' ? target.pathname.slice(target.pathname.lastIndexOf('@') + 1) : target.host;
  const named = [...text.matchAll(LOOKS_LIKE_HOST)].map((match) => (match[1] ?? '').toLowerCase());
  if (named.length > 0 && bare(named[0] ?? '') !== bare(host.toLowerCase())) link.dataset['host'] = host;
}

const bare = (name: string): string => name.replace(/^www\./, '').replace(/:\d+$/, '');
