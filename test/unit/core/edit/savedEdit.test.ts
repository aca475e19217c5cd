/** An edit that was kept: whatever moment of it the document comes back with, it can be judged, and all of it taken back. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyChanges } from '../../../../src/core/edit/documentChange.ts';
import { EditGroup } from '../../../../src/core/edit/editGroup.ts';
import { splitLines } from '../../../../src/core/edit/lines.ts';
import { Review } from '../../../../src/core/edit/review.ts';
import type { ReviewedHunk } from '../../../../src/core/edit/reviewedHunk.ts';
import { isSavedEdit, restoreHunks, type SavedEdit } from '../../../../src/core/edit/savedEdit.ts';
import { Sheet, regions } from './sheet.ts';

/** As it comes back from disk. */
function reread(saved: SavedEdit): SavedEdit {
  const value: unknown = JSON.parse(JSON.stringify(saved));
  assert.ok(isSavedEdit(value));
  return value;
}

const rejected = (hunks: readonly ReviewedHunk[], text: string): string =>
  applyChanges(text, new Review(hunks).reject().changes);

/** One that has written `lines` of the file, or has ended with them. */
function sheetOf(original: string, lines: string, ended: boolean): Sheet {
  const sheet = new Sheet(['x\n', 'y\n'], [original]);
  sheet.group.push(0, splitLines(lines));
  if (ended) sheet.group.finish('cut');
  sheet.write();
  return sheet;
}

const saved = ({ group, text }: Sheet): SavedEdit => reread(group.save(text));

describe('an edit that was kept', () => {
  it('gives back the original from any moment of its document, whatever moment of it was kept', () => {
    fc.assert(
      fc.property(regions, fc.array(fc.nat(4), { minLength: 1, maxLength: 6 }), (parts, batches) => {
        const originals = parts.map(({ original }) => original);
        const sheet = new Sheet([...parts.map(({ gap }) => gap), 'end\n'], originals);
        const before = sheet.text;
        const moments = [{ text: sheet.text, saved: saved(sheet) }];
        const write = (): void => {
          sheet.write();
          moments.push({ text: sheet.text, saved: saved(sheet) });
        };
        for (const [number, { proposed }] of parts.entries()) {
          const lines = splitLines(proposed);
          for (const batch of batches) {
            sheet.group.push(number, lines.splice(0, batch));
            write();
          }
          sheet.group.push(number, lines);
          sheet.group.finish('whole', number);
          write();
        }
        for (const { text } of moments) {
          for (const kept of moments) assert.equal(rejected(restoreHunks(kept.saved, text), text), before);
        }
        const last = moments.at(-1)!;
        assert.deepEqual(restoreHunks(last.saved, last.text), sheet.group.hunks);
      }),
      { numRuns: 200 },
    );
  });

  it('is found where its text stands now, and not where it is gone', () => {
    for (const ended of [false, true]) {
      const sheet = sheetOf('a\nb\nc\n', 'a\nnew\n', ended);
      const offset = (document: string): number | undefined => restoreHunks(saved(sheet), document)[0]?.offset;
      assert.equal(offset(sheet.text), 4);
      assert.equal(offset(`more\n${sheet.text}`), 9);
      assert.equal(offset('something else'), undefined);
    }
  });

  it('is found between its neighbours in a long file, which others made longer or shorter', () => {
    const rows = (name: string): string => Array.from({ length: 60 }, (_, row) => `${name} ${row}\n`).join('');
    const [head, tail] = [rows('head'), rows('tail')];
    const at = (text: string): Sheet => {
      const sheet = new Sheet([head, tail], ['a\nb\nc\n']);
      sheet.group.push(0, splitLines(text));
      sheet.write();
      return sheet;
    };
    const kept = saved(at('a\nB\n'));
    for (const later of ['', 'a\nB\nC\nD\nE\nF\n']) {
      for (const above of ['', 'more\n'.repeat(100)]) {
        const document = above + at(later).text;
        assert.equal(rejected(restoreHunks(kept, document), document), `${above}${head}a\nb\nc\n${tail}`);
      }
      const twice = at(later).text + head + tail;
      assert.equal(rejected(restoreHunks(kept, twice), twice), `${head}a\nb\nc\n${tail}${head}${tail}`);
      const shorter = at(later).text.slice(200);
      assert.equal(rejected(restoreHunks(kept, shorter), shorter), `${head.slice(200)}a\nb\nc\n${tail}`);
    }
    assert.deepEqual(restoreHunks(kept, `${head}other\n`), []);
  });

  it('that was rejected stays so, whatever was typed there since', () => {
    const sheet = sheetOf('a\nb\n', 'A\nb\n', true);
    sheet.write(sheet.group.reject());
    const document = sheet.text.replace('b\n', 'mine\n');
    assert.deepEqual(restoreHunks(saved(sheet), document), sheet.group.hunks);
    assert.deepEqual(restoreHunks(saved(sheet), document.replace('a\n', 'mine\n')), []);
  });

  it('is not looked for where the end of its file is another', () => {
    const sheet = sheetOf('a\nb\n', 'A\n', false);
    assert.deepEqual(restoreHunks(saved(sheet), 'x\nA\nB\nz\n'), []);
  });

  it('keeps its own changes apart from those that somebody made between them', () => {
    const sheet = sheetOf('a\nb\nc\nd\ne\n', 'A\nb\nc\nd\nE\n', true);
    const document = sheet.text.replace('c\n', 'mine\n');
    const hunks = restoreHunks(saved(sheet), document);
    assert.deepEqual(
      hunks.map(({ text }) => text),
      ['A\n', 'E\n'],
    );
    assert.equal(rejected(hunks, document), 'x\na\nb\nmine\nd\ne\ny\n');
  });

  it('is over where its file came back as it was before, also where it only removed lines', () => {
    const sheet = sheetOf('a\nb\nc\n', 'a\nc\n', true);
    assert.deepEqual(restoreHunks(saved(sheet), 'x\na\nb\nc\ny\n'), []);
  });

  it('brings back what was decided with what is still pending', () => {
    const sheet = sheetOf('a\nb\nc\nd\ne\n', 'A\nb\nC\nd\nE\n', true);
    sheet.group.accept([0]);
    sheet.write(sheet.group.reject([1]));
    assert.deepEqual(restoreHunks(saved(sheet), sheet.text), sheet.group.hunks);
    const again = EditGroup.of(restoreHunks(saved(sheet), sheet.text));
    assert.deepEqual(restoreHunks(reread(again.save(sheet.text)), sheet.text), sheet.group.hunks);
    assert.equal(rejected(again.hunks, sheet.text), 'x\nA\nb\nc\nd\ne\ny\n');
  });

  it('gives up a hunk that stands at several places, or before its elders, where its neighbours are gone', () => {
    const hunks = ['one\n', 'two\n'].map((text, number) => {
      return { offset: 10 + 10 * number, text, other: '', verdict: 'pending' as const, touched: false };
    });
    const places = (document: string): number[] => restoreHunks({ v: 1, hunks }, document).map(({ offset }) => offset);
    assert.deepEqual(places('one\ntwo\n'), [0, 4]);
    assert.deepEqual(places('two\none\n'), [4]);
    assert.deepEqual(places('one\none\ntwo\n'), [8]);
  });

  it('is told from anything else', () => {
    const region = { start: 0, original: '', shown: '', before: '', behind: '' };
    assert.ok(isSavedEdit({ v: 1, region }));
    for (const bad of [
      null,
      1,
      {},
      { v: 2, region },
      { v: 1 },
      { v: 1, hunks: [{}] },
      { v: 1, region: { ...region, start: '0' } },
      { v: 1, region: { ...region, behind: undefined } },
    ])
      assert.equal(isSavedEdit(bad), false);
  });
});
