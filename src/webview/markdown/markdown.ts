// Draws a Markdown answer into an element while it streams in. After any sequence of `push` and a final `end` the page is
// the same as after one `push` of the whole text.
//
// What is on the page keeps its meaning while more arrives, except where Markdown itself says otherwise:
// - The text of the open paragraph, heading or cell is drawn as if it ended here: `**bold` is literal until closed.
// - A paragraph becomes a heading by the `===` or `---` below it, and its last line a table by a delimiter row below it.
// - `[label]` becomes a link when its definition comes, however late.
// - A tight list becomes loose by a blank line between two of its items.
// A line that so far consists of characters of structure only (`-`, `1.`, "```") is not drawn before it is decided.
import { BlockParser } from './blockParser.ts';
import { listenToCode } from './codeButtons.ts';
import { markScrolledCode } from './codeScroll.ts';
import { settingsOf } from './options.ts';
import type { MarkdownOptions } from './options.ts';
import { ReferenceTable } from './references.ts';
import { Sections } from './sections.ts';

export type { MarkdownLabels, MarkdownOptions } from './options.ts';

export interface Markdown {
  /** Appends text of the answer, however it was cut, and draws it. Meant to be called once per animation frame. */
  push(delta: string): void;
  /** The answer has ended: what was held back is drawn. Nothing may be pushed afterwards. */
  end(): void;
}

export function createMarkdown(root: HTMLElement, options: MarkdownOptions = {}): Markdown {
  const references = new ReferenceTable(options.drawMath);
  const blocks = new BlockParser(new Sections(root), references, settingsOf(options));
  root.classList.add('markdown');
  listenToCode(root, options);
  markScrolledCode(root);

  let held = ''; // the beginning of a line that is not decided yet
  let inLine = false; // the beginning of the line has gone to the blocks
  let half = ''; // the first half of a pair that makes one character, or a return that may belong to a line feed

  const feed = (text: string): void => {
    for (let from = 0; from < text.length;) {
      const feedAt = text.indexOf('\n', from);
      const part = feedAt < 0 ? text.slice(from) : text.slice(from, feedAt);
      if (inLine) blocks.add(part);
      else {
        held += part;
        if (feedAt >= 0 || !blocks.isUndecided(held)) {
          blocks.startLine(held);
          held = '';
          inLine = true;
        }
      }
      if (feedAt < 0) return;
      blocks.endLine();
      inLine = false;
      from = feedAt + 1;
    }
  };

  const draw = (): void => {
    blocks.paint();
    references.settle();
  };

  return {
    push(delta) {
      let text = half + delta;
      half = /[\uD800-\uDBFF\r]$/.exec(text)?.[0] ?? '';
      if (half !== '') text = text.slice(0, -1);
      feed(normalize(text));
      draw();
    },
    end() {
      feed(normalize(half));
      if (held !== '') blocks.startLine(held);
      blocks.end();
      half = held = '';
      draw();
    },
  };
}

/** Line ends and NUL as CommonMark reads them. */
function normalize(text: string): string {
  return /[\r\0]/.test(text) ? text.replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD') : text;
}
