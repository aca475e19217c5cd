/** From the words of an answer to the lines of a group, cut and continued at every character. */
import assert from 'node:assert/strict';
import { applyChanges } from '../../../../src/core/edit/documentChange.ts';
import { EditAnswer, followUpMessages, resumeMessages } from '../../../../src/core/edit/editAnswer.ts';
import { EditGroup } from '../../../../src/core/edit/editGroup.ts';
import { PendingEdit } from '../../../../src/core/edit/pendingEdit.ts';

const region = (original: string) => ({
  original: original.split('\n').slice(0, -1),
  before: [],
  after: [],
  ended: true,
});
const prompt = (...originals: string[]) => ({ tag: 'p', regions: originals.map(region) });

class Page {
  text: string;
  group: EditGroup;

  constructor(text: string, ranges: readonly (readonly [number, number])[]) {
    this.text = text;
    this.group = new EditGroup(ranges.map(([start, end]) => new PendingEdit(start, text.slice(start, end))));
  }

  write(): void {
    const { changes, confirm } = this.group.plan();
    this.text = applyChanges(this.text, changes);
    if (changes.length > 0) confirm();
  }
}

describe('the answer to an edit', () => {
  const source = 'Sure.\n<p-1>\nA\nB\n</p-1>\n<p-2>\nfn() {\n\n  go();\n}\n</p-2>\nDone.';
  const [before, after] = ['a\nb\n--\nc\n', 'A\nB\n--\nfn() {\n\n  go();\n}\n'];
  const open = (): Page =>
    new Page(before, [
      [0, 4],
      [7, 9],
    ]);

  it('goes on behind a cut at every character, with and without a repetition of the end', () => {
    for (let cut = 1; cut < source.length; cut++) {
      for (const repeat of [0, 5]) {
        const page = open();
        const first = new EditAnswer(prompt('a\nb\n', 'c\n'), '\n', page.group);
        first.push(source.slice(0, cut));
        page.write();
        first.end('cut');
        page.write();
        const group = page.group.resume();
        assert.ok(group !== undefined);
        page.group = group;
        const second = new EditAnswer(prompt('a\nb\n', 'c\n'), '\n', group, first.text);
        // A model goes on behind what it was sent, which has no white space at its end.
        const sent = source.slice(0, cut).trimEnd().length;
        for (const character of source.slice(Math.max(0, sent - (sent >= 8 ? repeat : 0)))) second.push(character);
        assert.equal(second.end('whole').kind, 'code');
        page.write();
        assert.equal(page.text, after, `cut at ${cut}, ${repeat} repeated`);
        assert.equal(applyChanges(page.text, page.group.reject().changes), before);
      }
    }
  });

  it('without tags is prose, and changes nothing', () => {
    const page = open();
    const answer = new EditAnswer(prompt('a\nb\n', 'c\n'), '\n', page.group);
    answer.push('I cannot do that.');
    assert.deepEqual(answer.end('whole'), { kind: 'prose', text: 'I cannot do that.' });
    page.write();
    assert.equal(page.text, before);
    assert.deepEqual(page.group.hunks, []);
  });

  it('leaves a region alone that it does not give', () => {
    const page = open();
    const answer = new EditAnswer(prompt('a\nb\n', 'c\n'), '\n', page.group);
    answer.push('<p-2>\nC\n</p-2>');
    answer.end('whole');
    page.write();
    assert.equal(page.text, 'a\nb\n--\nC\n');
  });

  it('is asked for on, and followed up, with what was said before', () => {
    const first = [{ role: 'user' as const, content: 'do' }];
    assert.deepEqual(resumeMessages(first, ' \n'), first);
    const resumed = resumeMessages(first, '<p>\nA  \n');
    assert.deepEqual(resumed[1], { role: 'assistant', content: '<p>\nA' });
    assert.match(JSON.stringify(resumed[2]), /<last_characters><p>\\nA<\/last_characters>/);
    const further = followUpMessages(first, '<p>\nA\n</p>\n', {
      system: '',
      user: 'more',
      tag: 'p',
      regions: [],
      sent: [],
    });
    assert.deepEqual(
      further.map(({ role }) => role),
      ['user', 'assistant', 'user'],
    );
    const anew = followUpMessages([], '', { system: '', user: 'more', tag: 'p', regions: [], sent: [] });
    assert.deepEqual(anew, [{ role: 'user', content: 'more' }]);
  });
});
