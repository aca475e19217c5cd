// The one markdown-it instance: it reads what is inside of a block (emphasis, links, code, autolinks) and the link
// reference definitions at the head of a paragraph. Which blocks there are is blockParser.ts's part.
import MarkdownIt from 'markdown-it';
import type { MarkdownIt as Parser, Token } from 'markdown-it';
import { addMath } from './mathRule.ts';

export type { Token as InlineToken } from 'markdown-it';

/** https://github.github.com/gfm/#extended-www-autolink: what may stand before it, and what follows. */
const WWW: NonNullable<Parameters<Parser['linkify']['add']>[1]> = {
  validate: (text, at, { re }) => {
    const before = text.charAt(at - 'www.'.length - 1);
    if (before !== '' && !/[\s*_~(]/.test(before)) return 0;
    const address = new RegExp(re.get_url_host_port().source + re.get_path().source, 'iy');
    address.lastIndex = at;
    return address.exec(text)?.[0].length ?? 0;
  },
  normalize: (match) => {
    match.url = `http://${match.url}`;
  },
};

/** `html: false`: tags stay text. Exported for the tests, which compare with markdown-it's own rendering. */
export function createMarkdownIt(): Parser {
  const md = new MarkdownIt({ html: false, linkify: true });
  // Not every name with a dot is a host: main.rs, README.md and build.sh are files. GFM links `www.` and `http://` only.
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: true });
  // Nothing else can be opened, so nothing else is turned into a link; `//` begins a comment more often than a host.
  md.linkify.add('ftp:').add('//').add('www.', WWW);
  addMath(md);
  return md;
}

const inline = createMarkdownIt();
const definitions = new MarkdownIt('zero').enable('reference');

export type References = Record<string, { title: string; href: string }>;

export function parseInline(text: string, references: References): Token[] {
  return inline.parseInline(text, { references })[0]?.children ?? [];
}

/** Takes the definitions at the head of a paragraph into `references`; returns where the rest of its text begins. */
export function takeDefinitions(text: string, references: References): number {
  const tokens = definitions.parse(text, { references });
  const line = tokens.find((token) => token.type === 'paragraph_open')?.map?.[0];
  if (line === undefined) return text.length;
  let at = 0;
  for (let skipped = 0; skipped < line; skipped++) at = text.indexOf('\n', at) + 1;
  return at;
}

export const normalizeLabel = (label: string): string => inline.utils.normalizeReference(label);
export const unescape = (text: string): string => inline.utils.unescapeAll(text);
