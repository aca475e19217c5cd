// The stylesheet of the panel costs each word of an answer no more than it must.
import assert from 'node:assert/strict';
import { withBrowser } from './withBrowser.ts';

/** Without what stands in brackets. One look at the parent or at an ancestor that is seldom there spares the rest. */
const NAMELESS = [
  '*',
  '.markdown .section > *',
  '.turn.user.editing > :not',
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
        .flatMap(({ selectorText }) => selectorText.replaceAll(/\([^()]*\)/g, '').split(', '))
        .filter((selector) => !/^[\w[]|[#.]/.test(selector.split(/[ >+~]+/).at(-1)!));
    });
    assert.deepEqual([...new Set(nameless)].toSorted(), NAMELESS);
  });
});
