// Which links may be opened, and which are shown for what they are.
import assert from 'node:assert/strict';
import { allowedHref, unmasked } from '../../../src/webview/linkPolicy.ts';

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

describe('unmasked', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['the manual', 'https://evil.example/', undefined],
    ['https://nodejs.org', 'https://nodejs.org/api', undefined],
    ['nodejs.org', 'https://www.nodejs.org/', undefined],
    ['https://nodejs.org', 'https://evil.example/nodejs.org', 'evil.example'],
    ['nodejs.org/api', 'https://evil.example/', 'evil.example'],
    ['WWW.NodeJS.org', 'https://evil.example/', 'evil.example'],
    ['https://nodejs.org@evil.example', 'https://evil.example/', undefined],
    ['nodejs.org', 'https://nodejs.org@evil.example/', 'evil.example'],
    ['a@bank.example', 'mailto:a@evil.example', 'evil.example'],
    ['a@bank.example', 'mailto:a@bank.example', undefined],
    ['https://аррӏе.com', 'https://apple.com', 'apple.com'],
    ['bücher.example', 'https://bücher.example/', undefined],
    ['version 1.2', 'https://evil.example', undefined],
  ];
  for (const [text, href, real] of cases) {
    it(`${text} → ${href}: ${real ?? 'as it is'}`, () => assert.equal(unmasked(text, href), real));
  }
});
