// What the guard asks about: names, ignored files and contents, in files, diffs and the message; and what it says of them.
import assert from 'node:assert/strict';
import type { SentContext } from '../../../../src/core/context/attachment.ts';
import { findPrivate, markOf, type PathRules } from '../../../../src/core/context/guard.ts';
import { findingWords } from '../../../../src/core/context/guardWords.ts';
import { translate } from '../../../support/translate.ts';

const rules: PathRules = {
  isIgnored: (uri) => Promise.resolve(uri.includes('build')),
  isExcluded: (uri) => Promise.resolve(uri.includes('hidden')),
};
const KEY = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
const item = (path: string, text = '', more: Partial<SentContext> = {}): SentContext =>
  ({ id: path, kind: 'file', label: path, path, uri: `file:///w/${path}`, text, ...more }) as SentContext;
const said = async (text: string, context: readonly SentContext[]) =>
  (await findPrivate(text, context, rules)).map((finding) => findingWords(finding, translate));

describe('the guard', () => {
  it('lets what is harmless pass', async () => {
    assert.deepEqual(await said('Explain this', [item('src/a.ts', 'let x = 1;')]), []);
  });

  it('names files by name, by .gitignore and by files.exclude', async () => {
    assert.deepEqual(await said('x', [item('.env', 'A=1'), item('build/out.js'), item('hidden.ts')]), [
      '.env: files of this name usually hold secrets',
      'build/out.js: left out of Git by .gitignore',
      'hidden.ts: hidden by the setting files.exclude',
    ]);
  });

  it('names the line in the file, of a selection too, and the kind, and never the key', async () => {
    const words = await said('x', [item('src/a.ts', `one\n${KEY}`, { kind: 'selection', lines: [10, 11] })]);
    assert.deepEqual(words, ['src/a.ts, line 11: looks like a key of GitHub']);
  });

  it('looks at the message itself, at a paste and at the terminal', async () => {
    const paste: SentContext = { id: 'p', kind: 'paste', label: 'Pasted text', text: `\n${KEY}` };
    assert.deepEqual(await said(`use ${KEY}`, [paste]), [
      'Pasted text, line 2: looks like a key of GitHub',
      'Your message, line 1: looks like a key of GitHub',
    ]);
  });

  it('sees a secret file inside a diff', async () => {
    const diff = 'diff --git a/.env b/.env\n--- a/.env\n+++ b/.env\n@@ -1 +1 @@\n-A=1\n+A=2\n';
    const changes: SentContext = { id: 'd', kind: 'diff', label: 'Git changes', text: diff };
    assert.deepEqual(await said('', [changes]), ['.env: files of this name usually hold secrets']);
  });

  it('knows again what was allowed, until it changes', async () => {
    const mark = async (text: string) => (await findPrivate('', [item('a.ts', text)], rules)).map(markOf);
    assert.deepEqual(await mark(KEY), await mark(KEY));
    assert.notDeepEqual(await mark(KEY), await mark(`more\n${KEY}`));
  });
});
