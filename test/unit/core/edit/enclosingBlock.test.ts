/** The block around a line, by indentation alone. */
import assert from 'node:assert/strict';
import { enclosingBlock } from '../../../../src/core/edit/enclosingBlock.ts';

const C = ['int a;', '', 'int main() {', '  one();', '', '  if (x) {', '    two();', '  }', '}', '', 'int b;'];
const PYTHON = ['import x', 'def f(a):', '    if a:', '        return 1', '    return 2', '', 'def g():', '    pass'];

describe('the block around a line', () => {
  for (const [what, lines, line, expected] of [
    ['a function, from a line of its body', C, 3, [2, 9]],
    ['a function, from its head', C, 2, [2, 9]],
    ['a function, from its closing line', C, 8, [2, 9]],
    ['the inner block', C, 6, [5, 8]],
    ['the inner block, from its closing line', C, 7, [5, 8]],
    ['a line of its own', C, 10, [10, 11]],
    ['a block without a closing line', PYTHON, 4, [1, 5]],
    ['the inner block there', PYTHON, 3, [2, 4]],
    ['the last block', PYTHON, 7, [6, 8]],
    ['the function above a blank line', C, 4, [2, 9]],
    ['nothing but the line in an empty file', [''], 0, [0, 1]],
  ] as const) {
    it(`is ${what}`, () => {
      const { start, end } = enclosingBlock(lines, line);
      assert.deepEqual([start, end], expected);
    });
  }
});
