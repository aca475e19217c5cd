import assert from 'node:assert/strict';
import { array, assert as check, constantFrom, nat, pre, property } from 'fast-check';
import { createMarkdown } from '../../../../src/webview/markdown/markdown.ts';
import { newRoot, structure } from './page.ts';
import { expectedStructure, render } from './render.ts';

const full = process.env['FULL'] === '1';

// Pieces that blocks are made of, put together without sense.
const PIECES =
  'a|b c|\n|\n|\n\n|- |* |1. |2) |> |# |```|```js\n|~~~\n|    |  |\t|---|===|***|BAR|BAR-BAR-BAR\n|\nBAR a BAR b BAR\n|`|**|*|_|' +
  '~~|[x]|[x]: /u\n|](|[|)|\\|<|&amp;|http://e.org|![|- [ ] | |+|3';
const piece = constantFrom(...PIECES.split('|').map((part) => part.replaceAll('BAR', '|')));
const text = array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));

// Where markdown-it leaves the specification, and we do not: a table's head that is a list or a heading first, lazy lines
// that are indented by four, lines below a definition, items that begin with two blank lines, the
// very last blank, and code that its item ends after a blank line (is the list loose?);
// and code over two lines, where it keeps an indentation that the specification drops. A displayed formula, begun by a
// line `\[`, is ours alone.
const PECULIAR =
  /\]:|\t| {4}|\|[^\n]*\n[ >]*[|:-]|(?:[*+-]|\d[.)])[ >]*\n[ >]*\n|[^\n]$|`[^]*\n [^]*`|(?:```|~~~)[^]*\n[ >]*\n|\\\[/;

// What stands in one line, with everything that could be part of an address.
const INLINE =
  "a|word|Ü|.|,|:|/|//|@|e.org|http://|https://|www.|mailto:|-|_|*|**|`|~~|[|](|)|!|<|>|&|amp;|#|(|?|=|3|'| | | | |😀";
const line = array(constantFrom(...INLINE.split('|')), { maxLength: 30 }).map((parts) => `x${parts.join('')}`);

const cuts = array(nat(80), { maxLength: 8 });

function cut(whole: string, at: readonly number[]): string[] {
  const places = [...new Set(at)].filter((place) => place > 0 && place < whole.length).sort((a, b) => a - b);
  return [0, ...places].map((from, index) => whole.slice(from, places[index]));
}

describe('Markdown of any shape', () => {
  it('ends the same however it was cut', () => {
    check(
      property(text, cuts, (whole, at) => {
        assert.equal(render(...cut(whole, at)).innerHTML, render(whole).innerHTML);
      }),
      { numRuns: full ? 50_000 : 2_000 },
    );
  });

  it('has the structure that markdown-it gives it', () => {
    check(
      property(text, (whole) => {
        pre(!PECULIAR.test(whole));
        assert.equal(structure(render(whole)), expectedStructure(whole));
      }),
      { numRuns: full ? 50_000 : 2_000 },
    );
  });

  it('shows at every moment what the text so far means', () => {
    check(
      property(line, (whole) => {
        const root = newRoot();
        const markdown = createMarkdown(root);
        for (let at = 0; at < whole.length; at++) {
          markdown.push(whole.charAt(at));
          const upTo = whole.slice(0, at + 1);
          if (/[\uD800-\uDBFF]$/.test(upTo)) continue;
          const once = newRoot();
          createMarkdown(once).push(upTo);
          assert.equal(root.innerHTML, once.innerHTML);
        }
      }),
      { numRuns: full ? 10_000 : 300 },
    );
  });
});
