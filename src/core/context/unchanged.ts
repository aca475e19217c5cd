// What goes along once more, the same to the letter, with a later message of one request: its name and a word, in place of
// its text. Decided anew for each request, so that what is no longer sent along, or stands on another branch, is never
// what a message points to.
import type { SentContext } from './attachment.ts';

/** Below this many characters the word would save nothing worth a second look. */
const WORTH = 500;
const SAME = 'Unchanged: the same as was attached above under this name.';

/** For the messages of one request in their order: `seen` holds what those before had. */
export function withoutRepeats(context: readonly SentContext[], seen: Set<string>): readonly SentContext[] {
  return context.map((item) => {
    if (item.kind === 'image' || item.text.length < WORTH) return item;
    const mark = JSON.stringify([item.kind, item.path ?? item.label, item.lines, item.text]);
    if (seen.has(mark)) return { ...item, text: SAME };
    seen.add(mark);
    return item;
  });
}
