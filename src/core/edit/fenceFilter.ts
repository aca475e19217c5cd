// Takes away a Markdown code fence that the model put around its code inside the tags.
import type { LineFilter } from './lineFilter.ts';

const OPENING = /^\s*(`{3,}|~{3,})[^`\s]*\s*$/;

/**
 * A fence is the model's if it opens in the first line that is not blank, and the original does not begin with one
 * too. Its closing line is known only at the end: a line that may be it is held until another line follows.
 */
export function fenceFilter(original: readonly string[]): LineFilter {
  const first = original.find((line) => line.trim() !== '');
  let state: 'before' | 'inside' | 'none' = first !== undefined && OPENING.test(first) ? 'none' : 'before';
  let marks = '';
  let held: string[] = [];
  const release = (line: string): readonly string[] => {
    const lines = [...held, line];
    held = [];
    return lines;
  };
  return {
    push(line) {
      if (state === 'none') return [line];
      if (state === 'before') {
        if (line.trim() === '') {
          held.push(line);
          return [];
        }
        marks = OPENING.exec(line)?.[1] ?? '';
        state = marks === '' ? 'none' : 'inside';
        if (state === 'none') return release(line);
        held = [];
        return [];
      }
      const closing = line.trim() === marks;
      // Blank lines behind a closing line say nothing yet.
      if (closing && held.length === 0) held.push(line);
      else if (held.length > 0 && line.trim() === '') held.push(line);
      else if (closing) {
        const lines = held;
        held = [line];
        return lines;
      } else return release(line);
      return [];
    },
    end(whole) {
      const lines = held;
      held = [];
      // Before the first line only blank ones are held; inside a fence its closing line, which is not code.
      return state === 'inside' || !whole ? [] : lines;
    },
  };
}
