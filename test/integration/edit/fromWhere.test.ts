// The ways to an inline edit besides one's own words: problems, documentation, tests, a chat's code, keys.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EditBench, textIs } from '../../support/edit/editBench.ts';

const CODE = 'const a = 1;\n\nfunction f(x) {\n  return x + y;\n}\n';

describe('An inline edit without words', () => {
  let bench: EditBench;
  let problems: vscode.DiagnosticCollection;
  beforeEach(async () => {
    bench = await EditBench.open();
    problems = vscode.languages.createDiagnosticCollection('test');
  });
  afterEach(async () => {
    problems.dispose();
    await bench.close();
  });

  const prompt = (): string => JSON.stringify(bench.claude.requests.at(-1)?.messages);

  it('fixes what is reported, and sends it along', async () => {
    const editor = await bench.show('a.txt', CODE);
    const range = new vscode.Range(3, 13, 3, 14);
    problems.set(editor.document.uri, [new vscode.Diagnostic(range, 'y is not defined')]);
    const fixed = bench.desk.fix({ line: 3 });
    await bench.claude.asked();
    assert.match(prompt(), /y is not defined/);
    bench.claude.answer('function f(x, y) {\n  return x + y;\n}\n');
    await fixed;
    assert.equal(editor.document.getText(), CODE.replace('f(x)', 'f(x, y)'));
  });

  it('offers the fix in the light bulb, never as the preferred one', async () => {
    await vscode.extensions.getExtension('sidestream.sidestream')?.activate();
    const editor = await bench.show('a.txt', CODE);
    const range = new vscode.Range(3, 13, 3, 14);
    const offered = async (): Promise<vscode.CodeAction[]> => {
      const all = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        editor.document.uri,
        range,
      );
      return all.filter(({ command }) => command?.command === 'sidestream.fix');
    };
    assert.deepEqual(await offered(), []);
    problems.set(editor.document.uri, [new vscode.Diagnostic(range, 'y is not defined')]);
    const [action, ...more] = await offered();
    assert.deepEqual(more, []);
    assert.notEqual(action?.isPreferred, true);
  });

  it('documents the function around the cursor', async () => {
    const editor = await bench.show('a.txt', CODE);
    editor.selection = new vscode.Selection(3, 4, 3, 4);
    const documented = bench.desk.addDocs();
    await bench.claude.asked();
    bench.claude.answer('/** Adds. */\nfunction f(x) {\n  return x + y;\n}\n');
    await documented;
    assert.equal(editor.document.getText(), CODE.replace('function', '/** Adds. */\nfunction'));
  });

  it('generates where the cursor stands, also in an empty file', async () => {
    const empty = await bench.show('empty.txt', '');
    const first = bench.desk.generateHere({ instruction: 'begin' });
    await bench.claude.asked();
    bench.claude.answer('begin();\n');
    await first;
    assert.match(empty.document.getText(), /^begin\(\);\n?$/);
    const editor = await bench.show('a.txt', CODE);
    editor.selection = new vscode.Selection(3, 4, 3, 4);
    const second = bench.desk.generateHere({ instruction: 'warn' });
    await bench.claude.asked();
    bench.claude.answer('warn();\n');
    await second;
    assert.equal(editor.document.getText(), CODE.replace('y;\n', 'y;\n  warn();\n'));
  });

  it('generates below a last line that has no end', async () => {
    const editor = await bench.show('a.txt', 'first();\nlast();');
    editor.selection = new vscode.Selection(1, 7, 1, 7);
    const generated = bench.desk.generateHere({ instruction: 'one more' });
    await bench.claude.asked();
    bench.claude.open();
    bench.claude.say('more();\n');
    bench.claude.close();
    bench.claude.done();
    await generated;
    assert.equal(editor.document.getText(), 'first();\nlast();\nmore();');
    await bench.desk.review.rejectAll();
    assert.equal(editor.document.getText(), 'first();\nlast();');
  });

  it('puts a chat’s code over the lines that it is a version of, to be judged', async () => {
    const editor = await bench.show('a.txt', CODE);
    await bench.desk.applyToFile('function f(x) {\n  log(x);\n  return x + y;\n}', 'js');
    assert.equal(editor.document.getText(), CODE.replace('  return', '  log(x);\n  return'));
    assert.equal(bench.claude.requests.length, 0);
    assert.equal(bench.desk.edits.alive[0]?.pending.length, 1);
    await vscode.commands.executeCommand('undo');
    await textIs(editor.document, CODE);
  });

  it('asks where a chat’s code goes that resembles nothing', async () => {
    const editor = await bench.show('a.txt', CODE);
    const applied = bench.desk.applyToFile('nothing(like, it);\n');
    const over = applied.then(() => true);
    const notYet = () => vscode.commands.executeCommand('workbench.action.closeQuickOpen').then(() => false);
    while (!(await Promise.race([over, notYet()])));
    assert.equal(editor.document.getText(), CODE);
  });

  it('goes to the next change and the one before, over all files', async () => {
    const first = await bench.show('a.txt', CODE);
    const one = await bench.ask(first, 0, 4);
    bench.claude.answer('const b = 1;\n\nfunction f(x) {\n  return x;\n}\n');
    await one.ended;
    const second = await bench.show('b.txt', 'x\n');
    const two = await bench.ask(second, 0, 0);
    bench.claude.answer('X\n');
    await two.ended;
    const where = (): string => {
      const editor = vscode.window.activeTextEditor!;
      return `${editor.document.uri.path.at(-5)}${editor.selection.active.line}`;
    };
    const seen: string[] = [];
    for (const by of [1, 1, 1, -1, -1, -1] as const) {
      await bench.desk.review.go(by);
      seen.push(where());
    }
    assert.deepEqual(seen, ['a0', 'a3', 'b0', 'a3', 'a0', 'b0']);
  });
});

describe('The keys of inline edits', () => {
  it('are none that VS Code has already', async () => {
    const manifest = vscode.extensions.getExtension('sidestream.sidestream')!.packageJSON as {
      contributes: { keybindings: { command: string; key: string }[] };
    };
    const uri = vscode.Uri.parse('vscode://defaultsettings/keybindings.json');
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    const defaults = JSON.parse(text.replace(/^\s*\/\/.*$/gm, '')) as { key: string; command: string; when?: string }[];
    assert.ok(defaults.length > 500);
    // Ctrl+I yields to VS Code's own inline chat by its `when`; Escape is everybody's.
    const shared = new Set(['ctrl+i', 'escape']);
    for (const { key, command } of manifest.contributes.keybindings) {
      if (shared.has(key)) continue;
      const others = defaults.filter(
        // Ours are for a text editor with the focus: what needs the focus elsewhere is none of them.
        (each) =>
          each.key === key &&
          !each.command.startsWith('sidestream.') &&
          !/!inputFocus|!editorFocus/.test(each.when ?? ''),
      );
      assert.deepEqual(others, [], `${command} ${key}`);
    }
  });
});
