// The place of a turn in the conversation: its article, named and about as high as the turn will be, before anything of it
// is drawn. A long chat is whole at once that way, and what is drawn later moves nothing.
import type { Turn, UserTurn } from '../panelState.ts';
import { element } from './element.ts';
import type { Words } from './words.ts';

/** Of the first line of a message, this much goes into its name. */
const NAMED = 80;
/** Average width of a character and height of a line, in pixels, and what stands around a text. */
const CHARACTER = 6.5;
const LINE = 21;
const AROUND = 60;

export function turnPlace(turn: Turn, width: number, words: Words): HTMLElement {
  const label = turn.role === 'claude' ? words('claude') : `${words('you')}: ${beginning(turn)}`;
  const root = element('article', { class: `turn ${turn.role}`, id: turn.id, 'aria-label': label });
  // Read by media/panel.css while the turn is not drawn, or is far from what is seen.
  root.style.setProperty('--guess', `${Math.round(AROUND + heightOf(turn.text, width))}px`);
  return root;
}

/** About how high it will be, in pixels; 0 for what has no place of this kind. */
export const guessOf = (root: HTMLElement): number => Number.parseFloat(root.style.getPropertyValue('--guess')) || 0;

/** Of a message without words, what goes along with it. */
function beginning({ text, context }: UserTurn): string {
  const wordless = text.trim() === '';
  const first = wordless ? (context?.[0]?.label ?? '') : (text.slice(0, 1000).trim().split('\n', 1)[0] ?? '');
  return first.length > NAMED ? `${first.slice(0, NAMED)}…` : first;
}

function heightOf(text: string, width: number): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return LINE * Math.max(lines * 0.9, (text.length * CHARACTER) / Math.max(width, 100));
}
