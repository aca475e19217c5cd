/** The changes of an edit while they wait for a decision: wherever others push them. */
import assert from 'node:assert/strict';
import { applyChanges } from '../../../../src/core/edit/documentChange.ts';
import { splitLines } from '../../../../src/core/edit/lines.ts';
import { Desk } from './pendingDesk.ts';

describe('the changes of a pending edit', () => {
  it('does not go on where the user has typed or decided', () => {
    const make = (): Desk => {
      const desk = new Desk('', 'a\nb\nc\n', '');
      desk.edit.push(['A\n']);
      desk.edit.finish('cut');
      desk.write();
      return desk;
    };
    const decided = make();
    decided.review.accept();
    assert.equal(decided.edit.resume(), undefined);
    const typed = make();
    typed.edit.changed([{ offset: 3, length: 0, text: 'x' }]);
    assert.equal(typed.edit.resume(), undefined);
    assert.equal(new Desk('', 'a', '').edit.resume(), undefined);
  });

  it('ends when somebody types inside it, and keeps both', () => {
    const desk = new Desk('', 'a\nb\nc\nd\n', '');
    desk.edit.push(['a\n', 'new\n', 'b\n']);
    desk.write();
    const typing = { offset: 4, length: 0, text: '!' };
    desk.text = applyChanges(desk.text, [typing]);
    assert.equal(desk.edit.changed([typing]), 'inside');
    assert.equal(desk.text, 'a\nne!w\nb\nc\nd\n');
    assert.deepEqual(
      desk.review.hunks.map(({ offset, text, touched }) => [offset, text, touched]),
      [[2, 'ne!w\n', true]],
    );
    desk.edit.push(['more\n']);
    assert.deepEqual(desk.edit.plan().changes, []);
  });

  it('accepts and rejects single hunks wherever others have pushed them', () => {
    const desk = new Desk('', 'a\nb\nc\nd\ne\nf\ng\n', '');
    desk.edit.push(splitLines('A\nb\nc\nD\ne\nf\nG\n'));
    desk.edit.finish('whole');
    desk.write();
    assert.deepEqual(desk.review.pending, [0, 1, 2]);
    desk.review.accept([0]);
    const rejecting = desk.review.reject([0, 1]);
    desk.write(rejecting);
    assert.equal(desk.text, 'A\nb\nc\nd\ne\nf\nG\n');
    assert.deepEqual([desk.review.pending, desk.review.rejected], [[2], [1]]);
    const typing = { offset: 2, length: 2, text: 'longer\n' };
    desk.text = applyChanges(desk.text, [typing]);
    desk.edit.changed([typing]);
    desk.write(desk.review.reject([2]));
    assert.equal(desk.text, 'A\nlonger\nc\nd\ne\nf\ng\n');
    desk.write(desk.review.reopen([1]));
    assert.equal(desk.text, 'A\nlonger\nc\nD\ne\nf\ng\n');
  });

  it('loses of a hunk what somebody deletes across its edge', () => {
    const desk = new Desk('', 'a\nb\nc\n', '');
    desk.edit.push(['a\n', 'new\n', 'lines\n', 'c\n']);
    desk.edit.finish('whole');
    desk.write();
    for (const [change, text, offset] of [
      [{ offset: 9, length: 4, text: 'X' }, 'new\nlin', 2],
      [{ offset: 0, length: 4, text: '' }, 'w\nlin', 0],
    ] as const) {
      desk.text = applyChanges(desk.text, [change]);
      assert.equal(desk.edit.changed([change]), 'inside');
      assert.equal(desk.review.hunks[0]?.offset, offset);
      assert.ok(desk.review.hunks[0].text.startsWith(text));
      const { length } = desk.edit.range;
      assert.equal(desk.edit.range.offset + length, desk.text.length);
    }
  });

  it('begins behind what somebody puts across its first line', () => {
    const desk = new Desk('x\n', 'a\nb\n', 'y\n');
    const change = { offset: 1, length: 3, text: '--' };
    desk.text = applyChanges(desk.text, [change]);
    assert.equal(desk.edit.changed([change]), 'inside');
    assert.deepEqual([desk.text, desk.inside], ['x--b\ny\n', 'b\n']);
  });
});
