// Which links may be opened, and which are shown for what they are.
import assert from 'node:assert/strict';
import { allowedHref } from '../../../src/webview/linkPolicy.ts';

describe('allowedHref', () => {
  for (const href of ['https://example.com/', 'http://example.com/a?b#c', 'mailto:a@example.com']) {
    it(`allows ${href}`, () => assert.equal(allowedHref(href), href));
  }

  for (const href of [
    'command:workbench.action.quit',
    'CoMmAnD:workbench.action.quit',
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'vscode://publisher.extension/run',
    'vscode-webview://x/',
    'blob:https://example.com/1',
    '//example.com',
    'readme.md',
    '#anchor',
    '',
  ]) {
    it(`refuses ${JSON.stringify(href)}`, () => assert.equal(allowedHref(href), undefined));
  }
});
