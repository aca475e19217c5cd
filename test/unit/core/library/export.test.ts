// Chats that leave: Markdown that can be read on its own, and JSON that comes back whole.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import commonmark from 'commonmark-spec';
import { ChatLog } from '../../../../src/core/chat/chatLog.ts';
import { JOURNAL_VERSION, readJournal, writeRecord, type Record } from '../../../../src/core/chat/record.ts';
import { chatJson, readChatJson } from '../../../../src/core/library/chatJson.ts';
import { imageFilesIn } from '../../../../src/core/library/exportImages.ts';
import { chatMarkdown } from '../../../../src/core/library/chatMarkdown.ts';
import { withBlocksClosed } from '../../../../src/core/library/closeBlocks.ts';
import { RECORDS, RECORD_TYPES } from '../../../support/records.ts';
import { SEED } from '../../../support/seed.ts';
import { translate } from '../../../support/translate.ts';

const words = { t: translate, date: (at: number) => `time ${at}`, sizes: new Map<string, number>() };
const markdown = new MarkdownIt({ html: true });
/** Whether a heading behind the text is one. */
const endsBefore = (text: string): boolean =>
  markdown
    .parse(`${text}\n\n## Behind\n`, {})
    .some(
      ({ type, content, level }, at, all) =>
        type === 'inline' && content === 'Behind' && level === 1 && all[at - 1]?.tag === 'h2',
    );

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAFklEQVR4nGNwSFmFFTEMTwn8kjgkAKuOWIEjr3qdAAAAAElFTkSuQmCC';
const imageOf = (name: string) => {
  const hash = Buffer.from(name.padEnd(16)).toString('hex').slice(0, 32);
  return {
    id: name,
    kind: 'image',
    label: 'shot.png',
    image: {
      file: `c1.${hash}.png`,
      mediaType: 'image/png',
      width: 8,
      height: 6,
      thumb: `data:image/png;base64,${PIXEL}`,
    },
  } as const;
};

describe('a chat as Markdown', () => {
  const said = (text: string, reply: string, thinking = ''): string =>
    chatMarkdown(
      ChatLog.from([
        { type: 'chat', v: 1, id: 'c', at: 7, workspace: [] },
        { type: 'user', id: 'u1', at: 8, text },
        { type: 'ask', id: 't1', to: 'u1', at: 9, model: 'sonnet', from: 'u1' },
        { type: 'start', id: 't1', at: 9, model: 'claude-sonnet-5-5' },
        ...(thinking === ''
          ? []
          : [{ type: 'delta', id: 't1', block: 0, channel: 'thinking', text: thinking } as const]),
        { type: 'delta', id: 't1', block: 1, channel: 'text', text: reply },
        {
          type: 'spent',
          id: 't1',
          usage: { input: 10, output: 20, cacheRead: 5, cacheWrite5m: 0, cacheWrite1h: 0, thinking: 0 },
          model: 'claude-sonnet-5-5',
          estimated: false,
          cost: 0.0123,
        },
        { type: 'end', id: 't1', at: 10, outcome: 'cut', stopReason: 'max_tokens', timings: { total: 1 } },
        { type: 'user', id: 'u2', at: 11, text: 'Never answered' },
      ]),
      words,
    );

  it('says who said what and when, with which model, for how much, and how it ended', () => {
    assert.equal(
      said('What is *this*?', '```ts\nf();\n```', 'Hm.\n\nWell.'),
      [
        '# What is \\*this\\*?',
        'Exported from Sidestream · begun time 7 · claude-sonnet-5-5 · \\$0.0123',
        '---',
        '## You',
        '_time 8_',
        'What is *this*?',
        '## Claude',
        '<details><summary>Thinking</summary>',
        '> Hm.\n> \n> Well.',
        '</details>',
        '```ts\nf();\n```',
        '_claude-sonnet-5-5 · 15 tokens in · 20 out · \\$0.0123 · Cut off at the length limit_',
        '---',
        '## You',
        '_time 11 · Not sent_',
        'Never answered\n',
      ].join('\n\n'),
    );
  });

  it('names what went along, and says where its images are', () => {
    const log = ChatLog.from([
      { type: 'chat', v: 1, id: 'c', at: 7, workspace: [] },
      {
        type: 'user',
        id: 'u1',
        at: 8,
        text: '',
        context: [
          imageOf('there'),
          { ...imageOf('gone'), label: 'gone *\nname*.png' },
          { id: 'k1', kind: 'selection', label: 'tide.ts:3–8', path: 'src/tide.ts', lines: [3, 8], text: 'x' },
          { id: 'k2', kind: 'symbol', label: 'tide', path: 'src/tide.ts', lines: [3, 8], text: 'x' },
          { id: 'k3', kind: 'diff', label: 'Git changes', text: 'x' },
        ],
      },
      { type: 'leaveOut', id: 'u1' },
    ]);
    const sizes = new Map([[imageOf('there').image.file, 83_211]]);
    assert.equal(
      chatMarkdown(log, { ...words, sizes })
        .split('\n\n')
        .slice(5)
        .join('\n\n'),
      [
        '_Sent along (not sent any more):_\n',
        '- Image shot.png, 8 × 6 pixels, 84 KB, in the JSON export',
        '- Image gone \\* name\\*.png, 8 × 6 pixels, which is no longer there',
        '- src/tide.ts:3–8',
        '- tide (src/tide.ts:3–8)',
        '- Git changes\n',
      ].join('\n'),
    );
  });

  it('has each turn under its own heading, whatever was said', () => {
    const nasty = fc.array(
      fc.constantFrom(
        '```',
        '~~~~',
        '````js',
        '- ',
        '  ',
        '1. ',
        '> ',
        '<!--',
        '-->',
        '<pre>',
        '<script>',
        '\n',
        '\n\n',
        'word',
        '</details>',
        '---',
        '    ',
        '`',
        '<?',
        '2) ',
        '-',
        '+   ',
        '\t',
        '\r\n',
        '<!A',
        '<![CDATA[',
        '<div>',
        '</b>\n',
        '<a b="',
        '# ',
        '===',
        '* * *',
        '[a]: ',
        '| a |\n|---|\n',
        '> ```\n',
        '- ```\n',
      ),
      { maxLength: 14 },
    );
    const text = nasty.map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, text, (question, reply, thinking) => {
        const headings = markdown
          .parse(said(question, reply, thinking), {})
          .filter((token, at, all) => token.type === 'inline' && token.level === 1 && all[at - 1]?.tag === 'h2')
          .map(({ content }) => content);
        assert.equal(headings.filter((heading) => heading === 'You').length, 2, question);
        assert.equal(headings.filter((heading) => heading === 'Claude').length, 1, reply);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe('closing what Markdown left open', () => {
  it('leaves every example of CommonMark as it is, or ends what it opens', () => {
    for (const { markdown: text, number } of commonmark.tests) {
      const closed = withBlocksClosed(text);
      assert.ok(closed.startsWith(text), `example ${number}`);
      assert.ok(endsBefore(closed), `example ${number}: ${JSON.stringify(closed)}`);
      if (endsBefore(text)) assert.equal(closed, text, `example ${number} needs nothing`);
    }
  });

  for (const [what, text] of [
    ['an item without words ends with a blank line', '-   \n\n  ```'],
    ['an item may begin in the line below its mark', '- \n  ```'],
    ['a line without indentation goes on with the text of an item', '- a\nb\n  ```'],
    ['a table stands behind an item', '- ```\n| a |\n|---|\n+   \n  ```'],
    ['a lone tag begins no block of HTML in a table', '| a |\n|---|\n</b>\n```'],
    ['lines end as they do on Windows', '```\r\ncode\r\n```\r\n'],
  ] as const) {
    it(`knows that ${what}`, () => {
      assert.ok(endsBefore(withBlocksClosed(text)), JSON.stringify(withBlocksClosed(text)));
      if (endsBefore(text)) assert.equal(withBlocksClosed(text), text);
    });
  }

  it('ends every example that is cut off anywhere', () => {
    for (const { markdown: text, number } of commonmark.tests) {
      for (let length = 1; length < text.length; length++) {
        const closed = withBlocksClosed(text.slice(0, length));
        assert.ok(endsBefore(closed), `example ${number}: ${JSON.stringify(closed)}`);
      }
    }
  });
});

describe('a chat as JSON', () => {
  const unknown = '{"type":"fromLater","what":{"deep":[1,null,"ä"]},"id":"t1"}\n';
  const journal = RECORDS.map(writeRecord).join('') + unknown;
  const file = chatJson(journal, 'T', 1e12);
  const read = (text: string) => {
    const made = readChatJson(text);
    assert.ok(made.ok);
    return made;
  };

  it('comes back with every record, unknown ones too, letter for letter', () => {
    assert.deepEqual(new Set(RECORDS.map(({ type }) => type)), new Set(Object.keys(RECORD_TYPES)));
    const { id, journal: lines } = read(file);
    assert.equal(id, 'c1');
    assert.equal(lines('c1'), journal);
    assert.equal(chatJson(lines('c1'), 'T', 1e12), file);
  });

  it('comes back under another id as the same chat', () => {
    const again = ChatLog.from(readJournal(read(file).journal('other')).records);
    assert.equal(again.id, 'other');
    again.id = 'c1';
    assert.deepEqual(again, ChatLog.from(readJournal(journal).records));
  });

  it('holds no process of this machine, and takes none from another', () => {
    const asked = RECORDS.map((record) => (record.type === 'ask' ? { ...record, pid: 4711 } : record));
    const exported = chatJson(asked.map(writeRecord).join(''), 'T', 0);
    assert.doesNotMatch(exported, /4711/);
    assert.doesNotMatch(read(exported.replaceAll('"ask",', '"ask","pid":4711,')).journal('x'), /4711/);
  });

  it('leaves out torn lines, and has all others', () => {
    assert.equal(read(chatJson(`${journal}{"type":"del`, 'T', 0)).journal('c1'), journal);
  });

  it('gets a first line where it has none that can be used', () => {
    const text = JSON.stringify({
      format: 'sidestream-chat',
      version: 1,
      records: [{ type: 'user', id: 'u', at: 5, text: 'Q' }, 7, null],
    });
    const { id, journal: lines } = read(text);
    assert.equal(id, undefined);
    const { records } = readJournal(lines('fresh'));
    assert.deepEqual(records[0], { type: 'chat', v: JOURNAL_VERSION, id: 'fresh', at: 5, workspace: [] });
    assert.equal(records.length, 2);
  });

  it('is never let out of its folder by an id', () => {
    const { id, journal: lines } = read(file.replaceAll('"c1"', '"../../etc/passwd"'));
    assert.equal(id, undefined);
    assert.doesNotMatch(lines('safe'), /passwd/);
  });

  const WRONG: { readonly [text: string]: string } = {
    '': 'noJson',
    'no JSON': 'noJson',
    [file.slice(0, -20)]: 'noJson',
    null: 'noChat',
    '[]': 'noChat',
    '{"format":"other","version":1,"records":[]}': 'noChat',
    '{"format":"sidestream-chat","version":1,"records":{}}': 'noChat',
    '{"format":"sidestream-chat","version":2,"records":[]}': 'newer',
    '{"format":"sidestream-chat","version":1,"records":[{"type":"chat","id":"a"}]}': 'empty',
  };
  for (const [text, wrong] of Object.entries(WRONG)) {
    it(`is not ${JSON.stringify(text.slice(0, 60))}: ${wrong}`, () =>
      assert.deepEqual(readChatJson(text), { ok: false, wrong }));
  }

  it('carries its images, and gives them the names that they get', () => {
    const image = imageOf('one');
    const said = [...RECORDS, { type: 'user', id: 'u9', at: 9, text: '', context: [image] } as const];
    assert.deepEqual(imageFilesIn([...said, { ...said.at(-1)!, type: 'queue' } as Record]), [image.image.file]);
    const whole = read(chatJson(said.map(writeRecord).join(''), 'T', 0, new Map([[image.image.file, PIXEL]])));
    assert.deepEqual([...whole.images], [[image.image.file, PIXEL]]);
    assert.equal(whole.journal('c1'), said.map(writeRecord).join(''), 'else nothing changes');
    const other = `other.${'0'.repeat(32)}.png`;
    const again = ChatLog.from(readJournal(whole.journal('other', new Map([[image.image.file, other]]))).records);
    assert.deepEqual(again.userTurn('u9')?.context, [{ ...image, image: { ...image.image, file: other } }]);
  });

  it('takes no image that is none, or would leave its folder', () => {
    const images = {
      '../../x.png': PIXEL,
      [`c1.${'0'.repeat(32)}.png`]: 'no base64!',
      [`c1.${'1'.repeat(32)}.png`]: 7,
      [`c1.${'2'.repeat(32)}.png`]: 'A'.repeat(6_000_000),
      [`c1.${'3'.repeat(32)}.png`]: PIXEL,
    };
    const withImages = JSON.stringify({ ...JSON.parse(file), images });
    assert.deepEqual([...read(withImages).images.keys()], [`c1.${'3'.repeat(32)}.png`]);
    assert.equal(read(JSON.stringify({ ...JSON.parse(file), images: [1] })).images.size, 0);
  });

  it('takes a file with a byte order mark', () => assert.ok(readChatJson(`\uFEFF${file}`).ok));
});
