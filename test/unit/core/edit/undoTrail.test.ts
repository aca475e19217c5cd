/** Undo and redo to the edge of an edit, whatever steps the editor has cut it into, and in the order of time. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { hashOf, UndoTrail } from '../../../../src/core/edit/undoTrail.ts';

/** An editor's undo history: each deed is cut into one step or several, as the editor likes. */
class History {
  readonly trail = new UndoTrail<string>();
  #steps: [string, string][] = [];
  #undone: [string, string][] = [];
  text = '0';

  deed(ours: boolean, texts: readonly string[]): void {
    for (const text of texts) {
      if (ours) this.trail.begin(() => ({ text: this.text, state: `before ${text}` }));
      this.#steps.push([this.text, text]);
      this.text = text;
      if (ours) this.trail.written({ text, state: `after ${text}` });
      else this.trail.others();
    }
    this.#undone = [];
  }

  /** One Ctrl+Z, continued as the host continues it. */
  undo(): void {
    for (let kind = 'again'; kind === 'again';) {
      const step = this.#steps.pop();
      if (step === undefined) return;
      this.#undone.push(step);
      [this.text] = step;
      ({ kind } = this.trail.undone(this.text));
    }
  }

  redo(): void {
    for (let kind = 'again'; kind === 'again';) {
      const step = this.#undone.pop();
      if (step === undefined) return;
      this.#steps.push(step);
      [, this.text] = step;
      ({ kind } = this.trail.redone(this.text));
    }
  }
}

describe('the trail of undo', () => {
  it('takes an edit of many steps in one, and brings it back in one', () => {
    const history = new History();
    history.deed(true, ['1', '2', '3']);
    history.undo();
    assert.equal(history.text, '0');
    history.redo();
    assert.equal(history.text, '3');
  });

  it('goes back in the order of time where the user typed in between', () => {
    const history = new History();
    history.deed(true, ['1', '2']);
    history.deed(false, ['u1', 'u2']);
    history.deed(true, ['3', '4']);
    const seen: string[] = [];
    while (history.text !== '0') {
      history.undo();
      seen.push(history.text);
    }
    // What the user typed goes letter by letter.
    assert.deepEqual(seen, ['u2', 'u1', '2', '0']);
    const back: string[] = [];
    for (let left = 4; left > 0; left--) {
      history.redo();
      back.push(history.text);
    }
    assert.deepEqual(back, ['2', 'u1', 'u2', '4']);
  });

  it('lets what is older than the edit be undone and redone step by step', () => {
    const history = new History();
    history.deed(false, ['u1', 'u2']);
    history.deed(true, ['1', '2']);
    const seen: string[] = [];
    for (let left = 3; left > 0; left--) {
      history.undo();
      seen.push(history.text);
    }
    for (let left = 3; left > 0; left--) {
      history.redo();
      seen.push(history.text);
    }
    assert.deepEqual(seen, ['u2', 'u1', '0', 'u1', 'u2', '2']);
  });

  it('never takes a step of the user’s along, for any history', () => {
    const deeds = fc.array(fc.record({ ours: fc.boolean(), count: fc.integer({ min: 1, max: 4 }) }), { maxLength: 12 });
    fc.assert(
      fc.property(deeds, (all) => {
        const history = new History();
        let next = 1;
        // The places where one Ctrl+Z may come to rest: before each stretch of ours, and at each step of the user's.
        const rests = new Set(['0']);
        for (const { ours, count } of all) {
          const texts = Array.from({ length: count }, () => String(next++));
          history.deed(ours, texts);
          for (const text of ours ? texts.slice(-1) : texts) rests.add(text);
        }
        const end = history.text;
        while (history.text !== '0') {
          history.undo();
          assert.ok(rests.has(history.text), history.text);
        }
        while (history.text !== end) {
          history.redo();
          assert.ok(rests.has(history.text), history.text);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('tells what the edit looked like where it lands', () => {
    const trail = new UndoTrail<string>();
    assert.equal(
      trail.begin(() => ({ text: 'a', state: 'absent' })),
      true,
    );
    trail.written({ text: 'b', state: 'all' });
    trail.restate('all, one accepted');
    trail.close();
    assert.equal(
      trail.begin(() => ({ text: 'b', state: 'all, one accepted' })),
      true,
    );
    trail.written({ text: 'c', state: 'rejected' });
    assert.deepEqual(trail.undone('b'), { kind: 'landed', state: 'all, one accepted' });
    assert.deepEqual(trail.undone('a'), { kind: 'landed', state: 'absent' });
    assert.deepEqual(trail.undone('before'), { kind: 'elsewhere' });
    assert.deepEqual(trail.redone('a'), { kind: 'elsewhere' });
    assert.deepEqual(trail.redone('b'), { kind: 'landed', state: 'all, one accepted' });
  });

  it('that has lost its way asks for no step more than the edit can have', () => {
    const lost = (): UndoTrail<string> => {
      const trail = new UndoTrail<string>();
      for (const text of ['b', 'c', 'd']) {
        trail.begin(() => ({ text: 'a', state: 'absent' }));
        trail.written({ text, state: text });
      }
      return trail;
    };
    const undoing = lost();
    const kinds = ['x', 'y', 'z', 'a'].map((text) => undoing.undone(text).kind);
    assert.deepEqual(kinds, ['again', 'again', 'elsewhere', 'elsewhere']);
    const redoing = lost();
    assert.equal(redoing.undone('a').kind, 'landed');
    assert.deepEqual(
      ['x', 'y', 'z', 'd'].map((text) => redoing.redone(text).kind),
      ['again', 'again', 'elsewhere', 'elsewhere'],
    );
  });

  it('knows a text again by its hash', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => (a === b) === (hashOf(a) === hashOf(b))));
    assert.notEqual(hashOf('ab'), hashOf('ba'));
  });
});
