// The rows of the table in results.ts about another edit while one streams.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EditBench, redo, textIs, undo, until } from '../../support/edit/editBench.ts';
import { AFTER, BEFORE, HALF_WAY, alive, bench, finish, halfWay } from './resultsBench.ts';

export const OTHERS_WHILE_STREAMING: Readonly<Record<string, () => Promise<void>>> = {
  async 'while it streams: another edit in another file'() {
    const at = await halfWay();
    const other = await EditBench.open();
    try {
      const editor = await other.show('b.txt', BEFORE);
      const second = await other.ask(editor, 0, 0);
      other.claude.answer('ONE\n');
      await finish(at);
      await second.ended;
      assert.equal(at.document.getText(), AFTER);
      assert.equal(editor.document.getText(), BEFORE.replace('one', 'ONE'));
    } finally {
      await vscode.window.showTextDocument(at.document);
      await other.close();
    }
  },
  async 'while it streams: another edit in the same file'() {
    const at = await halfWay();
    const first = bench.claude;
    const second = bench.newClaude();
    const { edit, ended } = await bench.ask(at.editor, 7, 7);
    assert.notEqual(edit, at.edit);
    second.open();
    second.say('SIX\n');
    await textIs(at.document, HALF_WAY.replace('six\n', 'SIX\nsix\n'));
    bench.claude = first;
    await finish(at);
    second.close();
    second.done();
    await ended;
    assert.equal(at.document.getText(), AFTER.replace('six', 'SIX'));
    await at.edit.reject();
    assert.equal(at.document.getText(), BEFORE.replace('six', 'SIX'));
    await edit.reject();
    assert.equal(at.document.getText(), BEFORE);
  },
  async 'while it streams: another edit in the same file, then undo and redo'() {
    const at = await halfWay();
    const first = bench.claude;
    const second = bench.newClaude();
    const other = await bench.ask(at.editor, 7, 7);
    second.answer('SIX\n');
    await other.ended;
    assert.equal(at.document.getText(), HALF_WAY.replace('six', 'SIX'));
    bench.claude = first;
    await finish(at);
    const all = AFTER.replace('six', 'SIX');
    assert.equal(at.document.getText(), all);
    const places = [HALF_WAY.replace('six', 'SIX'), HALF_WAY, BEFORE];
    for (const text of places) await travel(undo, at.document, text);
    assert.equal(alive(), 0);
    for (const text of [HALF_WAY, places[0] ?? '', all]) await travel(redo, at.document, text);
    assert.deepEqual([at.edit.pending.length, other.edit.pending.length], [2, 1]);
    await bench.desk.review.rejectAll();
    await textIs(at.document, BEFORE);
  },
  async 'while it streams: another edit in another file, then undo'() {
    const at = await halfWay();
    const first = bench.claude;
    const second = bench.newClaude();
    const editor = await bench.show('b.txt', BEFORE);
    const other = await bench.ask(editor, 0, 0);
    second.answer('ONE\n');
    await other.ended;
    bench.claude = first;
    await finish(at);
    await travel(undo, editor.document, BEFORE);
    assert.equal(at.document.getText(), AFTER);
    await vscode.window.showTextDocument(at.document);
    await travel(undo, at.document, BEFORE);
    assert.equal(alive(), 0);
    await travel(redo, at.document, AFTER);
    assert.equal(editor.document.getText(), BEFORE);
  },
  async 'while it streams: another edit of the same lines'() {
    const at = await halfWay();
    at.editor.selection = new vscode.Selection(2, 0, 2, 1);
    await bench.desk.editInline({ instruction: 'me too' });
    assert.equal(bench.claude.requests.length, 1);
    await finish(at);
    assert.equal(at.document.getText(), AFTER);
  },
};

/** One Ctrl+Z, or its contrary, and all that the extension makes of it. */
async function travel(step: () => Thenable<unknown>, document: vscode.TextDocument, to: string): Promise<void> {
  await step();
  await textIs(document, to);
  await until(() => bench.desk.edits.all.every(({ between }) => !between));
}
