/** Finds where an answer was left off, so that the rehearsal goes on from there to the letter. */
import { mergedTurns, type MergedTurn } from '../mergedTurns.ts';
import { textOf, type MessagesBody } from '../requestShape.ts';
import type { Scene } from './scenes.ts';

const ASKS = /\bcontinu|\bgo on\b|\bcarry on\b|\bkeep going\b|\bresume\b|left off|\bstopped\b/i;

export interface Rest {
  scene: Scene;
  /** What of its text is still to be said. */
  text: string;
}

/**
 * Undefined: the last turn does not ask for it, or what was said is none of our answers, or all of one. Few characters
 * begin several answers, so the one that `asked` names for the question before them comes first.
 */
export function restOf(
  body: MessagesBody,
  scenes: readonly Scene[],
  asked: (question: MergedTurn | undefined) => Scene,
): Rest | undefined {
  const turns = mergedTurns(body);
  const last = turns.at(-1);
  if (last?.role !== 'user' || !ASKS.test(textOf(last.blocks))) return undefined;
  // An answer continued before may stand in the history in several turns: try the longest chain of them first.
  for (const [from, turn] of turns.entries()) {
    if (turn.role !== 'assistant') continue;
    const chain = turns.slice(from).filter(({ role }) => role === 'assistant');
    const kept = chain.map(({ blocks }) => textOf(blocks)).join('');
    for (const scene of [asked(turns[from - 1]), ...scenes]) {
      const at = kept === '' ? undefined : endOf(kept, scene.text);
      if (at !== undefined && at < scene.text.length) return { scene, text: scene.text.slice(at) };
    }
  }
  return undefined;
}

/** Where `kept` ends in `text`, if it begins it: white space aside, as the end of a kept part is sent trimmed. */
export function endOf(kept: string, text: string): number | undefined {
  let at = 0;
  for (const character of kept.replaceAll(/\s+/g, '')) {
    while (/\s/.test(text[at] ?? '')) at += 1;
    if (!text.startsWith(character, at)) return undefined;
    at += character.length;
  }
  return at;
}
