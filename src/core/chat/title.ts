// The title of a chat: what the user named it, else the first sentence of its first message, as a line of a list has room
// for.
import type { ChatLog } from './chatLog.ts';

/** Graphemes of a title that was made of a message. */
const LONGEST = 60;
/** A message may be a pasted file: its title stands near its beginning. */
const LOOKED_AT = 4000;

/** Empty for a chat in which nothing was said yet; a message without words gives the name of what went along. */
export function chatTitle(log: ChatLog): string {
  if (log.title !== '') return log.title;
  const first = log.turns.find((turn) => turn.role === 'user');
  return first === undefined ? '' : titleOf(first.text) || (first.context[0]?.label ?? '');
}

/** The first line that says something, without its Markdown; one outside of code, where there is any. */
export function titleOf(message: string): string {
  let fence: string | undefined;
  let code: string | undefined;
  for (const line of message.slice(0, LOOKED_AT).split(/\r\n?|\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence))) {
      fence = fence === undefined ? mark : undefined;
      continue;
    }
    const words = plain(line);
    if (!/[\p{L}\p{N}]/u.test(words)) continue;
    if (fence === undefined) return shortened(words);
    code ??= words;
  }
  return shortened(code ?? message.slice(0, LOOKED_AT).replaceAll(/\s+/g, ' ').trim());
}

function plain(line: string): string {
  return line
    .replaceAll(/\p{C}+/gu, ' ')
    .replace(/^\s*(?:(?:#{1,6}|>|[-*+]|\d{1,9}[.)])\s+)+/, '')
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/(\*\*|`+)(\S(?:.*?\S)?)\1/g, '$2')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/\s*[:：]$/, '');
}

/** Cut at the end of a word, never within a character of several parts. */
function shortened(words: string): string {
  const graphemes = [...new Intl.Segmenter().segment(words)].map(({ segment }) => segment);
  if (graphemes.length <= LONGEST) return words;
  const cut = graphemes.slice(0, LONGEST - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${space > cut.length / 2 ? cut.slice(0, space) : cut}…`;
}
