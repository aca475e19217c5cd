// Draws what the user has said: their words as they typed them, and a mark when the message never reached Claude.
import type { UserTurn } from '../protocol.ts';
import { button, element } from './element.ts';
import type { Words } from './words.ts';

/** A longer message is folded to this many characters: laying out megabytes at once would freeze the page. */
const SHOWN = 6_000;
/** Characters to a block of an unfolded message, each laid out only when it comes into view. */
const PIECE = 20_000;
/** Of the first line, this much goes into the name of the turn. */
const NAMED = 80;

export interface TurnView {
  readonly root: HTMLElement;
  /** Stands before the turn, where Claude's memory begins. */
  readonly mark?: HTMLElement | undefined;
  dispose(): void;
}

export function drawUserTurn(turn: UserTurn, words: Words): TurnView {
  const first = turn.text.slice(0, 1000).trim().split('\n', 1)[0] ?? '';
  const name = first.length > NAMED ? `${first.slice(0, NAMED)}…` : first;
  const bubble = element('div', { class: 'bubble', dir: 'auto' });
  const root = element(
    'article',
    { class: 'turn user', id: turn.id, 'aria-label': `${words('you')}: ${name}` },
    bubble,
  );
  root.dataset['state'] = turn.state;

  if (turn.text.length <= SHOWN) bubble.append(turn.text);
  else {
    bubble.append(`${turn.text.slice(0, SHOWN)}…`);
    const all = button({ label: words('showAll'), class: 'link' }, () => {
      bubble.replaceChildren(...pieces(turn.text).map((piece) => element('div', { class: 'piece' }, piece)));
      all.remove();
    });
    root.append(all);
  }
  if (turn.state === 'failed') root.append(element('p', { class: 'mark' }, words('notSent')));
  const mark =
    turn.memoryStarts === true
      ? element('p', { class: 'memory' }, element('span', {}, words('memoryStarts')))
      : undefined;
  return { root, mark, dispose: () => {} };
}

/** Cuts at line ends where there are any, never within a pair that makes one character. */
export function pieces(text: string): string[] {
  const cut: string[] = [];
  for (let from = 0; from < text.length;) {
    const line = text.indexOf('\n', from + PIECE);
    let to = line === -1 || line > from + 2 * PIECE ? from + PIECE : line + 1;
    if (/[\uD800-\uDBFF]/.test(text.charAt(to - 1))) to += 1;
    cut.push(text.slice(from, to));
    from = to;
  }
  return cut;
}
