// The rows of the table in results.ts about another edit while one streams.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EditBench, textIs } from '../../support/edit/editBench.ts';
import { AFTER, BEFORE, HALF_WAY, bench, finish, halfWay } from './resultsBench.ts';

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
  async 'while it streams: another edit of the same lines'() {
    const at = await halfWay();
    at.editor.selection = new vscode.Selection(2, 0, 2, 1);
    await bench.desk.editInline({ instruction: 'me too' });
    assert.equal(bench.claude.requests.length, 1);
    await finish(at);
    assert.equal(at.document.getText(), AFTER);
  },
};
