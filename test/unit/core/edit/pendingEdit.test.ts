/** A pending edit against a document that others change too: whole at every instant, and nobody's text is lost. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyChanges, type DocumentChange } from '../../../../src/core/edit/documentChange.ts';
import { splitLines } from '../../../../src/core/edit/lines.ts';
import { PendingEdit } from '../../../../src/core/edit/pendingEdit.ts';
import type { Plan } from '../../../../src/core/edit/plan.ts';
import type { Review } from '../../../../src/core/edit/review.ts';
import { isSavedEdit, restoreReview } from '../../../../src/core/edit/savedEdit.ts';
import { plainText } from './texts.ts';

/** A document with an edit in its middle, and the text around it as others leave it. */
class Desk {
  text: string;
  edit: PendingEdit;

  before: string;
  after: string;

  constructor(before: string, original: string, after: string) {
    this.before = before;
    this.after = after;
    this.text = before + original + after;
    this.edit = new PendingEdit(before.length, original);
  }

  /** Carries a plan out as an editor does. */
  write(plan: Plan = this.edit.plan()): void {
    this.text = applyChanges(this.text, plan.changes);
    if (plan.changes.length > 0) plan.confirm();
  }

  /** Somebody puts `text` in place of some characters before or behind the edit. */
  typeOutside(side: 'before' | 'after', at: number, remove: number, words: string): void {
    const room = this[side];
    const offset = at % (room.length + 1);
    const length = Math.min(remove, room.length - offset);
    const { offset: start, length: inEdit } = this.edit.range;
    const atEdge = length === 0 && offset === (side === 'before' ? room.length : 0);
    // Right before the edit's first character only lines are outside.
    const text = side === 'before' && atEdge && inEdit > 0 && /[^\r\n]$/.test(words) ? `${words}\n` : words;
    const change = { offset: side === 'before' ? offset : start + inEdit + offset, length, text };
    // An edit that holds nothing has one edge, not two: lines that are put in there stand before it, words behind it.
    if (inEdit === 0 && atEdge) {
      if (/[\r\n]$/.test(text)) this.before += text;
      else this.after = text + this.after;
    } else this[side] = room.slice(0, offset) + text + room.slice(offset + length);
    this.text = applyChanges(this.text, [change]);
    assert.equal(this.edit.changed([change]), 'outside');
  }

  get inside(): string {
    const { offset, length } = this.edit.range;
    return this.text.slice(offset, offset + length);
  }

  get review(): Review {
    assert.ok(this.edit.review !== undefined, 'the edit is not under review');
    return this.edit.review;
  }
}

interface Deed {
  readonly kind: 'push' | 'write' | 'refuse' | 'before' | 'after';
  readonly count: number;
  readonly at: number;
  readonly text: string;
}

const deeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Deed['kind']>('push', 'push', 'write', 'refuse', 'before', 'after'),
    count: fc.nat(5),
    at: fc.nat(100),
    text: fc.constantFrom('', 'x', 'user\n', '🎭', '\r\n'),
  }),
  { maxLength: 40 },
);

/** Streams `proposed` in whatever order of batches, refusals and typing; returns the desk before the last lines. */
function work(desk: Desk, proposed: string, doings: readonly Deed[]): string[] {
  const lines = splitLines(proposed);
  for (const { kind, count, at, text } of doings) {
    if (kind === 'push') desk.edit.push(lines.splice(0, count));
    else if (kind === 'write') desk.write();
    else if (kind === 'refuse') {
      // The user was faster: the plan is never carried out, and the next one knows better.
      const plan = desk.edit.plan();
      desk.typeOutside('before', at, count, text);
      if (plan.changes.length > 0) assert.throws(() => plan.confirm(), /out of date/);
    } else desk.typeOutside(kind, at, count, text);
    assert.equal(desk.text, desk.before + desk.inside + desk.after);
  }
  return lines;
}

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
        const shown = desk.inside;
        const rejecting = desk.review.reject();
        assert.equal(applyChanges(desk.text, rejecting.changes), desk.before + original + desk.after);
        const saved: unknown = JSON.parse(JSON.stringify(desk.edit.save()));
        assert.ok(isSavedEdit(saved));
        const restored = restoreReview(saved, desk.text);
        assert.deepEqual(restored?.hunks ?? [], desk.review.hunks);
        assert.equal(desk.text, desk.before + shown + desk.after);
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

  it('gives up, after a reload, a hunk that stands at several places or before its elders', () => {
    const saved = {
      v: 1 as const,
      original: '',
      hunks: ['one\n', 'two\n'].map((text, number) => {
        return { offset: 10 + 10 * number, text, other: '', verdict: 'pending' as const, touched: false };
      }),
    };
    const places = (document: string): number[] | undefined =>
      restoreReview(saved, document)?.hunks.map((hunk) => hunk.offset);
    assert.deepEqual(places('one\ntwo\n'), [0, 4]);
    assert.deepEqual(places('two\none\n'), [4]);
    assert.deepEqual(places('one\none\ntwo\n'), [8]);
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

  it('comes back after a reload where its text stands now, and not where it is gone', () => {
    const desk = new Desk('x\n', 'a\nb\nc\n', 'y\n');
    desk.edit.push(['a\n', 'new\n']);
    desk.write();
    const streaming = desk.edit.save();
    assert.equal(restoreReview(streaming, desk.text)?.hunks[0]?.offset, 4);
    assert.equal(restoreReview(streaming, `more\n${desk.text}`)?.hunks[0]?.offset, 9);
    assert.equal(restoreReview(streaming, 'something else'), undefined);
    desk.edit.finish('cut');
    desk.write();
    assert.equal(restoreReview(desk.edit.save(), `more\n${desk.text}`)?.hunks[0]?.offset, 9);
    assert.equal(restoreReview(desk.edit.save(), 'gone'), undefined);
    for (const bad of [
      null,
      1,
      {},
      { v: 2, original: '' },
      { v: 1, original: '', hunks: [{}] },
      { v: 1, original: 'a' },
    ]) {
      assert.equal(isSavedEdit(bad), false);
    }
  });
});
