// Of any diff the model sees something of every file, within a bound; what says nothing is named only, and told.
import assert from 'node:assert/strict';
import { array, assert as check, integer, nat, property, tuple } from 'fast-check';
import { newFile, type ChangedFile } from '../../../../src/core/commit/changedFile.ts';
import { toldOf } from '../../../../src/core/commit/commitWords.ts';
import { digestOf } from '../../../../src/core/commit/digest.ts';
import { SEED } from '../../../support/seed.ts';
import { translate } from '../../../support/translate.ts';

const file = (path: string, lines: number, line = 'some changed line of code') =>
  newFile(path, `${line}\n`.repeat(lines));

describe('the digest of a diff', () => {
  it('is the diff itself where that is small', () => {
    const files = [file('a.ts', 3), file('b.ts', 30)];
    assert.deepEqual(digestOf(files), { text: files.map(({ text }) => text).join('\n'), leftOut: [], shortened: [] });
  });

  it('names lock files, generated files and binaries only', () => {
    const files = [
      file('src/a.ts', 1),
      file('web/package-lock.json', 9000),
      file('x.min.js', 2),
      newFile('a.png', '\0'),
    ];
    const { text, leftOut, shortened } = digestOf(files);
    assert.deepEqual(leftOut, ['web/package-lock.json', 'x.min.js', 'a.png']);
    assert.deepEqual(shortened, []);
    assert.match(text, /web\/package-lock\.json: \+9000 −0 lines \(lock or generated file\)/);
    assert.match(text, /a\.png \(binary\)/);
    assert.ok(text.length < 500);
  });

  it('shows short files whole and the beginning of long ones, with the figures of what is left out', () => {
    const files = [file('long.ts', 10_000), file('short.ts', 3), file('longer.ts', 20_000)];
    const { text, shortened } = digestOf(files);
    assert.deepEqual(shortened, ['long.ts', 'longer.ts']);
    assert.ok(text.includes(files[1]?.text ?? '?'));
    assert.match(text, /in all \+20000 −0 lines/);
    assert.ok(text.length > 50_000 && text.length <= 60_010, String(text.length));
  });

  it('cuts lines that are longer than anyone reads', () => {
    assert.ok(digestOf([file('data.json', 1, 'x'.repeat(50_000))]).text.length < 600);
  });

  it('keeps to its bound and names every file, whatever the diff', () => {
    const files = array(tuple(nat(400), nat(80)), { minLength: 1, maxLength: 60 });
    check(
      property(files, integer({ min: 8000, max: 40_000 }), (sizes, bound) => {
        const made: ChangedFile[] = sizes.map(([lines, width], nth) =>
          file(`dir/f${nth}.ts`, lines, 'y'.repeat(width)),
        );
        const { text, shortened } = digestOf(made, bound);
        assert.ok(text.length <= bound + made.length, `${text.length} of ${bound}`);
        for (const { path } of made) assert.ok(text.includes(path), path);
        for (const { path, text: whole } of made) assert.ok(shortened.includes(path) || text.includes(whole), path);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it('is told where it is not all that is staged', () => {
    const words = (files: ChangedFile[], staged = true) => toldOf(digestOf(files), staged, translate);
    assert.equal(words([file('a.ts', 1)]), undefined);
    assert.match(words([file('a.ts', 1)], false) ?? '', /^Nothing is staged/);
    assert.match(words([file('a.ts', 9000), file('yarn.lock', 1)]) ?? '', /a\.ts were sent in part.*: yarn\.lock\./);
    const many = Array.from({ length: 9 }, (_, nth) => file(`f${nth}.ts`, 9000));
    assert.match(words(many) ?? '', /f0\.ts, f1\.ts, f2\.ts and 6 more/);
  });
});
