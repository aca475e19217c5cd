// Counts are read from what suites print, whatever else they print.
import assert from 'node:assert/strict';
import { addCounts, BROKEN, readCounts, readFailures, readMochaCounts } from '../../support/counts.ts';

describe('The counts of a suite', () => {
  it('are its last line of that form', () => {
    assert.deepEqual(readCounts('1 passed, 0 failed\nmore\n12 passed, 3 failed\nExit code: 1\n'), {
      passed: 12,
      failed: 3,
    });
  });

  it('are missing when it broke down', () => {
    assert.equal(readCounts('said 3 passed, 0 failed'), undefined);
    assert.equal(readMochaCounts('Error: no such file'), undefined);
  });

  it("are read from Mocha's summary", () => {
    assert.deepEqual(readMochaCounts('\n  ....!\n\n  4 passing (2s)\n  1 pending\n  2 failing\n\n'), {
      passed: 4,
      failed: 2,
    });
    assert.deepEqual(readMochaCounts('  4 passing (2s)\n'), { passed: 4, failed: 0 });
  });

  it('add up', () => {
    assert.deepEqual(addCounts([{ passed: 4, failed: 0 }, BROKEN, { passed: 1, failed: 2 }]), { passed: 5, failed: 3 });
  });

  it('come with what failed, in Mocha’s words', () => {
    const failure =
      '  1) Chat\n       streams:\n     Error: no\n      at a.ts:1:1\n\n  2) Chat\n       stops:\n     Error: late';
    assert.equal(readFailures(`  4 passing (2s)\n  2 failing\n\n${failure}\n\n\nWhat else was said\n`), `\n${failure}`);
    const twice = `  1 failing\n\n${failure}\n\n\nMore\n  2 passing (2s)\n  1 failing\n\n  1) Usage`;
    assert.equal(readFailures(twice), `\n${failure}\n\n  1) Usage`);
    assert.equal(readFailures('  4 passing (2s)\n'), '');
  });
});
