/** Edits on disk: what is read back, what is let go after a day, and what is refused before a request leaves. */
import assert from 'node:assert/strict';
import {
  KEPT_MS,
  proposedText,
  readRecords,
  worthKeeping,
  type EditRecord,
} from '../../../../src/core/edit/editRecord.ts';
import { restoreHunks } from '../../../../src/core/edit/savedEdit.ts';
import { refuseText } from '../../../../src/core/edit/refuseEdit.ts';
import { Review } from '../../../../src/core/edit/review.ts';
import type { ReviewedHunk } from '../../../../src/core/edit/reviewedHunk.ts';

const hunk = (
  offset: number,
  text: string,
  other: string,
  verdict: ReviewedHunk['verdict'] = 'pending',
): ReviewedHunk => ({
  offset,
  text,
  other,
  verdict,
  touched: false,
});

const record = (id: string, at: number, state: EditRecord['state']): EditRecord => ({
  id,
  uri: 'file:///a',
  at,
  kind: 'edit',
  instruction: 'do',
  state,
  saved: { v: 1, hunks: [hunk(2, 'new\n', 'old\n')] },
});

describe('edits that are kept', () => {
  it('come back from disk as they were, and what is none of them is passed over', () => {
    const records = [record('a', 1, 'pending'), record('b', 2, 'over')];
    assert.deepEqual(readRecords(JSON.stringify(records)), records);
    assert.deepEqual(readRecords(JSON.stringify([...records, null, 3, { ...records[0], saved: { v: 9 } }])), records);
    assert.deepEqual(readRecords('{"half'), []);
  });

  it('stay while they are pending, and for a day when they are over', () => {
    const now = KEPT_MS * 3;
    const kept = worthKeeping(
      [record('old', 1, 'pending'), record('gone', 1, 'over'), record('fresh', now - 5, 'over')],
      now,
    );
    assert.deepEqual(
      kept.map(({ id }) => id),
      ['old', 'fresh'],
    );
    const many = Array.from({ length: 50 }, (_, number) => record(String(number), now, 'over'));
    assert.deepEqual(
      worthKeeping(many, now)
        .map(({ id }) => Number(id))
        .slice(0, 1),
      [20],
    );
  });

  it('find their place again, and give their text where it is gone', () => {
    assert.deepEqual(
      restoreHunks(record('a', 1, 'pending').saved, 'moved\nx\nnew\ny\n').map(({ offset }) => offset),
      [8],
    );
    assert.deepEqual(restoreHunks(record('a', 1, 'pending').saved, 'nothing'), []);
    assert.equal(proposedText(record('a', 1, 'over')), 'new\n');
  });

  it('that were undone are kept as rejected ones, at their places then', () => {
    const rejected = Review.rejected([
      hunk(0, 'AA\n', 'a\n'),
      hunk(5, '', 'gone\n'),
      hunk(9, 'x\n', 'y\n', 'rejected'),
    ]);
    assert.deepEqual(
      rejected.map(({ offset, text, other, verdict }) => [offset, text, other, verdict]),
      [
        [0, 'a\n', 'AA\n', 'rejected'],
        [4, 'gone\n', '', 'rejected'],
        [13, 'x\n', 'y\n', 'rejected'],
      ],
    );
  });
});

describe('a text that no request is sent for', () => {
  const region = (text: string) => [{ offset: 0, length: text.length }];
  it('is binary, too large, or has too long a line in what is to be changed', () => {
    for (const [text, refusal] of [
      ['a\0b', 'binary'],
      ['x\n'.repeat(2_500_000), 'tooLarge'],
      ['y'.repeat(100_000), 'longLine'],
      ['fine\n', undefined],
    ] as const) {
      assert.equal(refuseText(text, region(text)), refusal);
    }
    const beside = `${'y'.repeat(100_000)}\nfine\n`;
    assert.equal(refuseText(beside, [{ offset: 100_001, length: 5 }]), undefined);
  });
});
