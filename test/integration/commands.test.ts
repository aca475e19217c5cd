// Every command that the manifest names is there, and says what is missing rather than fail.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../src/host/names.ts';

describe('The commands', () => {
  before(() => vscode.extensions.getExtension('sidestream.sidestream')?.activate());

  it('are registered, and no others', async () => {
    const all = await vscode.commands.getCommands(true);
    const ours = all.filter((name) => /^sidestream\.(?!chat\.)/.test(name));
    // VS Code itself makes some for the view (focus, open, …), all below its id.
    assert.deepEqual(ours.toSorted(), COMMANDS.toSorted());
  });

  // The ones that wait for the user's answer are closed again at once; what they say is the end-to-end tests' affair.
  for (const [place, open] of [
    ['an empty window', () => vscode.commands.executeCommand('workbench.action.closeAllEditors')],
    [
      'a window with a file',
      async () =>
        vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: 'const a = 1;\n' })),
    ],
  ] as const) {
    for (const name of COMMANDS) {
      it(`${name} runs without arguments in ${place}`, async () => {
        await open();
        const done = Promise.resolve(vscode.commands.executeCommand(name));
        const over = done.then(
          () => true,
          () => true,
        );
        const notYet = () => vscode.commands.executeCommand('workbench.action.closeQuickOpen').then(() => false);
        while (!(await Promise.race([over, notYet()]))) await vscode.commands.executeCommand('notifications.clearAll');
        await done;
      });
    }
  }
  after(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));
});
