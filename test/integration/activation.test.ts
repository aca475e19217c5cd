// The extension as VS Code sees it: it is there, and it starts.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const find = () => vscode.extensions.getExtension('sidestream.sidestream');

describe('The extension', () => {
  it('is present', () => {
    assert.ok(find(), 'no extension with the id sidestream.sidestream');
  });

  it('activates', async () => {
    const extension = find();
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });
});
