// Words, figures and costs as the panel writes them.
import assert from 'node:assert/strict';
import { PANEL_STRINGS } from '../../../src/core/chat/panelStrings.ts';
import { USAGE_STRINGS } from '../../../src/core/usage/usageStrings.ts';
import { costText, timingTexts, usageText } from '../../../src/webview/facts.ts';
import { pieces } from '../../../src/webview/userTurn.ts';
import { createUsageWords } from '../../../src/webview/usage/usageWords.ts';
import { createWords } from '../../../src/webview/words.ts';

const words = createWords(PANEL_STRINGS, 'en');
const usage = { input: 812, output: 1204, cacheRead: 10_240, cacheWrite: 0, thinking: 0, estimated: false };

describe('the words of the Usage view', () => {
  it('mark an estimate and what is at least so much, and make up no price', () => {
    const usageWords = createUsageWords(USAGE_STRINGS, 'en');
    const cost = (total: Parameters<typeof usageWords.cost>[0]) => usageWords.cost(total);
    const some = { cost: 0.0246, tokens: 9, unpriced: false, estimated: false };
    assert.equal(cost(some), '$0.0246');
    assert.equal(cost({ ...some, estimated: true }), '~$0.0246');
    assert.equal(cost({ ...some, estimated: true, unpriced: true }), '~$0.0246+');
    assert.equal(cost({ ...some, cost: 0, unpriced: true }), 'no price');
  });
});

describe('words', () => {
  it('fills its places, and shows a missing string by its key', () => {
    assert.equal(words('retryIn', 5, 1, 3), 'Trying again in 5 s (1 of 3)');
    assert.equal(createWords(undefined, 'en')('send'), 'send');
    assert.equal(createWords({ send: 5 }, 'en')('send'), 'send');
  });

  it('writes dollars with four decimals, marks an estimate, and invents no price', () => {
    assert.equal(costText({ ...usage, cost: 0.02344 }, words), '$0.0234');
    assert.equal(costText({ ...usage, cost: 1, estimated: true }, words), 'about $1.0000');
    assert.equal(costText(usage, words), 'no known price');
  });

  it('counts cached tokens as input', () => {
    assert.equal(usageText({ ...usage, cost: 0 }, words), '11,052 in · 1,204 out · $0.0000');
  });

  it('leaves out timings that are not known', () => {
    assert.deepEqual(timingTexts({ total: 5 }, words), []);
    assert.deepEqual(timingTexts({ total: 5, firstToken: 830, tokensPerSecond: 72.6 }, words), [
      'first token after 0.8 s',
      '73 tokens/s',
    ]);
  });
});

describe('pieces of a long message', () => {
  it('lose nothing, and cut no character in two', () => {
    for (const text of ['x'.repeat(100_000), `x${'😀'.repeat(40_001)}`, `${'line\n'.repeat(20_000)}end`, '']) {
      const cut = pieces(text);
      assert.equal(cut.join(''), text);
      assert.ok(cut.every((piece) => !/[\uD800-\uDBFF]$/.test(piece)));
    }
  });
});
