// What cannot be edited is said before anything is sent, and stays as it is; and what looks odd but works.
import assert from 'node:assert/strict';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { EditBench, textIs, until } from '../../support/edit/editBench.ts';

describe('Bad input for an inline edit', () => {
  let bench: EditBench;
  beforeEach(async () => (bench = await EditBench.open()));
  afterEach(() => bench.close());

  /** Asks for an edit of the first line, and sees that nothing comes of it. */
  async function isRefused(editor: vscode.TextEditor, instruction = 'change it'): Promise<void> {
    const before = editor.document.getText();
    editor.selection = new vscode.Selection(0, 0, 0, 1);
    await bench.desk.editInline({ instruction });
    assert.equal(bench.claude.requests.length, 0, 'a request was sent');
    assert.equal(editor.document.getText(), before);
    assert.equal(bench.desk.edits.alive.length, 0);
  }

  it('a file without the right to write', async function () {
    const editor = await bench.show('a.txt', 'x\n');
    await chmod(bench.uri('a.txt').fsPath, 0o444);
    // Who may write everything is told nothing by the file system: then the setting makes it read-only.
    await vscode.workspace.getConfiguration('files').update('readonlyInclude', { '**/a.txt': true }, true);
    try {
      await isRefused(editor);
    } finally {
      await vscode.workspace.getConfiguration('files').update('readonlyInclude', undefined, true);
    }
  });

  it('a file made read-only for this session, which only the first write can tell', async () => {
    const editor = await bench.show('a.txt', 'x\n');
    await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    editor.selection = new vscode.Selection(0, 0, 0, 1);
    const ended = bench.desk.editInline({ instruction: 'change it' });
    await bench.claude.asked();
    bench.claude.open();
    bench.claude.say('y\nz\n');
    await ended;
    assert.equal(editor.document.getText(), 'x\n');
    assert.equal(bench.desk.edits.alive.length, 0);
    await vscode.commands.executeCommand('workbench.action.files.setActiveEditorWriteableInSession');
  });

  it('the left side of a diff', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('left', {
      provideTextDocumentContent: () => 'x\n',
    });
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('left:/a.txt'));
      await isRefused(await vscode.window.showTextDocument(document));
    } finally {
      provider.dispose();
    }
  });

  it('an output channel', async () => {
    const channel = vscode.window.createOutputChannel('Sidestream test');
    try {
      channel.append('x\n');
      channel.show();
      await until(() => vscode.window.visibleTextEditors.some(({ document }) => document.uri.scheme === 'output'));
      const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'output')!;
      await bench.desk.runner.start(editor.document, {
        kind: 'edit',
        regions: [{ start: 0, end: 1 }],
        instruction: 'x',
        problems: [],
      });
      assert.equal(bench.claude.requests.length, 0);
    } finally {
      channel.dispose();
    }
  });

  it('a file of 5 MB', async () => {
    await isRefused(await bench.show('a.txt', 'line of text\n'.repeat(400_000)));
  });

  it('a line of 100,000 characters', async () => {
    await isRefused(await bench.show('a.txt', `${'x'.repeat(100_000)}\n`));
  });

  it('binary data', async () => {
    // A file with such bytes VS Code itself does not open as text.
    const document = await vscode.workspace.openTextDocument({ content: 'a\0b\n' });
    await isRefused(await vscode.window.showTextDocument(document));
  });

  it('more than the model’s window', async () => {
    bench.claude.maxInputTokens = 300;
    const editor = await bench.show('a.txt', 'word\n'.repeat(1000));
    await vscode.commands.executeCommand('editor.action.selectAll');
    await bench.desk.editInline({ instruction: 'change it' });
    assert.equal(bench.claude.requests.length, 0);
    assert.equal(bench.desk.edits.alive.length, 0);
    assert.equal(editor.document.isDirty, false);
  });

  it('an empty instruction', async () => {
    await isRefused(await bench.show('a.txt', 'x\n'), ' \n');
  });

  it('an empty file with nothing to change', async () => {
    await isRefused(await bench.show('a.txt', ''));
  });

  it('an answer without code: it is said, and the file untouched', async () => {
    const editor = await bench.show('a.txt', 'x\n');
    const { ended } = await bench.ask(editor, 0, 0);
    bench.claude.say('I would rather not.');
    bench.claude.done();
    await ended;
    assert.equal(editor.document.getText(), 'x\n');
    assert.equal(editor.document.isDirty, false);
  });

  it('a refusal, and a connection that breaks before the first line', async () => {
    const editor = await bench.show('a.txt', 'x\n');
    const refused = await bench.ask(editor, 0, 0);
    bench.claude.done('refusal');
    await refused.ended;
    const broken = await bench.ask(editor, 0, 0);
    bench.claude.break();
    await broken.ended;
    assert.equal(editor.document.isDirty, false);
    assert.equal(bench.desk.edits.alive.length, 0);
  });

  it('is no untitled file: that works', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'a\nb' });
    const editor = await vscode.window.showTextDocument(document);
    const { ended } = await bench.ask(editor, 1, 1);
    bench.claude.answer('B\n');
    await ended;
    assert.equal(document.getText(), 'a\nB');
    await bench.desk.review.rejectAll();
    assert.equal(document.getText(), 'a\nb');
  });

  it('is no notebook cell: that works, one at a time', async () => {
    const cell = { cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source: ['a = 1\n', 'b = 2'] };
    await writeFile(
      bench.uri('n.ipynb').fsPath,
      JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 2 }),
    );
    const notebook = await vscode.workspace.openNotebookDocument(bench.uri('n.ipynb'));
    await vscode.window.showNotebookDocument(notebook);
    await vscode.commands.executeCommand('notebook.cell.edit');
    const { document } = notebook.cellAt(0);
    const running = bench.desk.runner.start(document, {
      kind: 'edit',
      regions: [{ start: 0, end: 6 }],
      instruction: 'x',
      problems: [],
    });
    await bench.claude.asked();
    // Another tab that closes is no end of the notebook's.
    const other = await bench.show('other.txt', 'other\n');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until(() => !vscode.window.visibleTextEditors.includes(other));
    bench.claude.answer('a = 3\n');
    await running;
    await textIs(document, 'a = 3\nb = 2');
    await bench.desk.review.rejectAll();
    await textIs(document, 'a = 1\nb = 2');
  });

  it('is no file with CRLF, tabs, a byte order mark and no last newline: all stays as it was', async () => {
    const editor = await bench.show('a.txt', '\uFEFFone\r\n\ttwo\r\n\tthree');
    const { ended } = await bench.ask(editor, 0, 2);
    bench.claude.answer('one\n\tTWO\n\tthree\n');
    await ended;
    assert.equal(editor.document.getText(), 'one\r\n\tTWO\r\n\tthree');
    await editor.document.save();
    assert.equal(await readFile(bench.uri('a.txt').fsPath, 'utf8'), '\uFEFFone\r\n\tTWO\r\n\tthree');
  });
});
