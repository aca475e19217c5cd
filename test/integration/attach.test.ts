// What comes from the editor's other parts: symbols, the terminal, Source Control; and pieces that follow what is typed.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Attached } from '../../src/core/context/attached.ts';
import { gitApi } from '../../src/host/commit/gitApi.ts';
import { whatToAdd } from '../../src/host/context/addToChat.ts';
import { gitChanges, terminalSelection } from '../../src/host/context/attachMore.ts';
import { selectionsOf, type Made } from '../../src/host/context/fileAttachments.ts';
import { FollowEdits } from '../../src/host/context/followEdits.ts';
import { readAttachment } from '../../src/host/context/readAttachment.ts';
import { Suggestions } from '../../src/host/context/suggestions.ts';
import { initRepository, writeFiles } from '../support/gitFolder.ts';
import { until } from '../support/until.ts';

const attachmentOf = (made: Made | undefined) =>
  made !== undefined && 'attachment' in made ? made.attachment : assert.fail(JSON.stringify(made));

describe('An attached piece of a document', () => {
  let editor: vscode.TextEditor;
  let attached: Attached;
  let follow: FollowEdits;
  const item = () => {
    const [first] = attached.items;
    return first !== undefined && first.kind !== 'image' ? first : assert.fail('nothing attached');
  };
  const edit = (run: (edit: vscode.TextEditorEdit) => void) => editor.edit(run);

  beforeEach(async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'one\ntwo\nthree\ntwo\nfive\n' });
    editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(3, 0, 4, 0);
    attached = new Attached();
    follow = new FollowEdits(() => attached);
    const [selection] = selectionsOf(editor);
    attached.add(selection!);
    follow.follow(item());
  });
  afterEach(async () => {
    follow.dispose();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('moves with what is typed above it, and is the same text', async () => {
    await edit((change) => change.insert(new vscode.Position(0, 0), 'zero\nhalf\n'));
    assert.deepEqual([item().text, item().lines], ['two\n', [6, 6]]);
    assert.match(item().label, /:6$/);
    await vscode.commands.executeCommand('undo');
    assert.deepEqual([item().text, item().lines], ['two\n', [4, 4]]);
  });

  it('takes in what is typed inside it, and what is taken out', async () => {
    await edit((change) => change.insert(new vscode.Position(3, 3), ' and\na half'));
    assert.deepEqual([item().text, item().lines], ['two and\na half\n', [4, 5]]);
    await edit((change) => change.delete(new vscode.Range(3, 0, 3, 4)));
    assert.deepEqual([item().text, item().lines], ['and\na half\n', [4, 5]]);
    assert.equal(item().tokens > 0, true);
  });

  it('stays as it is while another document, or what lies below it, is edited', async () => {
    const before = item();
    await edit((change) => change.insert(new vscode.Position(4, 2), 'x'));
    const other = await vscode.workspace.openTextDocument({ content: 'other' });
    const change = new vscode.WorkspaceEdit();
    change.insert(other.uri, new vscode.Position(0, 0), 'an');
    await vscode.workspace.applyEdit(change);
    assert.equal(item(), before);
  });

  it('is let go of once it is sent or taken away', async () => {
    attached.remove(item().id);
    await edit((change) => change.insert(new vscode.Position(0, 0), 'zero\n'));
    assert.deepEqual(attached.items, []);
  });
});

describe('Attaching', () => {
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const repository = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'changes');
  // Git is asked about a repository until it has let go of it; later tests would be, of a folder that is gone.
  after(async () => {
    await vscode.commands.executeCommand('git.close', repository);
    const git = await gitApi();
    await until('Git has let go of it', async () =>
      assert.ok(!git?.repositories.some(({ rootUri }) => rootUri.path === repository.path)),
    );
    await vscode.workspace.fs.delete(repository, { recursive: true });
  });

  it('a symbol, as a language knows it, with the text of its range', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'const a = 1;\nfunction tide() {\n}\n' });
    const place = new vscode.Location(document.uri, new vscode.Range(1, 0, 3, 0));
    const provider = vscode.languages.registerWorkspaceSymbolProvider({
      provideWorkspaceSymbols: () => [new vscode.SymbolInformation('tide', vscode.SymbolKind.Function, '', place)],
    });
    const suggestions = new Suggestions();
    const [offered] = (await suggestions.offer('@symbol:tid')) ?? [];
    provider.dispose();
    assert.deepEqual([offered?.kind, offered?.label, offered?.insert], ['symbol', 'tide', '@tide ']);
    const chosen = await suggestions.choose(offered!.id);
    const symbol = attachmentOf(chosen?.made?.[0]);
    assert.ok(symbol.kind === 'symbol' && symbol.text === 'function tide() {\n}\n');
    assert.deepEqual([symbol.label, symbol.lines], ['tide', [2, 3]]);
    assert.equal(await suggestions.choose('s0'), undefined, 'only what was offered');
  });

  it('a symbol of a language that takes its time, while one types on and chooses', async () => {
    const asked: (() => void)[] = [];
    const provider = vscode.languages.registerWorkspaceSymbolProvider({
      provideWorkspaceSymbols: async (query) => {
        await new Promise<void>((resolve) => asked.push(resolve));
        const place = new vscode.Location(repository, new vscode.Range(0, 0, 0, 0));
        return [new vscode.SymbolInformation(query, vscode.SymbolKind.Function, '', place)];
      },
    });
    const wasAsked = (times: number) => until('it is asked', async () => assert.equal(asked.length, times));
    const suggestions = new Suggestions();
    const fixed = (await suggestions.offer('@prob')) ?? [];
    const first = suggestions.offer('@symbol:ti');
    await wasAsked(1);
    const second = suggestions.offer('@symbol:tid');
    await wasAsked(2);
    assert.ok(await suggestions.choose(fixed[0]!.id), 'what is shown meanwhile');
    for (const answer of asked.toReversed()) answer();
    const [offered] = (await second) ?? [];
    assert.equal(offered?.label, 'tid');
    assert.equal(await first, undefined, 'what is asked for no longer');
    provider.dispose();
  });

  it('what is selected in the terminal, and gives the clipboard back', async () => {
    await vscode.env.clipboard.writeText('held before');
    const lines = new vscode.EventEmitter<string>();
    const opened = new Promise<void>((resolve) => {
      const pty = { onDidWrite: lines.event, open: () => resolve(), close: () => {} };
      vscode.window.createTerminal({ name: 'Tides', pty }).show();
    });
    await opened;
    const terminal = vscode.window.activeTerminal ?? assert.fail('no terminal');
    assert.deepEqual(await whatToAdd([terminal]), [{ refused: 'Select something in the terminal first.' }]);
    lines.fire('high water 04:12\r\n');
    await until('it is selected', async () => {
      await vscode.commands.executeCommand('workbench.action.terminal.selectAll');
      const made = attachmentOf(await terminalSelection(terminal));
      assert.ok(made.kind === 'terminal' && made.text?.includes('high water 04:12'), made.kind);
      assert.equal(made.label, 'Terminal: Tides');
    });
    assert.equal(await vscode.env.clipboard.readText(), 'held before');
    terminal.dispose();
    lines.dispose();
  });

  it('changes from Source Control: of one file, new ones too, or of all', async () => {
    await initRepository(repository.fsPath, { 'tide.ts': 'let tide = 1;\n', '.gitignore': '*.log\n' }, ['First']);
    await writeFiles(repository.fsPath, {
      'tide.ts': 'let tide = 2;\n',
      'src/new.ts': 'let fresh = 1;\n',
      'a.log': 'x\n',
    });
    const git = (await gitApi()) as unknown as { openRepository(uri: vscode.Uri): Promise<unknown> };
    await git.openRepository(repository);
    const fresh = vscode.Uri.joinPath(repository, 'src', 'new.ts');
    const [made] = (await whatToAdd([{ resourceUri: fresh }])) ?? [];
    assert.equal(attachmentOf(made).label, 'Changes of new.ts');
    const one = await readAttachment(attachmentOf(made));
    assert.ok(typeof one !== 'string' && one.kind === 'diff');
    assert.match(one.text, /^diff --git a\/src\/new\.ts b\/src\/new\.ts\nnew file[^]*\+let fresh = 1;\n$/);
    const all = await readAttachment(attachmentOf(await gitChanges()));
    assert.ok(typeof all !== 'string' && all.kind === 'diff');
    assert.match(all.text, /-let tide = 1;\n\+let tide = 2;\n[^]*\+let fresh = 1;/);
    assert.doesNotMatch(all.text, /a\.log/);
    const unchanged = vscode.Uri.joinPath(repository, '.gitignore');
    assert.deepEqual(await whatToAdd([{ resourceUri: unchanged }]), [
      { refused: 'Git knows of no changes that are not committed.' },
    ]);
  });
});
