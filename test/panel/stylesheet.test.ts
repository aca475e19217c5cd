// The stylesheet of the panel costs each word of an answer no more than it must.
import assert from 'node:assert/strict';
import { withBrowser } from './withBrowser.ts';

/** One look at the parent; the rest counts only with reduced motion, which a browser sees by the media or by an ancestor. */
const NAMELESS = [
  '*',
  '.markdown .section > *',
  '.vscode-reduce-motion *',
  '.vscode-reduce-motion ::after',
  '.vscode-reduce-motion ::before',
  '::after',
  '::before',
  ':root',
];

describe('The stylesheet', () => {
  const open = withBrowser();

  /** Chromium tries on every element what ends in none of these. */
  it('has rules that a browser looks up by an id, a class, a tag or an attribute', async () => {
    const { page } = await open();
    const nameless = await page.evaluate(() => {
      const rulesOf = (list: CSSRuleList): CSSStyleRule[] =>
        [...list].flatMap((rule) => {
          if (rule instanceof CSSStyleRule) return rule;
          return rule instanceof CSSGroupingRule ? rulesOf(rule.cssRules) : [];
        });
      const own = [...document.styleSheets].find(({ href }) => href?.endsWith('page.css') === true);
      return rulesOf(own!.cssRules)
        .flatMap(({ selectorText }) => selectorText.split(/,\s*(?![^(]*\))/))
        .filter((selector) => !/(?:^|[\s>+~])[#.[\w][^\s>+~(]*(?:\([^)]*\)[^\s>+~(]*)*$/.test(selector));
    });
    assert.deepEqual([...new Set(nameless)].toSorted(), NAMELESS);
  });
});
