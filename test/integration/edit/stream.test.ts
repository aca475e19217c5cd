// Inline edits in a real editor: what is streamed stands in the document, can be judged, and is one step to undo.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EditBench, redo, textIs, undo, until } from '../../support/edit/editBench.ts';

const BEFORE = 'one\ntwo\nthree\nfour\nfive\nsix\n';

describe('An inline edit', () => {
  let bench: EditBench;
  beforeEach(async () => (bench = await EditBench.open()));
  afterEach(() => bench.close());

  it('streams into the document, whole at every line, and is taken away by one undo', async () => {
    const editor = await bench.show('a.txt', BEFORE);
    const { edit, ended } = await bench.ask(editor, 1, 4);
    bench.claude.open();
    bench.claude.say('two\nTHREE\nfo');
    await textIs(editor.document, 'one\ntwo\nTHREE\nthree\nfour\nfive\nsix\n');
    bench.claude.say('ur\nnew\nfive\n');
    bench.claude.close();
    bench.claude.done();
    await ended;
    const after = 'one\ntwo\nTHREE\nfour\nnew\nfive\nsix\n';
    assert.equal(editor.document.getText(), after);
    assert.equal(edit.pending.length, 2);
    await undo();
    await textIs(editor.document, BEFORE);
    await until(() => !edit.alive);
    await redo();
    await textIs(editor.document, after);
    await until(() => edit.pending.length === 2);
  });

  it('is judged hunk by hunk', async () => {
    const editor = await bench.show('a.txt', BEFORE);
    const { edit, ended } = await bench.ask(editor, 0, 5);
    bench.claude.answer('ONE\ntwo\nthree\nFOUR\nfive\nsix\n');
    await ended;
    editor.selection = new vscode.Selection(3, 0, 3, 0);
    await bench.desk.review.rejectChange();
    assert.equal(editor.document.getText(), 'ONE\ntwo\nthree\nfour\nfive\nsix\n');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    bench.desk.review.acceptChange();
    assert.equal(edit.alive, false);
    assert.equal(bench.desk.edits.alive.length, 0);
    await bench.desk.reopenLast();
    assert.equal(editor.document.getText(), 'ONE\ntwo\nthree\nFOUR\nfive\nsix\n');
    assert.equal(edit.pending.length, 1);
  });

  it('of several selections is one', async () => {
    const editor = await bench.show('a.txt', BEFORE);
    editor.selections = [new vscode.Selection(0, 0, 0, 3), new vscode.Selection(4, 0, 4, 1)];
    const ended = bench.desk.editInline({ instruction: 'shout' });
    await bench.claude.asked();
    bench.claude.open(1);
    bench.claude.say('ONE\nONE\n');
    bench.claude.close(1);
    await textIs(editor.document, 'ONE\nONE\ntwo\nthree\nfour\nfive\nsix\n');
    bench.claude.open(2);
    bench.claude.say('FIVE\n');
    bench.claude.close(2);
    bench.claude.done();
    await ended;
    assert.equal(editor.document.getText(), 'ONE\nONE\ntwo\nthree\nfour\nFIVE\nsix\n');
    assert.equal(bench.desk.edits.alive[0]?.pending.length, 2);
    await undo();
    await textIs(editor.document, BEFORE);
  });

  it('follows a further instruction, and its review stays against the first original', async () => {
    const editor = await bench.show('a.txt', BEFORE);
    const { edit, ended } = await bench.ask(editor, 1, 2);
    bench.claude.answer('TWO\nTHREE\n');
    await ended;
    const second = await bench.ask(editor, 1, 1, 'and now');
    assert.equal(second.edit, edit);
    assert.equal(bench.claude.requests[1]?.messages.length, 3);
    bench.claude.answer('TWO!\nTHREE\n');
    await second.ended;
    assert.equal(editor.document.getText(), 'one\nTWO!\nTHREE\nfour\nfive\nsix\n');
    await undo();
    await textIs(editor.document, 'one\nTWO\nTHREE\nfour\nfive\nsix\n');
    assert.equal(edit.pending.length, 1);
    await redo();
    await textIs(editor.document, 'one\nTWO!\nTHREE\nfour\nfive\nsix\n');
    await bench.desk.review.rejectAll();
    assert.equal(editor.document.getText(), BEFORE);
  });

  it('goes on after a cut, and asks again over the original', async () => {
    const editor = await bench.show('a.txt', BEFORE);
    const { edit, ended } = await bench.ask(editor, 1, 3);
    bench.claude.open();
    bench.claude.say('TWO\nTHR');
    bench.claude.done('max_tokens');
    await ended;
    assert.equal(editor.document.getText(), 'one\nTWO\ntwo\nthree\nfour\nfive\nsix\n');
    assert.ok(bench.desk.goOn());
    await bench.claude.asked();
    assert.equal(bench.claude.requests[1]?.messages.at(-2)?.role, 'assistant');
    bench.claude.say('EE\nfour\n');
    bench.claude.close();
    bench.claude.done();
    await textIs(editor.document, 'one\nTWO\nTHREE\nfour\nfive\nsix\n');
    await until(() => edit.phase === 'review');
    const again = bench.desk.editInline({ edit: edit.facts.id, again: true });
    await until(() => bench.claude.requests.length === 3);
    assert.equal(editor.document.getText(), BEFORE);
    bench.claude.answer('2\nthree\nfour\n');
    await again;
    assert.equal(editor.document.getText(), 'one\n2\nthree\nfour\nfive\nsix\n');
  });
});
