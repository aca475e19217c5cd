// A file in a real editor, inline edits at work in it, and Claude in the hands of the test.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { newStop } from '../../../src/host/abortSignal.ts';
import { EditDesk } from '../../../src/host/edit/editDesk.ts';
import type { OpenEdit } from '../../../src/host/edit/openEdit.ts';
import { ScriptedClaude } from './scriptedClaude.ts';
import { PATIENCE_MS } from '../until.ts';

const memory = (): vscode.Memento => {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, fallback?: unknown) => values.get(key) ?? fallback,
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
  } as vscode.Memento;
};

export class EditBench {
  claude = new ScriptedClaude();
  readonly troubles: unknown[] = [];
  readonly folder: string;
  readonly memento = memory();
  desk: EditDesk;

  private constructor(folder: string) {
    this.folder = folder;
    this.desk = this.newDesk();
  }

  static async open(): Promise<EditBench> {
    return new EditBench(await mkdtemp(join(tmpdir(), 'sidestream-edits-')));
  }

  /** A desk as a new session of the editor builds it. */
  newDesk(): EditDesk {
    return new EditDesk({
      path: join(this.folder, 'storage', 'edits.json'),
      memento: this.memento,
      trouble: (error) => this.troubles.push(error),
      codeLens: () => true,
      codeActions: () => true,
      connect: () => Promise.resolve(this.claude.ready),
      situation: () => ({ host: 'test', model: 'claude-test', firstByteSeconds: 1, idleSeconds: 1 }),
      newStop,
      instructions: () => '',
      listener: () => ({ event: () => {}, headers: () => {}, spent: () => {} }),
    });
  }

  /** Who answers from now on; whoever was asked before answers still. */
  newClaude(): ScriptedClaude {
    this.claude = new ScriptedClaude();
    return this.claude;
  }

  uri(name: string): vscode.Uri {
    return vscode.Uri.file(join(this.folder, name));
  }

  /** Writes a file and shows it. */
  async show(name: string, text: string): Promise<vscode.TextEditor> {
    await writeFile(join(this.folder, name), text);
    const document = await vscode.workspace.openTextDocument(this.uri(name));
    const editor = await vscode.window.showTextDocument(document, { preview: false });
    // Another suite may have left the focus in the panel, where undo is another one.
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    return editor;
  }

  /** Asks for an edit of lines `first`..`last`, counted from 0; resolves when Claude has been asked. */
  async ask(editor: vscode.TextEditor, first: number, last: number, instruction = 'do it'): Promise<Running> {
    editor.selection = new vscode.Selection(first, 0, last, editor.document.lineAt(last).text.length);
    const before = this.claude.requests.length;
    const ended = this.desk.editInline({ instruction });
    await until(() => this.claude.requests.length > before);
    const edit = this.desk.edits.alive.at(-1);
    assert.ok(edit !== undefined, 'there is no edit');
    return { edit, ended };
  }

  async close(): Promise<void> {
    this.desk.stopAll();
    // Closing one tab may close others, and their objects with them.
    for (let tab = anyTab(); tab !== undefined; tab = anyTab()) await discard(tab);
    await this.desk.flush();
    this.desk.dispose();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
    assert.deepEqual(this.troubles, []);
  }
}

export interface Running {
  readonly edit: OpenEdit;
  /** Settles when the edit has ended. */
  readonly ended: Promise<void>;
}

const anyTab = (): vscode.Tab | undefined => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)[0];

async function discard(tab: vscode.Tab): Promise<void> {
  if (tab.isDirty) {
    const { input } = tab;
    if (input instanceof vscode.TabInputText) {
      await vscode.window.showTextDocument(input.uri, { viewColumn: tab.group.viewColumn });
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      return;
    }
  }
  await vscode.window.tabGroups.close(tab);
}

/** Waits for an event of the editor, whichever it may be, after which the condition holds. */
export async function until(condition: () => boolean, what = 'the condition'): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const textIs = (document: vscode.TextDocument, text: string): Promise<void> =>
  until(() => document.getText() === text, JSON.stringify(text)).catch(() => assert.equal(document.getText(), text));

export const undo = (): Thenable<unknown> => vscode.commands.executeCommand('undo');
export const redo = (): Thenable<unknown> => vscode.commands.executeCommand('redo');
