// The title that a first message gives its chat.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { titleOf } from '../../../../src/core/chat/title.ts';
import { SEED } from '../../../support/seed.ts';

describe('a title', () => {
  const CASES: Readonly<Record<string, readonly [string, string]>> = {
    'is the first line': ['Fix the tide table\nIt is wrong.', 'Fix the tide table'],
    'passes over what says nothing': ['\n\n---\n> \n  Why?', 'Why?'],
    'loses its Markdown': ['## 1. Why is `a` **not** [equal](https://x.y) to b?', 'Why is a not equal to b?'],
    'keeps names with underscores': ['What is __init__ for?', 'What is __init__ for?'],
    'ends before a colon': ['Explain this code, step by step:\n```ts\nf()\n```', 'Explain this code, step by step'],
    'is code only where there is nothing else': ['```ts\nconst a = 1;\n```', 'const a = 1;'],
    'is the question below the code': ['```ts\nconst a = 1;\n```\nWhat is a?', 'What is a?'],
    'has room for a sentence': [
      'Please explain to me how the tide tables of this project are computed, and why',
      'Please explain to me how the tide tables of this project…',
    ],
    'is cut inside a word where there is no other place': ['x'.repeat(80), `${'x'.repeat(59)}…`],
    'holds no line breaks and controls': ['a\u0000b\tc\u202Ed', 'a b c d'],
    'may have no letters at all': ['???', '???'],
  };
  for (const [what, [message, title]] of Object.entries(CASES)) {
    it(what, () => assert.equal(titleOf(message), title));
  }

  it('is one short line of whole characters, whatever the message', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ unit: 'binary' })),
        (message) => {
          const title = titleOf(message);
          assert.ok([...new Intl.Segmenter().segment(title)].length <= 60);
          assert.doesNotMatch(title, /[\n\r]/);
          assert.ok(title.isWellFormed() || !message.isWellFormed());
          if (message.trim() !== '') assert.equal(title, title.trim());
        },
      ),
      { seed: SEED },
    );
  });
});
