// Whatever a model puts around its message, and however it is cut into deltas, the box holds what was typed and the message.
import assert from 'node:assert/strict';
import { joinToTyped, messageIn } from '../../../../src/core/commit/messageText.ts';

describe('the message in an answer', () => {
  const body = 'Fix the tide\n\nIt was one hour late.';
  const cases: readonly (readonly [string, string])[] = [
    [body, body],
    [`\n  ${body}\n\n`, body],
    ['```\n' + body + '\n```', body],
    ['```text\n' + body + '\n```\n', body],
    ['"Fix the tide"', 'Fix the tide'],
    ['`Fix the tide`', 'Fix the tide'],
    ['"Tide" is now "Ebb"', '"Tide" is now "Ebb"'],
    ['Add `a` and `b`', 'Add `a` and `b`'],
    ['`a` is public now', '`a` is public now'],
    ['', ''],
  ];
  for (const [answer, message] of cases) {
    it(`is found in ${JSON.stringify(answer)}`, () => {
      assert.equal(messageIn(answer, true), message);
      // What is shown on the way is never taken back, but for quotation marks that turn out to be a pair.
      for (let end = 1; end < answer.length; end++) {
        const shown = messageIn(answer.slice(0, end), false).replaceAll(/["`]/g, '');
        assert.ok(message.replaceAll(/["`]/g, '').startsWith(shown), `${end}: ${shown}`);
      }
    });
  }
});

describe('what was typed', () => {
  for (const [typed, message, joined] of [
    ['', 'Add x', 'Add x'],
    ['  ', 'Add x', 'Add x'],
    ['feat: ', 'add x', 'feat: add x'],
    ['feat:', 'add x', 'feat: add x'],
    ['feat(', 'core): add x', 'feat(core): add x'],
    ['PROJ-', '12 Add x', 'PROJ-12 Add x'],
    ['Fix', ', once more, x', 'Fix, once more, x'],
    ['feat: ', 'feat: add x', 'feat: add x'],
    ['feat:', 'feat: add x', 'feat: add x'],
    ['A', 'Add x', 'Add x'],
    ['Subject\n\n', 'The body.', 'Subject\n\nThe body.'],
    ['feat: add', 'feat:', 'feat: add'],
  ] as const) {
    it(`${JSON.stringify(typed)} stays the beginning of ${JSON.stringify(message)}`, () => {
      assert.equal(joinToTyped(typed, message), joined);
    });
  }
});
