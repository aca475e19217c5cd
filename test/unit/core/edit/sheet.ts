/** A document with several regions that one edit writes, as the tests of groups have it. */
import * as fc from 'fast-check';
import { applyChanges } from '../../../../src/core/edit/documentChange.ts';
import { EditGroup } from '../../../../src/core/edit/editGroup.ts';
import { splitLines } from '../../../../src/core/edit/lines.ts';
import { PendingEdit } from '../../../../src/core/edit/pendingEdit.ts';
import type { Plan } from '../../../../src/core/edit/plan.ts';
import { plainText } from './texts.ts';

/** Texts and regions in turn: `gaps` has one more than `originals`. */
export class Sheet {
  readonly group: EditGroup;
  text = '';

  constructor(gaps: readonly string[], originals: readonly string[]) {
    const edits = originals.map((original, number) => {
      this.text += gaps[number];
      const edit = new PendingEdit(this.text.length, original);
      this.text += original;
      return edit;
    });
    this.text += gaps.at(-1);
    this.group = new EditGroup(edits);
  }

  write(plan: Plan = this.group.plan()): void {
    this.text = applyChanges(this.text, plan.changes);
    if (plan.changes.length > 0) plan.confirm();
  }
}

/** With an end to every line, so that regions are whole lines. */
const lines = plainText.map((text) =>
  splitLines(text)
    .map((line) => line.replace(/[\r\n]*$/, '\n'))
    .join(''),
);
const region = fc.record({ gap: lines.map((text) => `gap\n${text}`), original: lines, proposed: lines });
export const regions = fc.array(region, { minLength: 1, maxLength: 4 });
