// Twenty real edits of published packages, streamed into a real editor in random pieces: the published text comes out, one
// undo brings the old one back, and rejected changes are the old lines. `SEED` in the name repeats a run.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { withEnd } from '../../../src/core/edit/lines.ts';
import { EditBench, redo, textIs, undo, until } from '../../support/edit/editBench.ts';
import { pairs } from '../../support/edit/histories.ts';
import { seeded } from '../../support/standin/random.ts';
import { dominantEnd } from '../../support/dominantEnd.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const random = seeded(seed);
const int = (most: number): number => Math.floor(random() * most);

describe(`Real histories as an inline edit (seed ${seed})`, () => {
  const { extensionPath } = vscode.extensions.getExtension('sidestream.sidestream')!;
  // Long files take their time in the editor; the unit test streams them all.
  const all = pairs(join(extensionPath, 'node_modules')).filter(({ before }) => before.length < 30_000);
  const chosen = Array.from({ length: 20 }, () => all.splice(int(all.length), 1)[0]!);
  let bench: EditBench;
  beforeEach(async () => (bench = await EditBench.open()));
  afterEach(() => bench.close());

  for (const { name, before, after } of chosen) {
    it(name, async () => {
      const editor = await bench.show(`file.${name.split('.').at(-1)}`, before);
      const { document } = editor;
      const old = document.getText();
      await vscode.commands.executeCommand('editor.action.selectAll');
      await until(() => editor.selection.end.isEqual(document.lineAt(document.lineCount - 1).range.end));
      const ended = bench.desk.editInline({ instruction: 'as published' });
      await bench.claude.asked();
      if (int(2) === 0) bench.claude.say('Certainly! Here it is.\n\n');
      bench.claude.open();
      const code = /[\r\n]$/.test(after) || after === '' ? after : `${after}\n`;
      for (let at = 0; at < code.length;) {
        const size = 1 + int(2000);
        bench.claude.say(code.slice(at, at + size));
        at += size;
        if (int(3) === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      }
      bench.claude.close();
      bench.claude.done();
      await ended;
      // A file without a last line end stays so.
      const wanted = withEnd(/[\r\n]$/.test(before) ? code : code.replace(/\r?\n$/, ''), dominantEnd(old));
      assert.ok(document.getText() === wanted, 'not the published text');
      await undo();
      await textIs(document, old);
      await redo();
      await textIs(document, wanted);
      const [edit] = bench.desk.edits.alive;
      assert.ok(edit !== undefined);
      await edit.reject([...edit.group.hunks.keys()].filter(() => int(2) === 0));
      await bench.desk.review.rejectAll();
      assert.ok(document.getText() === old, 'not the old text');
    });
  }
});
