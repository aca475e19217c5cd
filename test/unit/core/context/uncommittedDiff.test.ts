// What is not committed as one text: new files too, as far as there is room, and what the guard sees of them.
import assert from 'node:assert/strict';
import { newFile, splitDiff } from '../../../../src/core/commit/changedFile.ts';
import { findPrivate } from '../../../../src/core/context/guard.ts';
import { uncommittedDiff } from '../../../../src/core/context/uncommittedDiff.ts';

const NOTHING = { isIgnored: () => Promise.resolve(false), isExcluded: () => Promise.resolve(false) };
const lines = (count: number) => `${'x'.repeat(99)}\n`.repeat(count);

describe('what is not committed', () => {
  it('has the diffs of followed files whole, and new files behind them', () => {
    const followed = newFile('old.ts', lines(900));
    const text = uncommittedDiff([followed], [newFile('new.ts', 'one\n')]);
    assert.deepEqual(
      splitDiff(text).map(({ path }) => path),
      ['old.ts', 'new.ts'],
    );
    assert.ok(text.startsWith(followed.text));
  });

  it('names new files that there is no room for, each and all', () => {
    const large = uncommittedDiff([], [newFile('data "1".csv', lines(700)), newFile('small.ts', 'x\n')]);
    assert.match(large, /^diff: new file "data \\"1\\"\.csv", 700 lines or more, not shown\ndiff --git a\/small\.ts/);
    const many = Array.from({ length: 10 }, (_, at) => newFile(`${at}.ts`, lines(500)));
    const text = uncommittedDiff([], many);
    assert.ok(text.length < 250_000);
    assert.equal(splitDiff(text).length, 4);
    assert.equal(text.match(/not shown/g)?.length, 6);
  });

  it('is guarded: by the names of new files, and by what looks like a key in them', async () => {
    const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
    const text = uncommittedDiff([], [newFile('.env', 'A=1\n'), newFile('notes.txt', `see\n${token}\n`)]);
    const found = await findPrivate('', [{ id: 'k', kind: 'diff', label: 'Git changes', text }], NOTHING);
    assert.deepEqual(
      found.map(({ reason, where }) => [reason, where]),
      [
        ['name', '.env'],
        ['content', 'Git changes'],
      ],
    );
  });
});
