/** Several regions edited as one: written together, moved by one another, reviewed as one list of hunks. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyChanges } from '../../../../src/core/edit/documentChange.ts';
import { EditGroup } from '../../../../src/core/edit/editGroup.ts';
import { splitLines } from '../../../../src/core/edit/lines.ts';
import { PendingEdit } from '../../../../src/core/edit/pendingEdit.ts';
import { Sheet, regions } from './sheet.ts';

describe('a group of edits', () => {
  it('ends as all proposed texts, and gives back all originals, in whatever order the lines come', () => {
    fc.assert(
      fc.property(regions, fc.array(fc.nat(), { maxLength: 60 }), (parts, order) => {
        const gaps = [...parts.map(({ gap }) => gap), 'end\n'];
        const sheet = new Sheet(
          gaps,
          parts.map(({ original }) => original),
        );
        const before = sheet.text;
        const left = parts.map(({ proposed }) => splitLines(proposed));
        for (const turn of order) {
          const number = turn % parts.length;
          sheet.group.push(number, left[number]!.splice(0, 1 + (turn % 3)));
          if (turn % 2 === 0) sheet.write();
        }
        for (const [number, rest] of left.entries()) {
          sheet.group.push(number, rest);
          sheet.group.finish('whole', number);
        }
        sheet.write();
        const after = parts.map(({ gap, proposed }) => gap + proposed).join('') + 'end\n';
        assert.equal(sheet.text, after);
        sheet.write(sheet.group.reject());
        assert.equal(sheet.text, before);
        sheet.write(sheet.group.reopen());
        assert.equal(sheet.text, after);
      }),
      { numRuns: 300 },
    );
  });

  it('ends in all regions when somebody types into one', () => {
    const sheet = new Sheet(['', 'x\n', ''], ['a\n', 'b\n']);
    sheet.group.push(0, ['A\n']);
    sheet.group.push(1, ['B\n']);
    sheet.write();
    assert.equal(sheet.group.changed([{ offset: 0, length: 1, text: '!' }]), 'inside');
    sheet.group.push(1, ['more\n']);
    assert.deepEqual(sheet.group.plan().changes, []);
    assert.equal(sheet.group.hunks.length, 2);
    assert.equal(sheet.group.resume(), undefined);
  });

  it('goes on where it was cut, unless something was decided', () => {
    const cut = (): Sheet => {
      const sheet = new Sheet(['', 'x\n', ''], ['a\nb\n', 'c\n']);
      sheet.group.push(0, ['A\n']);
      sheet.group.finish('cut');
      sheet.write();
      return sheet;
    };
    const resumed = cut().group.resume();
    assert.deepEqual(resumed?.written, [1, 0]);
    const decided = cut();
    decided.group.accept();
    assert.equal(decided.group.resume(), undefined);
  });

  it('keeps, after a follow-up, what a rejection gives back: the first original', () => {
    const group = new EditGroup([new PendingEdit(0, 'A\nB\n', 'a\nb\n')]);
    let text = 'A\nB\n';
    group.push(0, ['A!\n', 'B\n']);
    group.finish('whole');
    const plan = group.plan();
    text = applyChanges(text, plan.changes);
    plan.confirm();
    assert.equal(text, 'A!\nB\n');
    assert.equal(applyChanges(text, group.reject().changes), 'a\nb\n');
  });
});
