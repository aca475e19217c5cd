// What goes along, in a real workspace: what Git ignores, what is binary or huge, and what a snapshot holds.
import assert from 'node:assert/strict';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { ChatLog } from '../../src/core/chat/chatLog.ts';
import { Attached } from '../../src/core/context/attached.ts';
import { ChatFiles } from '../../src/host/chat/chatFiles.ts';
import { ImageFiles } from '../../src/host/chat/imageFiles.ts';
import { placeAt, selectionsOf } from '../../src/host/context/fileAttachments.ts';
import { OpenFile } from '../../src/host/context/openFile.ts';
import { Outgoing, type Collected } from '../../src/host/context/outgoing.ts';
import { pathRules } from '../../src/host/context/pathRules.ts';
import { readAttachment } from '../../src/host/context/readAttachment.ts';
import { Suggestions, type Chosen } from '../../src/host/context/suggestions.ts';
import { ChatFolder } from '../../src/host/library/chatFolder.ts';

describe('What goes along', () => {
  const root = vscode.workspace.workspaceFolders![0]!.uri;
  const folder = vscode.Uri.joinPath(root, 'along');
  const uri = (path: string) => vscode.Uri.joinPath(folder, path);
  const put = async (path: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(folder.fsPath, path)), { recursive: true });
    await writeFile(join(folder.fsPath, path), content);
  };

  before(async () => {
    await put('.git/HEAD', 'ref: refs/heads/main\n');
    await put('.git/info/exclude', 'mine.txt\n');
    await put('.gitignore', 'build/\n*.secret\n');
    await put('app/.gitignore', 'local.*\n!kept.secret\n');
    for (const path of ['src/a.ts', 'build/out.js', 'x.secret', 'mine.txt', 'app/local.json', 'app/kept.secret']) {
      await put(path, `// ${path}\n`);
    }
    await put('data.bin', Uint8Array.from([1, 0, 2]));
    await put('huge.txt', 'x'.repeat(1_000_001));
    await put('photo.txt', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0]));
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder.fsPath, { recursive: true });
  });

  it('is known to be ignored by the rules of every folder above it', async () => {
    const ignored = async (path: string) => pathRules.isIgnored(uri(path).toString());
    for (const path of ['build/out.js', 'x.secret', 'mine.txt', 'app/local.json']) assert.ok(await ignored(path), path);
    for (const path of ['src/a.ts', 'app/kept.secret', '.gitignore']) assert.ok(!(await ignored(path)), path);
  });

  it('is a file with its text, a folder with its names, and words for what is neither', async () => {
    const made = await placeAt(uri('src/a.ts'));
    assert.ok('attachment' in made && made.attachment.path?.endsWith('src/a.ts'));
    const read = await readAttachment(made.attachment);
    assert.ok(typeof read !== 'string' && read.kind === 'file' && read.text === '// src/a.ts\n');
    const whole = await placeAt(folder);
    assert.ok('attachment' in whole);
    const names = await readAttachment(whole.attachment);
    assert.ok(typeof names !== 'string' && names.kind === 'folder');
    assert.deepEqual(
      names.text.split('\n').filter((name) => !name.startsWith('.git/')),
      ['.gitignore', 'app/.gitignore', 'app/kept.secret', 'data.bin', 'huge.txt', 'photo.txt', 'src/a.ts'],
    );
    for (const [path, words] of [
      ['data.bin', /neither text nor an image/],
      ['huge.txt', /too large to go along \(1\.0 MB\)/],
      ['gone.txt', /cannot be read/],
    ] as const) {
      const refused = await placeAt(uri(path));
      assert.ok('refused' in refused && words.test(refused.refused), path);
    }
    assert.ok('image' in (await placeAt(uri('photo.txt'))), 'an image is known by its bytes');
  });

  it('goes with its chat: images and what was attached to the draft lie beside the journal', async () => {
    const chats = join(folder.fsPath, 'chats');
    const images = new ImageFiles(chats);
    const file = await images.write('one', 'image/png', 'iVBORw0KGgo=');
    assert.equal(await images.write('one', 'image/png', 'iVBORw0KGgo='), file, 'once only');
    const other = await images.write('one-2', 'image/png', 'iVBORw0KGgo=');
    await new ChatFiles(chats, () => {}).writeAttached('one', '[]');
    assert.deepEqual(await images.read([file, '../../../etc/passwd', 'gone']), new Map([[file, 'iVBORw0KGgo=']]));
    await new ChatFolder(chats).remove('one');
    assert.deepEqual(await readdir(chats), [other]);
    await rm(chats, { recursive: true });
  });

  it('is what the editor has, unsaved changes included, and its selection by lines', async () => {
    const document = await vscode.workspace.openTextDocument(uri('src/a.ts'));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'not saved\n'));
    const made = await placeAt(document.uri);
    assert.ok('attachment' in made);
    const read = await readAttachment(made.attachment);
    assert.ok(typeof read !== 'string' && read.kind === 'file' && read.text.endsWith('not saved\n'));
    editor.selection = new vscode.Selection(1, 0, 2, 0);
    const [selection] = selectionsOf(editor);
    assert.ok(selection?.kind === 'selection' && selection.text === 'not saved\n');
    assert.deepEqual([selection.label, selection.lines], ['a.ts:2', [2, 2]]);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});

describe('An idea of the empty chat', () => {
  it('attaches the selection, or the file of any place, and brings the prompt', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'one\ntwo\n', language: 'plaintext' });
    const editor = await vscode.window.showTextDocument(document);
    const suggestions = new Suggestions();
    const whole = await suggestions.begin('explain');
    assert.match(whole.insert ?? '', /^Explain what this code does/);
    const attached = ({ made = [] }: Chosen) =>
      made.map((each) => ('attachment' in each ? [each.attachment.kind, each.attachment.label] : []));
    assert.deepEqual(attached(whole), [['file', document.uri.path]]);
    editor.selection = new vscode.Selection(1, 0, 2, 0);
    assert.deepEqual(attached(await suggestions.begin('tests')), [['selection', `${document.uri.path}:2`]]);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});

describe('The open file', () => {
  it('tells of what is selected in it, once it has settled', async () => {
    const file = new OpenFile({ keys: () => [], get: () => undefined, update: () => Promise.resolve() });
    const document = await vscode.workspace.openTextDocument({ content: 'one\ntwo\nthree\n' });
    const editor = await vscode.window.showTextDocument(document);
    assert.equal(file.chip()?.selection, undefined);
    const told = new Promise((resolve) => file.onDidChange(() => resolve(file.chip()?.selection)));
    editor.selection = new vscode.Selection(0, 0, 2, 0);
    assert.equal(await told, `${document.uri.path}:1–2`);
    file.dispose();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});

describe('What leaves with a message', () => {
  it('is the open file once, the unsaved text of it, and nothing while something cannot be read', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'not saved\n' });
    const uri = document.uri.toString();
    const file = { id: 'open-file', kind: 'file', uri, label: 'x', path: 'x', tokens: 0 } as const;
    const log = new ChatLog();
    const outgoing = new Outgoing({ attachment: () => file }, () => 'api.example');
    const texts = (collected: Collected) =>
      'notice' in collected
        ? collected.notice.detail
        : collected.context.map((item) => (item.kind === 'image' ? '' : item.text));
    assert.deepEqual(texts(await outgoing.collect({ log, attached: new Attached() }, 'x')), ['not saved\n']);
    const attached = new Attached([{ ...file, id: 'k1' }]);
    assert.deepEqual(texts(await outgoing.collect({ log, attached }, 'x')), ['not saved\n']);
    attached.add({ ...file, id: 'k2', label: 'gone.ts', path: 'src/gone.ts', uri: 'file:///nowhere/gone.ts' });
    assert.equal(
      texts(await outgoing.collect({ log, attached }, 'x')),
      'src/gone.ts cannot be read any more. Remove it, or bring it back.',
    );
    const { context, refused } = await outgoing.snapshot({ attached });
    assert.deepEqual([context.length, refused.length], [1, 1], 'what can be read is shown beforehand all the same');
  });
});
