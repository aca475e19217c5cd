// Each row of the table in results.ts, in a real editor.
import assert from 'node:assert/strict';
import { DEEDS_WHILE_STREAMING } from './deedsWhileStreaming.ts';
import { FILES_WHILE_STREAMING } from './filesWhileStreaming.ts';
import { OTHERS_WHILE_STREAMING } from './othersWhileStreaming.ts';
import { RESULTS } from './results.ts';
import { bench, openBench } from './resultsBench.ts';
import { WHILE_PENDING } from './whilePending.ts';

const TESTS = { ...DEEDS_WHILE_STREAMING, ...FILES_WHILE_STREAMING, ...OTHERS_WHILE_STREAMING, ...WHILE_PENDING };

describe('The results of an inline edit', () => {
  beforeEach(openBench);
  afterEach(() => bench.close());

  for (const { when, deed, result } of RESULTS) {
    it(`${when}: ${deed}: ${result}`, async () => {
      const test = TESTS[`${when}: ${deed}`];
      assert.ok(test !== undefined, 'this row has no test');
      await test();
    });
  }
});

describe('The table of an inline edit’s results', () => {
  it('are all in the table', () => {
    const rows = RESULTS.map(({ when, deed }) => `${when}: ${deed}`);
    assert.deepEqual(Object.keys(TESTS).toSorted(), rows.toSorted());
  });
});
