// The rows of the table in results.ts about what the user does in the file while an edit streams into it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { redo, textIs, undo, until } from '../../support/edit/editBench.ts';
import { AFTER, BEFORE, HALF_WAY, alive, bench, finish, halfWay, type } from './resultsBench.ts';

const { executeCommand } = vscode.commands;

export const DEEDS_WHILE_STREAMING: Readonly<Record<string, () => Promise<void>>> = {
  async 'while it streams: typing above it'() {
    const at = await halfWay();
    await type(at, 'one', 'zero\n');
    await finish(at);
    assert.equal(at.document.getText(), `zero\n${AFTER}`);
    await bench.desk.review.rejectAll();
    assert.equal(at.document.getText(), `zero\n${BEFORE}`);
  },
  async 'while it streams: typing below it'() {
    const at = await halfWay();
    await type(at, 'seven', 'x');
    await finish(at);
    assert.equal(at.document.getText(), AFTER.replace('seven', 'xseven'));
  },
  async 'while it streams: typing inside it'() {
    const at = await halfWay();
    await type(at, 'THREE', 'my ');
    await at.ended;
    assert.equal(at.document.getText(), HALF_WAY.replace('THREE', 'my THREE'));
    assert.equal(at.edit.pending.length, 1);
  },
  async 'while it streams: undo'() {
    const at = await halfWay();
    await undo();
    await textIs(at.document, BEFORE);
    await at.ended;
    assert.equal(alive(), 0);
    await redo();
    await textIs(at.document, HALF_WAY);
    await until(() => at.edit.pending.length === 1);
  },
  async 'while it streams: typing elsewhere, then undo'() {
    const at = await halfWay();
    await type(at, 'seven', 'x');
    await finish(at);
    await undo();
    await textIs(at.document, HALF_WAY.replace('seven', 'xseven'));
    await undo();
    await textIs(at.document, HALF_WAY);
    await undo();
    await textIs(at.document, BEFORE);
    await until(() => alive() === 0);
  },
  async 'while it streams: typing elsewhere, then Reject All'() {
    const at = await halfWay();
    await type(at, 'seven', 'x');
    await finish(at);
    await bench.desk.review.rejectAll();
    assert.equal(at.document.getText(), BEFORE.replace('seven', 'xseven'));
    await undo();
    await textIs(at.document, AFTER.replace('seven', 'xseven'));
    assert.equal(at.edit.pending.length, 2);
  },
  async 'while it streams: moving the cursor'() {
    const at = await halfWay();
    await executeCommand('cursorTop');
    await executeCommand('cursorDown');
    await finish(at);
    await undo();
    await textIs(at.document, BEFORE);
  },
  async 'while it streams: saving'() {
    const at = await halfWay();
    await at.document.save();
    await finish(at);
    assert.equal(at.document.getText(), AFTER);
    await undo();
    await textIs(at.document, BEFORE);
  },
  async 'while it streams: a formatter changing its lines'() {
    const formatter = vscode.languages.registerDocumentFormattingEditProvider(
      { scheme: 'file' },
      { provideDocumentFormattingEdits: () => [vscode.TextEdit.insert(new vscode.Position(2, 0), '  ')] },
    );
    try {
      const at = await halfWay();
      await executeCommand('editor.action.formatDocument');
      await at.ended;
      assert.equal(at.document.getText(), HALF_WAY.replace('THREE', '  THREE'));
      assert.equal(at.edit.pending.length, 1);
    } finally {
      formatter.dispose();
    }
  },
};
