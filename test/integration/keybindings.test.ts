// Our keys beside VS Code's own, as the running editor lists them, and beside those of extensions that many have.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Binding {
  readonly key: string;
  readonly command: string;
  readonly when?: string;
}

/** Keys that we share on purpose: the `when` of ours keeps to where the other has nothing to do. */
const SHARED: Readonly<Record<string, RegExp>> = {
  // Only while no suggestion is shown and VS Code's own inline chat is turned off.
  'ctrl+i': /!suggestWidgetVisible && !inlineChatHasEditsAgent/,
  // Only in an editor whose edit streams, and not where something else is open that Escape closes.
  escape: /sidestream\.editStreaming && !suggestWidgetVisible/,
};

/** Of GitLens, Vim, Markdown All in One, Copilot, Python, ESLint and Prettier: what they bind in every text editor. */
const OTHERS = [
  'ctrl+shift+g',
  'alt+\\',
  'alt+]',
  'alt+[',
  'ctrl+alt+i',
  'ctrl+enter',
  'shift+enter',
  'alt+c',
  'ctrl+b',
];

const extension = vscode.extensions.getExtension<unknown>('sidestream.sidestream');
const manifest = extension?.packageJSON as
  { readonly contributes: { readonly keybindings?: readonly Binding[] } } | undefined;
const ours = manifest?.contributes.keybindings ?? [];

describe('The keybindings', () => {
  let defaults: Binding[];
  before(async () => {
    const uri = vscode.Uri.parse('vscode://defaultsettings/keybindings.json');
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    // Behind the list it names, as comments, commands without a key.
    defaults = JSON.parse(
      text.slice(text.indexOf('['), text.lastIndexOf(']') + 1).replace(/^\s*\/\/.*$/gm, ''),
    ) as Binding[];
  });

  it('are compared with all of the editor', () => {
    assert.ok(ours.length > 0);
    assert.ok(defaults.length > 500, String(defaults.length));
    assert.ok(defaults.some(({ command }) => command === 'workbench.action.quickOpen'));
  });

  for (const { key, command, when = '' } of ours) {
    it(`${key} for ${command} takes nothing away`, () => {
      const clashing = defaults.filter(
        (other) =>
          !other.command.startsWith('sidestream.') &&
          !/^false$|!inputFocus/.test(other.when ?? '') && // bound for no one, or where nobody writes
          (other.key === key || other.key.startsWith(`${key} `) || key.startsWith(`${other.key} `)),
      );
      const shared = SHARED[key];
      if (shared !== undefined) return assert.match(when, shared);
      // While edits are pending, and at no other time.
      assert.match(when, /sidestream\.edit(Pending|Streaming)/);
      assert.deepEqual(
        clashing.map((other) => `${other.command} ${other.when ?? ''}`),
        [],
      );
      assert.ok(!OTHERS.some((other) => key === other || key.startsWith(`${other} `)), key);
    });
  }
});
