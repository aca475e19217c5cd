// What Git itself prints is read: every kind of change, odd names, and content that looks like a header.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newFile, splitDiff } from '../../../../src/core/commit/changedFile.ts';

describe('a Git diff', () => {
  let folder: string;
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
  const write = (path: string, content: string | Buffer) => writeFileSync(join(folder, path), content);
  const staged = (...config: string[]) => {
    git('add', '-A');
    return splitDiff(git(...config.flatMap((entry) => ['-c', entry]), 'diff', '--cached'));
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sidestream-diff-'));
    git('init', '-q');
    write('old.txt', 'one\ntwo\nthree\n');
    write('gone.txt', 'x\n');
    write('image.bin', Buffer.from([0, 1, 2, 0]));
    git('add', '-A');
    git('commit', '-qm', 'First');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is split into its files, each with its name and its figures', () => {
    renameSync(join(folder, 'old.txt'), join(folder, 'new name.txt'));
    rmSync(join(folder, 'gone.txt'));
    write('image.bin', Buffer.from([0, 9, 9, 0]));
    write('ä"\t.ts', 'export const a = 1;\nexport const b = 2;\n');
    write('empty', '');
    const files = staged().map(({ path, binary, added, removed }) => [path, binary, added, removed]);
    assert.deepEqual(files, [
      ['empty', false, 0, 0],
      ['gone.txt', false, 0, 1],
      ['image.bin', true, 0, 0],
      ['new name.txt', false, 0, 0],
      ['ä"\t.ts', false, 2, 0],
    ]);
  });

  it('is not misled by content that looks like a header, nor by other prefixes', () => {
    write('old.txt', 'one\ndiff --git a/x b/x\n--- a/evil\n+++ b/evil\nthree\n');
    for (const config of ['diff.noprefix=false', 'diff.mnemonicPrefix=true', 'diff.noprefix=true']) {
      const [file, ...others] = staged(config);
      assert.deepEqual([file?.path, file?.added, file?.removed, others], ['old.txt', 3, 1, []], config);
    }
  });

  it('loses nothing', () => {
    write('old.txt', 'changed\n');
    write('b.txt', 'new\n');
    git('add', '-A');
    const diff = git('diff', '--cached');
    assert.equal(
      splitDiff(diff)
        .map(({ text }) => text)
        .join(''),
      diff,
    );
  });

  it('of an external program is one file without a name, and an empty one is none', () => {
    assert.deepEqual(
      splitDiff('old.txt --- 1/2\n1 one 1 uno\n').map(({ path }) => path),
      [''],
    );
    assert.deepEqual(splitDiff(' \n'), []);
  });

  it('is made up for a file that Git does not follow yet as Git itself would', () => {
    const made: Readonly<Record<string, string>> = {
      'plain.ts': 'x\ny\n',
      'no end.txt': 'x\ny',
      'empty.txt': '',
      'odd "na\\me".txt': '+++ b/other\n',
      'tab\tand\nline.txt': 'x\n',
      'binary.png': 'P\0G',
    };
    for (const [name, content] of Object.entries(made)) writeFileSync(join(folder, name), content);
    git('add', '--intent-to-add', ...Object.keys(made));
    const plain = (text: string) => text.replaceAll(/^index .*\n/gm, '').replaceAll(/^([-+]{3} .*)\t$/gm, '$1');
    const ofGit = splitDiff(git('diff', '--', ...Object.keys(made)));
    assert.equal(ofGit.length, Object.keys(made).length);
    for (const { path, text, added, binary } of ofGit) {
      const ours = newFile(path, made[path] ?? assert.fail(path));
      // Git writes some signs by a letter of their own.
      const theirs = plain(text)
        .replaceAll(String.raw`\t`, String.raw`\011`)
        .replaceAll(String.raw`\n`, String.raw`\012`);
      assert.deepEqual(ours, { path, binary, added, removed: 0, text: theirs });
      assert.equal(splitDiff(ours.text)[0]?.path, path);
    }
  });
});
