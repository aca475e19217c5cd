/** Where tests go: by the habit of the project, else by the custom of the language. */
import assert from 'node:assert/strict';
import { testFileFor } from '../../../../src/core/edit/testFile.ts';

const CASES: readonly (readonly [string, string, readonly string[], string])[] = [
  ['an existing test of the file', 'src/a.ts', ['test/unit/a.test.ts', 'src/a.spec.ts'], 'src/a.spec.ts'],
  ['itself, where it is a test', 'src/a.test.ts', ['src/a.test.ts'], 'src/a.test.ts'],
  ['beside, by the habit of spec files', 'src/b.ts', ['src/a.spec.ts', 'src/c.spec.ts'], 'src/b.spec.ts'],
  ['in __tests__, by habit', 'src/ui/b.tsx', ['src/ui/__tests__/a.test.tsx'], 'src/ui/__tests__/b.test.tsx'],
  ['in a mirrored tree', 'src/core/b.ts', ['test/core/a.test.ts', 'test/x/c.test.ts'], 'test/core/b.test.ts'],
  ['in a flat folder', 'lib/b.js', ['test/a-test.js', 'test/c-test.js'], 'test/b-test.js'],
  ['beside, where nothing is known', 'src/b.ts', [], 'src/b.test.ts'],
  ['in tests/, as Python does', 'pkg/b.py', ['tests/test_a.py'], 'tests/test_b.py'],
  ['beside, as Go does', 'pkg/b.go', ['pkg/a_test.go'], 'pkg/b_test.go'],
  [
    'in src/test, as Maven does',
    'src/main/java/x/B.java',
    ['src/test/java/x/ATest.java'],
    'src/test/java/x/BTest.java',
  ],
  ['in spec/, as Ruby does', 'lib/x/b.rb', ['spec/x/a_spec.rb'], 'spec/x/b_spec.rb'],
];

describe('the file for tests', () => {
  for (const [habit, source, tests, expected] of CASES) {
    it(`is ${habit}`, () => assert.equal(testFileFor(source, tests), expected));
  }
});
