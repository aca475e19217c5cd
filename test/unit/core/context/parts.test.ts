// The small decisions about context: ignored paths, kinds of files, prompts, mentions, and what a chat keeps attached.
import assert from 'node:assert/strict';
import { Attached } from '../../../../src/core/context/attached.ts';
import type { Attachment } from '../../../../src/core/context/attachment.ts';
import { tokensOf } from '../../../../src/core/context/attachment.ts';
import { decodeText, imageTypeOf, isAnimated } from '../../../../src/core/context/fileContent.ts';
import { excludeTest, ignoreTest } from '../../../../src/core/context/ignoreRules.ts';
import { fillPrompt, readPromptFile } from '../../../../src/core/context/promptFile.ts';
import { rankPlaces } from '../../../../src/core/context/rankPlaces.ts';
import { mentionAt } from '../../../../src/webview/context/mentionAt.ts';
import { isLong } from '../../../../src/webview/context/longPaste.ts';

describe('ignore rules', () => {
  const test = ignoreTest([
    { folder: '', text: 'dist/\n*.log\n!keep.log\n' },
    { folder: 'packages/a', text: '/local.json\n!trace.log\n' },
  ]);
  it('count from their own folder, and the deepest that says anything decides', () => {
    const ignored = ['dist/x.js', 'packages/a/dist/y.js', 'x.log', 'packages/a/local.json'].filter(
      (path) => !test(path),
    );
    assert.deepEqual(ignored, []);
    const kept = ['src/x.ts', 'keep.log', 'local.json', 'packages/a/trace.log', 'packages/a/b/local.json'].filter(test);
    assert.deepEqual(kept, []);
  });

  it('read the globs of files.exclude, braces included', () => {
    const hidden = excludeTest(['**/.git', '**/*.{js,map}', '**/node_modules']);
    assert.deepEqual(
      ['a.js', 'b/c.map', 'node_modules/x/y.ts', 'a.ts', 'src/git.ts'].map((path) => hidden(path)),
      [true, true, true, false, false],
    );
  });
});

describe('contents of files', () => {
  const bytes = (...all: number[]) => Uint8Array.from(all);
  it('are text unless they hold a NUL or no UTF-8', () => {
    assert.equal(decodeText(new TextEncoder().encode('grün')), 'grün');
    assert.equal(decodeText(bytes(0x50, 0x4b, 0, 3)), undefined);
    assert.equal(decodeText(bytes(0x66, 0xfc, 0x72)), undefined);
  });

  it('are images by their first bytes', () => {
    assert.equal(imageTypeOf(bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0)), 'image/png');
    assert.equal(imageTypeOf(bytes(0xff, 0xd8, 0xff, 0xe0)), 'image/jpeg');
    assert.equal(imageTypeOf(new TextEncoder().encode('RIFF\u0001\u0001\u0001\u0001WEBPVP8 ')), 'image/webp');
    assert.equal(imageTypeOf(new TextEncoder().encode('<svg xmlns="…">')), undefined);
    assert.equal(imageTypeOf(bytes()), undefined);
  });

  it('move where they hold more than one picture', () => {
    const gif = (frames: number) =>
      bytes(0x47, 0x49, 0x46, 0x38, ...Array.from({ length: frames }, () => [0x21, 0xf9, 4, 0]).flat());
    assert.deepEqual([isAnimated(gif(1), 'image/gif'), isAnimated(gif(2), 'image/gif')], [false, true]);
    assert.ok(isAnimated(new TextEncoder().encode('…acTL…'), 'image/png'));
  });
});

describe('what a chat keeps attached', () => {
  const file = (id: string, uri: string): Attachment => ({ id, kind: 'file', label: 'a', uri, tokens: 1 });
  it('holds a thing once, tells of each change, and comes back from its file', () => {
    const attached = new Attached();
    let changes = 0;
    attached.onChange = () => changes++;
    attached.add(file('1', 'file:///a'), file('2', 'file:///b'));
    attached.add(file('3', 'file:///a'));
    attached.remove('nobody');
    assert.deepEqual([attached.items.map(({ id }) => id), changes], [['3', '2'], 2]);
    assert.deepEqual(Attached.from(attached.text).items, attached.items);
    attached.remove('2', '3');
    assert.equal(attached.text, '');
  });

  it('reads nothing that is not what it wrote', () => {
    const bad = [
      { id: 1 },
      { id: 'x', kind: 'file', label: 'a' },
      { id: 'x', kind: 'image', label: 'a', image: { file: '../../etc/passwd' } },
    ];
    assert.deepEqual(Attached.from(JSON.stringify(bad)).items, []);
    assert.deepEqual(Attached.from('{').items, []);
  });

  it('comes back with a message that comes back, as it was sent', () => {
    const attached = new Attached();
    attached.restore([{ id: 's', kind: 'file', label: 'a', uri: 'file:///a', text: 'as it was' }]);
    assert.deepEqual(attached.items, [
      { id: 's', kind: 'file', label: 'a', uri: 'file:///a', text: 'as it was', tokens: 3 },
    ]);
  });

  it('counts an image by its patches', () => {
    const image = { file: 'f', mediaType: 'image/png', width: 1000, height: 1000, thumb: '' } as const;
    assert.equal(tokensOf({ id: 'i', kind: 'image', label: 'i', image }), 36 * 36);
  });
});

describe('prompts of one’s own', () => {
  it('are named by their file and told by their heading', () => {
    assert.deepEqual(readPromptFile('Check Names.md', '# Check all names\n\nAre the names good?\n'), {
      name: 'check-names',
      about: 'Check all names',
      text: 'Are the names good?',
    });
    assert.equal(readPromptFile('x.md', '  '), undefined);
    assert.equal(readPromptFile('../x.md', 'y'), undefined);
  });

  it('have places for what is selected and where, filled once', () => {
    const at = { selection: 'let $& = "{{file}}";', file: 'src/a.ts' };
    assert.equal(
      fillPrompt('In {{file}}: {{ selection }} {{other}}', at),
      'In src/a.ts: let $& = "{{file}}"; {{other}}',
    );
  });
});

describe('mentions', () => {
  const at = (marked: string) => mentionAt(marked.replace('|', ''), marked.indexOf('|'))?.text;
  it('begin behind a space, and a slash at the very beginning', () => {
    assert.deepEqual(
      ['@|', 'see @ti|', '(@x|', 'a@b|', '@a b|', '/fi|', ' /fi|', 'x /fi|', '/usr/bin|', '@a|b', 'x\n@q|'].map(at),
      ['@', '@ti', '@x', undefined, undefined, '/fi', undefined, undefined, undefined, '@a', '@q'],
    );
  });

  it('find the file one means', () => {
    const places = ['src/webview/panel.ts', 'panel.ts', 'src/panels/a.ts', 'p/a/n/e/l.md', 'test/panel/x.ts'].map(
      (path) => ({ path }),
    );
    assert.deepEqual(
      rankPlaces('panel', places, 4).map(({ path }) => path),
      ['panel.ts', 'src/webview/panel.ts', 'src/panels/a.ts', 'test/panel/x.ts'],
    );
    assert.deepEqual(
      rankPlaces('pnl.md', places, 4).map(({ path }) => path),
      ['p/a/n/e/l.md'],
    );
  });
});

describe('a paste', () => {
  it('is long from 10,000 characters or 200 lines on', () => {
    assert.deepEqual(['x'.repeat(9999), 'x'.repeat(10_000), '\n'.repeat(198), '\n'.repeat(199)].map(isLong), [
      false,
      true,
      false,
      true,
    ]);
  });
});
