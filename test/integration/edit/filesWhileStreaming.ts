// The rows of the table in results.ts about what becomes of the file, and its editors, while an edit streams into it.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { textIs, undo, until } from '../../support/edit/editBench.ts';
import {
  AFTER,
  BEFORE,
  HALF_WAY,
  ONE_MORE,
  alive,
  bench,
  closeTab,
  comesBack,
  finish,
  halfWay,
  rewrite,
  changeLineEnds,
  hide,
  openDocument,
  renameTo,
} from './resultsBench.ts';

const { executeCommand } = vscode.commands;

export const FILES_WHILE_STREAMING: Readonly<Record<string, () => Promise<void>>> = {
  async 'while it streams: hiding the file'() {
    const at = await halfWay();
    await hide();
    await finish(at);
    assert.equal(at.document.getText(), AFTER);
    assert.equal(vscode.window.activeTextEditor?.document.uri.path.endsWith('other.txt'), true);
    await vscode.window.showTextDocument(at.document);
    await undo();
    await textIs(at.document, BEFORE);
  },
  async 'while it streams: hiding the file and showing it again'() {
    const at = await halfWay();
    await hide();
    bench.claude.say('new\n');
    await vscode.window.showTextDocument(at.document);
    await textIs(at.document, ONE_MORE);
    await finish(at, 'five\n');
    assert.equal(at.document.getText(), AFTER);
  },
  async 'while it streams: closing the saved file'() {
    const at = await halfWay();
    await at.document.save();
    await hide();
    await closeTab('a.txt');
    await at.ended;
    await until(() => at.document.isClosed || at.edit.phase === 'review');
    const again = await openDocument('a.txt');
    await until(() => alive() === 1);
    assert.equal(again.getText(), HALF_WAY);
    await bench.desk.review.rejectAll();
    assert.equal(again.getText(), BEFORE);
  },
  async 'while it streams: closing the file without saving'() {
    const at = await halfWay();
    await executeCommand('workbench.action.revertAndCloseActiveEditor');
    await at.ended;
    assert.equal(alive(), 0);
    await bench.desk.reopenLast();
    const again = await openDocument('a.txt');
    await textIs(again, HALF_WAY);
    assert.equal(alive(), 1);
  },
  async 'while it streams: renaming the file'() {
    const at = await halfWay();
    await renameTo('b.txt');
    await at.ended;
    const fresh = await openDocument('b.txt');
    await until(() => bench.desk.edits.of(fresh).length === 1);
    assert.equal(fresh.getText(), HALF_WAY);
    await bench.desk.review.rejectAll();
    await textIs(fresh, BEFORE);
  },
  async 'while it streams: deleting the file'() {
    const at = await halfWay();
    await at.document.save();
    const edit = new vscode.WorkspaceEdit();
    edit.deleteFile(bench.uri('a.txt'));
    await vscode.workspace.applyEdit(edit);
    await at.ended;
    await until(() => alive() === 0 && bench.desk.edits.asleep.length === 0);
  },
  async 'while it streams: a change on disk above it'() {
    const at = await halfWay();
    await at.document.save();
    await writeFile(bench.uri('a.txt').fsPath, `zero\n${HALF_WAY}`);
    await textIs(at.document, `zero\n${HALF_WAY}`);
    await finish(at);
    assert.equal(at.document.getText(), `zero\n${AFTER}`);
  },
  async 'while it streams: a change on disk inside it'() {
    const at = await halfWay();
    await at.document.save();
    await writeFile(bench.uri('a.txt').fsPath, HALF_WAY.replace('THREE', 'THREE, on disk'));
    await at.ended;
    assert.equal(at.document.getText(), HALF_WAY.replace('THREE', 'THREE, on disk'));
    assert.equal(at.edit.pending.length, 1);
  },
  async 'while it streams: reverting the file'() {
    const at = await halfWay();
    await executeCommand('workbench.action.files.revert');
    await at.ended;
    assert.equal(at.document.getText(), BEFORE);
    assert.equal(alive(), 0);
    await comesBack(at.document, HALF_WAY);
  },
  async 'while it streams: a second editor beside'() {
    const at = await halfWay();
    const beside = await vscode.window.showTextDocument(at.document, vscode.ViewColumn.Beside);
    const seven = at.document.positionAt(HALF_WAY.indexOf('seven'));
    beside.selection = new vscode.Selection(seven, seven.translate(0, 3));
    await finish(at);
    assert.equal(at.document.getText(), AFTER);
    assert.equal(beside.document.getText(beside.selection), 'sev');
    assert.equal(vscode.window.activeTextEditor?.viewColumn, vscode.ViewColumn.Two);
  },
  async 'while it streams: a diff editor'() {
    const at = await halfWay();
    await bench.show('other.txt', 'other\n');
    await executeCommand('vscode.diff', bench.uri('other.txt'), bench.uri('a.txt'), 'diff');
    bench.claude.say('new\n');
    await textIs(at.document, ONE_MORE);
    await finish(at, 'five\n');
    assert.equal(at.document.getText(), AFTER);
  },
  async 'while it streams: a program rewriting the whole file with a change above and one below'() {
    const at = await halfWay();
    await rewrite(at, `zero\n${HALF_WAY}eight\n`);
    await finish(at);
    assert.equal(at.document.getText(), `zero\n${AFTER}eight\n`);
    await bench.desk.review.rejectAll();
    assert.equal(at.document.getText(), `zero\n${BEFORE}eight\n`);
  },
  async 'while it streams: changing the line ends'() {
    const at = await halfWay();
    await changeLineEnds(at);
    await at.ended;
    assert.equal(at.document.getText(), HALF_WAY.replaceAll('\n', '\r\n'));
    await bench.desk.review.rejectAll();
    assert.equal(at.document.getText(), BEFORE.replaceAll('\n', '\r\n'));
  },
  async 'while it streams: changing the language'() {
    const at = await halfWay();
    await vscode.languages.setTextDocumentLanguage(at.document, 'markdown');
    await at.ended;
    await until(() => alive() === 1);
    assert.equal(at.document.getText(), HALF_WAY);
    await bench.desk.review.rejectAll();
    await textIs(at.document, BEFORE);
  },
};
