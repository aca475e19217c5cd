/** What programs tell of their changes, and what has come of them for an edit. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyChanges } from '../../../../src/core/edit/documentChange.ts';
import { EditGroup } from '../../../../src/core/edit/editGroup.ts';
import { withEnd } from '../../../../src/core/edit/lines.ts';
import { newEnds, refineChanges } from '../../../../src/core/edit/othersChanges.ts';
import { PendingEdit } from '../../../../src/core/edit/pendingEdit.ts';
import { afterChange, type ReviewedHunk } from '../../../../src/core/edit/reviewedHunk.ts';
import { edited, plainText } from './texts.ts';

describe('a change by others', () => {
  it('of the whole text is what differs in it', () => {
    const before = 'one\ntwo\nthree\nfour\n';
    const whole = { offset: 0, length: before.length, text: 'zero\none\ntwo\nfour\nfive\n' };
    assert.deepEqual(refineChanges(before, [whole]), [
      { offset: 0, length: 0, text: 'zero\n' },
      { offset: 8, length: 6, text: '' },
      { offset: 19, length: 0, text: 'five\n' },
    ]);
  });

  it('gives the same text when it is refined', () => {
    fc.assert(
      fc.property(edited, fc.nat(200), fc.nat(200), ([old, fresh], from, to) => {
        const [before, text] = [old.join(''), fresh.join('')];
        const [start, end] = [from % (before.length + 1), to % (before.length + 1)].toSorted((a, b) => a - b);
        const change = { offset: start ?? 0, length: (end ?? 0) - (start ?? 0), text };
        assert.equal(applyChanges(before, refineChanges(before, [change])), applyChanges(before, [change]));
      }),
      { numRuns: 500 },
    );
  });

  it('of the line ends is told from all others', () => {
    const before = 'one\ntwo\n';
    const all = { offset: 0, length: before.length };
    const ends = newEnds(before, [{ ...all, text: 'one\r\ntwo\r\n' }]);
    assert.equal(ends?.end, '\r\n');
    assert.deepEqual([0, 3, 4, 8].map(ends.place), [0, 3, 5, 10]);
    for (const text of [before, 'one\r\nTWO\r\n', 'one\r\ntwo', 'one', '']) {
      assert.equal(newEnds(before, [{ ...all, text }]), undefined);
    }
    assert.equal(newEnds(before, [{ offset: 0, length: 4, text: 'one\r\n' }]), undefined);
  });

  it('of the line ends leaves every hunk to be rejected', () => {
    fc.assert(
      fc.property(plainText, plainText, plainText, fc.constantFrom('\n', '\r\n'), (before, old, fresh, end) => {
        const head = `${before}\n`;
        let text = head + withEnd(old, '\n');
        const group = new EditGroup([new PendingEdit(head.length, withEnd(old, '\n'))]);
        const parts = withEnd(fresh, '\n').split(/(?<=\n)/);
        group.push(0, fresh === '' ? [] : parts);
        group.finish('whole');
        const { changes: written, confirm } = group.plan();
        text = applyChanges(text, written);
        if (written.length > 0) confirm();
        const other = withEnd(text, end === '\n' ? '\n' : '\r\n');
        const ends = newEnds(text, [{ offset: 0, length: text.length, text: other }]);
        if (ends === undefined) return;
        const { changes } = group.withEnds(ends).reject();
        assert.equal(applyChanges(other, changes), withEnd(head + old, ends.end));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a hunk in a document that others change', () => {
  const hunk: ReviewedHunk = { offset: 4, text: 'TWO\n', other: 'two\n', verdict: 'pending', touched: false };
  const insert = (text: string, into = hunk): ReviewedHunk => afterChange(into, { offset: 4, length: 0, text });

  it('holds what its first line is indented by', () => {
    assert.deepEqual(insert('  '), { ...hunk, text: '  TWO\n', touched: true });
  });

  it('stands below the lines that are put in above it', () => {
    assert.deepEqual(insert('more\n'), { ...hunk, offset: 9 });
  });

  it('stands, where it only took lines away, before what is typed in their place', () => {
    const deletion = { ...hunk, text: '' };
    assert.deepEqual(insert('x', deletion), deletion);
    assert.deepEqual(insert('more\n', deletion), { ...deletion, offset: 9 });
  });
});
