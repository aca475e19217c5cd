// What the tests of the table in results.ts begin with: an edit that is half written, or that waits for a decision.
import assert from 'node:assert/strict';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { EditBench, textIs, type Running } from '../../support/edit/editBench.ts';

export const BEFORE = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n';
/** Lines 1 to 4 become these. */
export const CODE = 'two\nTHREE\nfour\nnew\nfive\n';
export const AFTER = 'one\ntwo\nTHREE\nfour\nnew\nfive\nsix\nseven\n';
export const HALF = 'two\nTHREE\nfour\n';
/** The half that has come, and below it all of the old text that it may yet replace. */
export const HALF_WAY = 'one\ntwo\nTHREE\nfour\nthree\nfour\nfive\nsix\nseven\n';
export const ONE_MORE = HALF_WAY.replace('four\n', 'four\nnew\n');

/** The bench of the test that runs. */
export let bench: EditBench;

export const openBench = async (): Promise<EditBench> => (bench = await EditBench.open());

export interface At extends Running {
  readonly editor: vscode.TextEditor;
  readonly document: vscode.TextDocument;
}

/** An edit of which the first half has come. */
export async function halfWay(): Promise<At> {
  const editor = await bench.show('a.txt', BEFORE);
  const running = await bench.ask(editor, 1, 4);
  bench.claude.open();
  bench.claude.say(HALF);
  await textIs(editor.document, HALF_WAY);
  return { ...running, editor, document: editor.document };
}

export async function pending(): Promise<At> {
  const at = await halfWay();
  await finish(at);
  assert.equal(at.document.getText(), AFTER);
  return at;
}

/** Says what is left of the answer, and ends it. */
export async function finish({ ended }: At, rest = CODE.slice(HALF.length)): Promise<void> {
  bench.claude.say(rest);
  bench.claude.close();
  bench.claude.done();
  await ended;
}

/** Types `text` before the first place of `before`. */
export async function type({ editor, document }: At, before: string, text: string): Promise<void> {
  const place = document.positionAt(document.getText().indexOf(before));
  // The editor refuses a change that was worked out before another one: a person's keys never are.
  while (!(await editor.edit((edit) => edit.insert(place, text))));
}

export const openDocument = (name: string): Thenable<vscode.TextDocument> =>
  vscode.workspace.openTextDocument(bench.uri(name));

export async function closeTab(name: string): Promise<void> {
  const uri = bench.uri(name).toString();
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const open = tabs.filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri);
  await vscode.window.tabGroups.close(open);
}

/** Another file in front, so that no editor shows the first. */
export const hide = (): Promise<vscode.TextEditor> => bench.show('other.txt', 'other\n');

export const alive = (): number => bench.desk.edits.alive.length;

export async function comesBack(document: vscode.TextDocument, text: string): Promise<void> {
  await bench.desk.reopenLast();
  await textIs(document, text);
  assert.equal(alive(), 1);
}

/** As the explorer renames; the test's own folder is no workspace, which changes nothing. */
export async function renameTo(name: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(bench.uri('a.txt'), bench.uri(name));
  if (!(await vscode.workspace.applyEdit(edit))) await rename(bench.uri('a.txt').fsPath, join(bench.folder, name));
}

export async function newSession(): Promise<void> {
  await bench.desk.flush();
  bench.desk.dispose();
  bench.desk = bench.newDesk();
  await bench.desk.edits.restoreAll();
}

/** As an extension does that knows of no smaller change. */
export async function rewrite({ editor, document }: At, text: string): Promise<void> {
  while (!(await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, document.lineCount, 0), text))));
  assert.equal(document.getText(), text);
}

export async function changeLineEnds({ editor }: At): Promise<void> {
  while (!(await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF))));
  assert.equal(editor.document.eol, vscode.EndOfLine.CRLF);
}
