/** A document that an edit streams into while others change it, as the tests of pending edits have it. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyChanges } from '../../../../src/core/edit/documentChange.ts';
import { splitLines } from '../../../../src/core/edit/lines.ts';
import { PendingEdit } from '../../../../src/core/edit/pendingEdit.ts';
import type { Plan } from '../../../../src/core/edit/plan.ts';
import type { Review } from '../../../../src/core/edit/review.ts';

/** A document with an edit in its middle, and the text around it as others leave it. */
export class Desk {
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

export interface Deed {
  readonly kind: 'push' | 'write' | 'refuse' | 'before' | 'after';
  readonly count: number;
  readonly at: number;
  readonly text: string;
}

export const deeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Deed['kind']>('push', 'push', 'write', 'refuse', 'before', 'after'),
    count: fc.nat(5),
    at: fc.nat(100),
    text: fc.constantFrom('', 'x', 'user\n', '🎭', '\r\n'),
  }),
  { maxLength: 40 },
);

/** Streams `proposed` in whatever order of batches, refusals and typing; returns the desk before the last lines. */
export function work(desk: Desk, proposed: string, doings: readonly Deed[]): string[] {
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
