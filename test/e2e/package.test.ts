// What the package holds: only what the extension needs to run, and nothing of the workshop.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

describe('The package', () => {
  it('holds what ships, and neither the stand-in nor sources, tests or maps', () => {
    const listed = execFileSync(process.execPath, [join(root, 'node_modules/.bin/vsce'), 'ls', '--no-dependencies'], {
      cwd: root,
      encoding: 'utf8',
    });
    const files = listed.trim().split('\n');
    const allowed =
      /^(package(\.nls)?\.json|README\.md|CHANGELOG\.md|LICENSE|media\/(walkthrough\/)?[\w-]+\.(svg|png|css)|dist\/(host|page)\/(chunks\/)?[\w-]+\.js|dist\/page\/((page|katex)\.css|fonts\/(codicon|KaTeX_[\w-]+)\.woff2))$/;
    assert.deepEqual(
      files.filter((file) => !allowed.test(file)),
      [],
    );
    assert.deepEqual(files.flatMap((file) => /KaTeX_([\w-]+)\.woff2$/.exec(file)?.[1] ?? []).toSorted(), [
      'AMS-Regular',
      'Caligraphic-Regular',
      'Main-Regular',
      'Math-Italic',
      'Size1-Regular',
      'Size2-Regular',
      'Size3-Regular',
      'Size4-Regular',
    ]);
    for (const needed of [
      'package.json',
      'dist/host/extension.js',
      'dist/page/panel.js',
      'dist/page/page.css',
      'dist/page/fonts/codicon.woff2',
      'media/walkthrough/key.svg',
      'media/usage.css',
      'LICENSE',
    ]) {
      assert.ok(files.includes(needed), needed);
    }
  });
});
