// The rows of the table in results.ts that begin when the edit waits for a decision.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { redo, textIs, undo, until } from '../../support/edit/editBench.ts';
import {
  AFTER,
  BEFORE,
  alive,
  bench,
  closeTab,
  comesBack,
  newSession,
  openDocument,
  pending,
  rewrite,
  changeLineEnds,
  renameTo,
  type,
} from './resultsBench.ts';

const { executeCommand } = vscode.commands;

export const WHILE_PENDING: Readonly<Record<string, () => Promise<void>>> = {
  async 'while it is pending: typing above it'() {
    const at = await pending();
    await type(at, 'one', 'zero\n');
    await bench.desk.review.rejectAll();
    assert.equal(at.document.getText(), `zero\n${BEFORE}`);
  },
  async 'while it is pending: typing into a change'() {
    const at = await pending();
    await type(at, 'HREE', '!');
    assert.equal(at.edit.pending[0]?.text, 'T!HREE\n');
    at.edit.accept();
    assert.equal(at.document.getText(), AFTER.replace('THREE', 'T!HREE'));
  },
  async 'while it is pending: typing the original back'() {
    const at = await pending();
    await at.editor.edit((edit) => edit.replace(new vscode.Range(2, 0, 2, 5), 'three'));
    assert.equal(at.edit.pending.length, 1);
    assert.equal(at.edit.rejected.length, 1);
  },
  async 'while it is pending: saving and closing the file'() {
    const at = await pending();
    await at.document.save();
    await closeTab('a.txt');
    const again = await openDocument('a.txt');
    await vscode.window.showTextDocument(again);
    await until(() => alive() === 1);
    await bench.desk.review.rejectAll();
    assert.equal(again.getText(), BEFORE);
  },
  async 'while it is pending: renaming the file'() {
    await pending();
    await renameTo('b.txt');
    const fresh = await openDocument('b.txt');
    await until(() => bench.desk.edits.of(fresh).length === 1);
    await bench.desk.review.rejectAll();
    await textIs(fresh, BEFORE);
  },
  async 'while it is pending: reverting the file'() {
    const at = await pending();
    await executeCommand('workbench.action.files.revert');
    await textIs(at.document, BEFORE);
    assert.equal(alive(), 0);
    await comesBack(at.document, AFTER);
  },
  async 'while it is pending: a change on disk elsewhere'() {
    const at = await pending();
    await at.document.save();
    await writeFile(bench.uri('a.txt').fsPath, `zero\n${AFTER}`);
    await textIs(at.document, `zero\n${AFTER}`);
    await bench.desk.review.rejectAll();
    assert.equal(at.document.getText(), `zero\n${BEFORE}`);
  },
  async 'while it is pending: a new session of the editor'() {
    const at = await pending();
    await newSession();
    assert.equal(alive(), 1);
    await bench.desk.review.rejectAll();
    assert.equal(at.document.getText(), BEFORE);
  },
  async 'while it is pending: a new session, the text not saved'() {
    const at = await pending();
    await bench.desk.flush();
    bench.desk.dispose();
    await executeCommand('workbench.action.files.revert');
    await textIs(at.document, BEFORE);
    bench.desk = bench.newDesk();
    await bench.desk.edits.restoreAll();
    assert.equal(alive(), 0);
    await comesBack(at.document, AFTER);
  },
  async 'while it is pending: Reject All, then undo'() {
    const at = await pending();
    await bench.desk.review.rejectAll();
    assert.equal(alive(), 0);
    await undo();
    await textIs(at.document, AFTER);
    await until(() => at.edit.pending.length === 2);
  },
  async 'while it is pending: Accept All, then undo and redo'() {
    const at = await pending();
    await bench.desk.review.acceptAll();
    assert.equal(alive(), 0);
    await undo();
    await textIs(at.document, BEFORE);
    await redo();
    await textIs(at.document, AFTER);
    assert.equal(alive(), 0);
  },
  async 'while it is pending: saving and undo'() {
    const at = await pending();
    await at.document.save();
    await undo();
    await textIs(at.document, BEFORE);
    await until(() => alive() === 0);
    await redo();
    await textIs(at.document, AFTER);
    await until(() => alive() === 1);
  },
  async 'while it is pending: a program rewriting the whole file with a change above and one below'() {
    const at = await pending();
    await rewrite(at, `zero\n${AFTER}eight\n`);
    assert.equal(at.edit.pending.length, 2);
    await bench.desk.review.rejectAll();
    assert.equal(at.document.getText(), `zero\n${BEFORE}eight\n`);
  },
  async 'while it is pending: a program rewriting the whole file and one of its lines'() {
    const at = await pending();
    await rewrite(at, AFTER.replace('THREE', '  THREE').replace('one', 'ONE'));
    assert.deepEqual(
      at.edit.pending.map(({ text }) => text),
      ['  THREE\n', 'new\n'],
    );
    await bench.desk.review.rejectAll();
    assert.equal(at.document.getText(), BEFORE.replace('one', 'ONE'));
  },
  async 'while it is pending: changing the line ends'() {
    const at = await pending();
    await changeLineEnds(at);
    assert.equal(at.edit.pending.length, 2);
    await bench.desk.review.rejectAll();
    assert.equal(at.document.getText(), BEFORE.replaceAll('\n', '\r\n'));
  },
  async 'while it is pending: saving an untitled file'() {
    await untitled();
    await vscode.workspace.save(bench.uri('new.txt').with({ scheme: 'untitled' }));
    const saved = await openDocument('new.txt');
    await until(() => bench.desk.edits.of(saved).length === 1);
    assert.equal(saved.getText(), 'ONE\ntwo\n');
    await bench.desk.review.rejectAll();
    await textIs(saved, 'one\ntwo\n');
  },
  async 'while it is pending: discarding an untitled file'() {
    await untitled();
    await executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until(() => alive() === 0 && bench.desk.edits.asleep.length === 0);
    await bench.desk.reopenLast();
    assert.equal(vscode.window.activeTextEditor?.document.getText(), 'ONE\n');
  },
};

/** A file that is on no disk yet, with a change that is pending. */
async function untitled(): Promise<void> {
  const uri = bench.uri('new.txt').with({ scheme: 'untitled' });
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'one\ntwo\n'));
  const { ended } = await bench.ask(editor, 0, 0);
  bench.claude.answer('ONE\n');
  await ended;
}
