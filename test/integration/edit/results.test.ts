// Each row of the table in results.ts, in a real editor.
import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { EditBench, redo, textIs, undo, until, type Running } from '../../support/edit/editBench.ts';
import { RESULTS } from './results.ts';

const BEFORE = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n';
/** Lines 1 to 4 become these. */
const CODE = 'two\nTHREE\nfour\nnew\nfive\n';
const AFTER = 'one\ntwo\nTHREE\nfour\nnew\nfive\nsix\nseven\n';
const HALF = 'two\nTHREE\nfour\n';
/** The half that has come, and below it all of the old text that it may yet replace. */
const HALF_WAY = 'one\ntwo\nTHREE\nfour\nthree\nfour\nfive\nsix\nseven\n';
const ONE_MORE = HALF_WAY.replace('four\n', 'four\nnew\n');

let bench: EditBench;

interface At extends Running {
  readonly editor: vscode.TextEditor;
  readonly document: vscode.TextDocument;
}

/** An edit of which the first half has come. */
async function halfWay(): Promise<At> {
  const editor = await bench.show('a.txt', BEFORE);
  const running = await bench.ask(editor, 1, 4);
  bench.claude.open();
  bench.claude.say(HALF);
  await textIs(editor.document, HALF_WAY);
  return { ...running, editor, document: editor.document };
}

async function pending(): Promise<At> {
  const at = await halfWay();
  await finish(at);
  assert.equal(at.document.getText(), AFTER);
  return at;
}

async function finish({ ended }: At): Promise<void> {
  bench.claude.say(CODE.slice(HALF.length));
  bench.claude.close();
  bench.claude.done();
  await ended;
}

/** Types `text` before the first place of `before`. */
async function type({ editor, document }: At, before: string, text: string): Promise<void> {
  const place = document.positionAt(document.getText().indexOf(before));
  // The editor refuses a change that was worked out before another one: a person's keys never are.
  while (!(await editor.edit((edit) => edit.insert(place, text))));
}

const openDocument = (name: string): Thenable<vscode.TextDocument> =>
  vscode.workspace.openTextDocument(bench.uri(name));
const { executeCommand } = vscode.commands;

async function closeTab(name: string): Promise<void> {
  const uri = bench.uri(name).toString();
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const open = tabs.filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri);
  await vscode.window.tabGroups.close(open);
}

/** Another file in front, so that no editor shows the first. */
const hide = (): Promise<vscode.TextEditor> => bench.show('other.txt', 'other\n');

const alive = (): number => bench.desk.edits.alive.length;

async function comesBack(document: vscode.TextDocument, text: string): Promise<void> {
  await bench.desk.review.reopenLast();
  await textIs(document, text);
  assert.equal(alive(), 1);
}

const TESTS: Readonly<Record<string, () => Promise<void>>> = {
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
    bench.claude.say('five\n');
    bench.claude.close();
    bench.claude.done();
    await at.ended;
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
    await bench.desk.review.reopenLast();
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
    bench.claude.say('five\n');
    bench.claude.close();
    bench.claude.done();
    await at.ended;
    assert.equal(at.document.getText(), AFTER);
  },
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
};

/** As the explorer renames; the test's own folder is no workspace, which changes nothing. */
async function renameTo(name: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(bench.uri('a.txt'), bench.uri(name));
  if (!(await vscode.workspace.applyEdit(edit))) await rename(bench.uri('a.txt').fsPath, join(bench.folder, name));
}

async function newSession(): Promise<void> {
  await bench.desk.flush();
  bench.desk.dispose();
  bench.desk = bench.newDesk();
  await bench.desk.edits.restoreAll();
}

describe('The results of an inline edit', () => {
  beforeEach(async () => (bench = await EditBench.open()));
  afterEach(() => bench.close());

  for (const { when, deed, result } of RESULTS) {
    it(`${when}: ${deed}: ${result}`, async () => {
      const test = TESTS[`${when}: ${deed}`];
      assert.ok(test !== undefined, 'this row has no test');
      await test();
    });
  }
});

describe('The table of an inline edit’s results', () => {
  it('are all in the table', () => {
    const rows = RESULTS.map(({ when, deed }) => `${when}: ${deed}`);
    assert.deepEqual(Object.keys(TESTS).toSorted(), rows.toSorted());
  });
});
