import assert from 'node:assert/strict';
import { createMarkdown } from '../../../../src/webview/markdown/markdown.ts';
import { newRoot } from './page.ts';

/** Draws formulas as their source in brackets, so that a test can read them. */
const drawMath = (tex: string, display: boolean): HTMLElement => {
  const element = document.createElement('span');
  element.className = 'math';
  element.textContent = display ? `⟦${tex}⟧` : `⟨${tex}⟩`;
  return element;
};

function draw(...deltas: string[]): HTMLElement {
  const root = newRoot();
  const markdown = createMarkdown(root, { highlight: false, drawMath });
  for (const delta of deltas) markdown.push(delta);
  markdown.end();
  return root;
}

const FORMULAS: Readonly<Record<string, string>> = {
  'the area is $\\pi r^2$.': 'the area is ⟨\\pi r^2⟩.',
  '($x$, $y$) and $n$th and $2$': '(⟨x⟩, ⟨y⟩) and ⟨n⟩th and ⟨2⟩',
  '$a + b$ and **$c_1$**': '⟨a + b⟩ and ⟨c_1⟩',
  'so \\(O(n \\log n)\\) it is, with \\(n\\)': 'so ⟨O(n \\log n)⟩ it is, with ⟨n⟩',
  '$$E = mc^2$$': '⟦E = mc^2⟧',
  'thus $$a_1\n= a_2$$ is': 'thus ⟦a_1\n= a_2⟧ is',
  '\\[ x^2 \\]': '⟦x^2⟧',
  '$$\na\n- b\n+ c\n= d\n$$\nend': '⟦a\n- b\n+ c\n= d⟧end',
  '\\[\n\\begin{aligned}\nx &= 1 \\\\\n# y\n\\end{aligned}\n\\]':
    '⟦\\begin{aligned}\nx &= 1 \\\\\n# y\n\\end{aligned}⟧',
  '- item\n  $$\n  x\n  $$\n- next': 'item⟦x⟧next',
  'a\n$$\nx $$': 'a⟦x⟧',
  '| $a$ |\n|---|\n| $b^2$ |': '⟨a⟩⟨b^2⟩',
  '$\\text{cost in \\$} = 5$': '⟨\\text{cost in \\$} = 5⟩',
};

const TEXTS: readonly string[] = [
  'It costs $5 and $10.',
  'from $5, or 5$, up to US$20',
  '$5-$10, $1M–$2M, $20/month or 15$ a week',
  '$HOME/bin:$PATH and $HOME and $1',
  'a $ b $ c',
  'a $x and no end',
  'only \\$5 and \\$6',
  '$ x$ and $x $',
  'a $\n$ b',
  '`$x$` and `\\(x\\)`',
  'an \\(escaped\\) word and a \\[bracket\\] in a line',
  '$a is less than b$',
  '$$',
  '$$ $$ $$ $$$$',
  '\\[ \\] and \\( \\)',
  'US$5$',
];

describe('Formulas', () => {
  for (const [text, expected] of Object.entries(FORMULAS)) {
    it(`are drawn: ${JSON.stringify(text)}`, () => assert.equal(draw(text).textContent, expected));
  }

  for (const text of TEXTS) {
    it(`are none: ${JSON.stringify(text)}`, () => assert.equal(draw(text).querySelectorAll('.math').length, 0));
  }

  it('are the same wherever the stream is cut', () => {
    for (const text of [...Object.keys(FORMULAS), ...TEXTS, '$$\nnever closed\nat all', '$$\nx\n\n$$\n\ny']) {
      const whole = draw(text).innerHTML;
      for (let at = 1; at < text.length; at++) {
        assert.equal(draw(text.slice(0, at), text.slice(at)).innerHTML, whole, `${JSON.stringify(text)} cut at ${at}`);
      }
      assert.equal(draw(...text.split('')).innerHTML, whole);
    }
  });

  it('show their source until they are whole, and for ever where they never are', () => {
    const root = newRoot();
    const markdown = createMarkdown(root, { highlight: false, drawMath });
    markdown.push('$$\na = b\n+ ');
    assert.equal(root.textContent, '$$\na = b');
    markdown.push('c\n$$\n');
    assert.equal(root.textContent, '⟦a = b\n+ c⟧');
    assert.equal(draw('$$\na = b\n\n# Heading').textContent, '$$\na = bHeading');
    assert.equal(draw('a $x^2').textContent, 'a $x^2');
  });

  it('are drawn once: what follows does not draw them again', () => {
    let count = 0;
    const root = newRoot();
    const markdown = createMarkdown(root, {
      highlight: false,
      drawMath: (tex, display) => {
        count++;
        return drawMath(tex, display);
      },
    });
    for (const char of '$$\nx\n$$\n\nSome text after it, and more.') markdown.push(char);
    assert.equal(count, 1);
  });
});
