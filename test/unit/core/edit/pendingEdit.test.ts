/** A pending edit against a document that others change too: whole at every instant, and nobody's text is lost. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyChanges, type DocumentChange } from '../../../../src/core/edit/documentChange.ts';
import { splitLines } from '../../../../src/core/edit/lines.ts';
import { PendingEdit } from '../../../../src/core/edit/pendingEdit.ts';
import { Desk, deeds, work } from './pendingDesk.ts';
import { plainText } from './texts.ts';

describe('a pending edit', () => {
  it('ends as the user’s text around the proposed one, and rejecting all leaves the user’s around the original', () => {
    fc.assert(
      fc.property(plainText, plainText, plainText, plainText, deeds, (before, original, proposed, after, doings) => {
        const desk = new Desk(before, original, after);
        desk.edit.push(work(desk, proposed, doings));
        desk.edit.finish('whole');
        desk.write();
        assert.equal(desk.text, desk.before + proposed + desk.after);
        const { review } = desk;
        desk.typeOutside('before', 3, 0, 'later\n');
        const rejecting = review.reject();
        desk.text = applyChanges(desk.text, rejecting.changes);
        rejecting.confirm();
        assert.equal(desk.text, desk.before + original + desk.after);
        const back = review.reopen();
        desk.text = applyChanges(desk.text, back.changes);
        back.confirm();
        assert.equal(desk.text, desk.before + proposed + desk.after);
      }),
      { numRuns: 500 },
    );
  });

  it('holds at every instant the lines so far and a rest of the original', () => {
    fc.assert(
      fc.property(plainText, plainText, (original, proposed) => {
        const desk = new Desk('before\n', original, 'after\n');
        const originals = splitLines(original);
        const lines = splitLines(proposed);
        for (let count = 0; count < lines.length - 1; count++) {
          desk.edit.push(lines.slice(count, count + 1));
          desk.write();
          const soFar = lines.slice(0, count + 1).join('');
          assert.ok(desk.inside.startsWith(soFar));
          const rest = desk.inside.slice(soFar.length);
          assert.ok(originals.some((_, from) => originals.slice(from).join('') === rest) || rest === '');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('cut off anywhere, ends with hunks that give back the original', () => {
    fc.assert(
      fc.property(plainText, plainText, deeds, fc.boolean(), (original, proposed, doings, frozen) => {
        const desk = new Desk('{\n', original, '}\n');
        work(desk, proposed, doings);
        if (frozen) desk.edit.freeze();
        else {
          desk.edit.finish('cut');
          desk.write();
        }
        desk.write(desk.edit.plan());
        const rejecting = desk.review.reject();
        assert.equal(applyChanges(desk.text, rejecting.changes), desk.before + original + desk.after);
      }),
      { numRuns: 300 },
    );
  });

  it('goes on after any cut or stop as if there had been none', () => {
    fc.assert(
      fc.property(plainText, plainText, deeds, deeds, fc.boolean(), (original, proposed, doings, more, frozen) => {
        const desk = new Desk('{\n', original, '}\n');
        const rest = work(desk, proposed, doings);
        if (!frozen) desk.edit.finish('cut');
        desk.write();
        if (frozen) desk.edit.freeze();
        const torn = rest.length === 0 && !/[\r\n]$/.test(proposed) ? splitLines(proposed).slice(-1) : [];
        const resumed = desk.edit.resume();
        assert.ok(resumed !== undefined);
        desk.edit = resumed;
        const left = work(desk, [...torn, ...rest].join(''), more);
        desk.edit.push(left);
        const again = frozen;
        desk.edit.finish(again ? 'cut' : 'whole');
        desk.write();
        if (!again) assert.equal(desk.text, desk.before + proposed + desk.after);
        const rejecting = desk.review.reject();
        assert.equal(applyChanges(desk.text, rejecting.changes), desk.before + original + desk.after);
      }),
      { numRuns: 400 },
    );
  });

  it('brings the rest where it ended while a plan was on its way', () => {
    const desk = new Desk('', 'a\nb\n', '');
    desk.edit.push(['A\n']);
    const plan = desk.edit.plan();
    desk.edit.push(['B\n']);
    desk.edit.finish('whole');
    desk.write(plan);
    desk.write();
    assert.equal(desk.text, 'A\nB\n');
    assert.equal(desk.review.hunks.length, 1);
  });

  it('writes as little as it can', () => {
    const desk = new Desk('', 'a\nb\nc\nd\ne\nf\ng\nh\n', '');
    const batches: DocumentChange[][] = [];
    for (const line of splitLines('a\nB\nc\nd\ne\nf\n')) {
      desk.edit.push([line]);
      const plan = desk.edit.plan();
      batches.push([...plan.changes]);
      if (plan.changes.length > 0) desk.write(plan);
    }
    assert.deepEqual(batches.slice(0, 2), [[], [{ offset: 2, length: 0, text: 'B\n' }]]);
    assert.deepEqual(desk.edit.added, [{ start: 1, end: 2 }]);
    assert.equal(desk.text, 'a\nB\nc\nd\ne\nf\ng\nh\n');
  });

  it('keeps a line without an end back until it is the last', () => {
    const desk = new Desk('', 'a\nb', '');
    desk.edit.push(['new']);
    assert.deepEqual(desk.edit.plan().changes, []);
    assert.throws(() => desk.edit.push(['more\n']), /must be the last/);
    desk.edit.finish('cut');
    desk.write();
    assert.equal(desk.text, 'a\nb');
    const whole = new Desk('', 'a\nb', '');
    whole.edit.push(['new']);
    whole.edit.finish('whole');
    whole.write();
    assert.equal(whole.text, 'new');
  });

  it('shares its document with another edit, which is somebody else to it', () => {
    let text = 'a\nb\nmiddle\nc\nd\n';
    const edits = [new PendingEdit(0, 'a\nb\n'), new PendingEdit(11, 'c\nd\n')];
    const write = (edit: PendingEdit): void => {
      const { changes, confirm } = edit.plan();
      text = applyChanges(text, changes);
      if (changes.length > 0) confirm();
      for (const other of edits) if (other !== edit) assert.equal(other.changed(changes), 'outside');
    };
    for (const line of ['1\n', '2\n', '3\n']) {
      for (const edit of edits.toReversed()) {
        edit.push([line]);
        write(edit);
      }
    }
    for (const edit of edits) {
      edit.finish('whole');
      write(edit);
    }
    assert.equal(text, '1\n2\n3\nmiddle\n1\n2\n3\n');
    assert.deepEqual(
      edits.map((edit) => edit.range),
      [
        { offset: 0, length: 6 },
        { offset: 13, length: 6 },
      ],
    );
  });
});
