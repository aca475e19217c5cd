// An edit streams into a real editor while a user, a formatter and another extension change the same file, in whatever
// order chance has them meet: all of what they did stays, and the edit ends whole. `SEED` in the name repeats a run.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DocumentChange } from '../../../src/core/edit/documentChange.ts';
import { EditBench, redo, textIs, undo, until } from '../../support/edit/editBench.ts';
import { seeded } from '../../support/standin/random.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const random = seeded(seed);
const int = (most: number): number => Math.floor(random() * most);

/** Many with `npm run long`. */
const ROUNDS = process.env['FULL'] === undefined ? 4 : 40;
const [ABOVE, INSIDE, BELOW] = [12, 20, 12];
const lines = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, line) => `${name}(${line});\n`);

/** What others put in: whole marks, so that the text without them can be had again. */
const MARK = /⟨\d+⟩\n?/g;
const withoutMarks = (text: string): string => text.replace(MARK, '');

describe(`Changes by others while an inline edit streams (seed ${seed})`, () => {
  let bench: EditBench;
  beforeEach(async () => (bench = await EditBench.open()));
  afterEach(() => bench.close());

  for (let round = 1; round <= ROUNDS; round++) {
    it(`lose nothing, and take nothing from it: round ${round}`, async () => {
      const original = lines('inside', INSIDE);
      const before = [...lines('above', ABOVE), ...original, ...lines('below', BELOW)].join('');
      const proposed = original.flatMap((line) => [
        ...(int(4) > 0 ? [line] : []),
        ...(int(3) === 0 ? [`added${int(1000)}();\n`] : []),
      ]);
      const editor = await bench.show('a.ts', before);
      const { document } = editor;
      const { edit, ended } = await bench.ask(editor, ABOVE, ABOVE + INSIDE - 1);
      const there = new Set<string>();
      let count = 0;
      /** As a person's keys, it is done again where the editor was faster. */
      const attempt = async (act: (mark: () => string) => Thenable<boolean>): Promise<void> => {
        const made: string[] = [];
        const mark = (): string => made[made.push(`⟨${++count}⟩`) - 1]!;
        if (!(await act(mark))) return attempt(act);
        for (const each of made) there.add(each);
      };
      const marksAre = (text: string, what: string): void =>
        assert.deepEqual((text.match(/⟨\d+⟩/g) ?? []).toSorted(), [...there].toSorted(), what);

      /** A line outside the edit, as the document is now. */
      const outside = (): number => {
        const { offset, length } = edit.group.range;
        const first = document.positionAt(offset).line;
        const last = document.positionAt(offset + length).line;
        return int(2) === 0 ? int(first) : last + 1 + int(document.lineCount - last - 2);
      };
      const put = (places: number): Promise<void> =>
        attempt((mark) =>
          editor.edit(
            (builder) => {
              const chosen = new Set(Array.from({ length: places }, outside));
              for (const line of chosen) builder.insert(new vscode.Position(line, 0), mark());
            },
            { undoStopBefore: int(2) === 0, undoStopAfter: int(2) === 0 },
          ),
        );
      const deeds: readonly (() => unknown)[] = [
        () => put(1),
        // Several cursors.
        () => put(3),
        // Another extension, which asks no editor.
        () =>
          attempt((mark) => {
            const change = new vscode.WorkspaceEdit();
            change.insert(document.uri, new vscode.Position(outside(), 0), `${mark()}\n`);
            return vscode.workspace.applyEdit(change);
          }),
        // Right at the edit's edges.
        () =>
          attempt((mark) => {
            const { offset, length } = edit.group.range;
            const at = document.positionAt(int(2) === 0 ? offset : offset + length);
            return editor.edit((builder) => builder.insert(at, `${mark()}\n`));
          }),
        // A program that rewrites all of the file to change one line.
        () =>
          attempt((mark) => {
            const all = document.getText().split(/(?<=\n)/);
            all.splice(outside(), 0, `${mark()}\n`);
            const range = new vscode.Range(0, 0, document.lineCount, 0);
            return editor.edit((builder) => builder.replace(range, all.join('')));
          }),
        () => document.save(),
        () => vscode.commands.executeCommand('cursorDown'),
        () => vscode.commands.executeCommand('cursorTop'),
      ];

      bench.claude.open();
      const doings: unknown[] = [];
      for (let at = 0; at < proposed.length;) {
        const batch = 1 + int(3);
        bench.claude.say(proposed.slice(at, at + batch).join(''));
        at += batch;
        // Some at the same instant, some one after the other.
        const doing = deeds[int(deeds.length)]?.();
        if (int(2) === 0) await doing;
        else doings.push(doing);
        if (int(3) === 0) await new Promise((resolve) => setTimeout(resolve, int(60)));
      }
      await Promise.all(doings);
      bench.claude.close();
      bench.claude.done();
      await ended;

      const after = document.getText();
      marksAre(after, 'what others did is there, once');
      assert.equal(
        withoutMarks(after),
        before.replace(original.join(''), () => proposed.join('')),
      );
      const hunks: DocumentChange[] = edit.pending.map(({ offset, text, other }) => {
        return { offset, length: text.length, text: other };
      });
      assert.ok(hunks.every(({ offset, length }) => !/⟨/.test(after.slice(offset, offset + length))));
      await bench.desk.review.rejectAll();
      const rejected = document.getText();
      marksAre(rejected, 'rejecting takes nothing of theirs');
      assert.equal(withoutMarks(rejected), before);
      await undo();
      await textIs(document, after);
      /** All of one Ctrl+Z, which goes on to the edge of the edit. */
      const travel = async (step: () => Thenable<unknown>, to: string): Promise<void> => {
        for (let steps = 0; document.getText() !== to; steps++) {
          assert.ok(steps < 200, 'it never comes there');
          await step();
          await until(() => !edit.between);
        }
      };
      await travel(undo, before);
      await travel(redo, after);
    });
  }
});

describe('An inline edit of very many changes', () => {
  let bench: EditBench;
  beforeEach(async () => (bench = await EditBench.open()));
  afterEach(() => bench.close());

  it('is rejected as a whole, and is one step to undo', async () => {
    // From a thousand changes on the editor makes one of them all.
    const old = Array.from({ length: 3000 }, (_, line) => `line ${line}\n`);
    const fresh = old.map((line, number) => (number % 2 === 0 ? line.toUpperCase() : line));
    const editor = await bench.show('a.txt', old.join(''));
    const { document } = editor;
    const { edit, ended } = await bench.ask(editor, 0, 2999);
    bench.claude.answer(fresh.join(''));
    await ended;
    assert.equal(document.getText(), fresh.join(''));
    assert.equal(edit.pending.length, 1500);
    await bench.desk.review.rejectAll();
    assert.equal(document.getText(), old.join(''));
    assert.equal(edit.rejected.length, 1500);
    await undo();
    await textIs(document, fresh.join(''));
    await undo();
    await textIs(document, old.join(''));
  });
});
