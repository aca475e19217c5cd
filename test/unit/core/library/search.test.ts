// What a search finds, in which order, and what it shows of it.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { ChatIndex } from '../../../../src/core/library/chatIndex.ts';
import { fold, wordsAndParts, wordsOf } from '../../../../src/core/library/searchWords.ts';
import { snippet } from '../../../../src/core/library/snippet.ts';
import { SEED } from '../../../support/seed.ts';

const CHATS: Readonly<Record<string, readonly [title: string, text: string]>> = {
  tides: ['How tall are tides?', 'The tide gauge of Saint-Malo reads 12 metres. Crème brûlée is not a tide.'],
  hooks: ['A React question', 'Why does useEffect run twice? ENOSPC is another matter. See parseHTTPHeader2.'],
  snake: ['Python', 'Call read_tide_table() with max_retries=3, and mind the naïve datetime.'],
  japanese: ['日本語', '潮の高さを教えてください。ストリーミング'],
};

function index(): ChatIndex {
  const made = new ChatIndex();
  for (const [id, [title, text]] of Object.entries(CHATS)) made.set(id, title, text);
  return made;
}
const found = (query: string, where = index()) => where.search(query).map(({ id }) => id);

describe('a search through all chats', () => {
  const QUERIES: Readonly<Record<string, readonly string[]>> = {
    ENOSPC: ['hooks'],
    enosp: ['hooks'],
    'tide gauge': ['tides'],
    'gauge saint': ['tides'],
    'creme brulee': ['tides'],
    useEffect: ['hooks'],
    effect: ['hooks'],
    'use twice': ['hooks'],
    header: ['hooks'],
    max_retries: ['snake'],
    naive: ['snake'],
    rettries: ['snake'],
    潮: ['japanese'],
    高さ: ['japanese'],
    リーミング: ['japanese'],
    'gauge react': [],
    '???': [],
    '': [],
  };
  for (const [query, ids] of Object.entries(QUERIES)) {
    it(`for “${query}” finds ${ids.length === 0 ? 'nothing' : ids.join(', ')}`, () =>
      assert.deepEqual(found(query), ids));
  }

  it('puts a title before a mere mention', () => {
    const made = index();
    made.set('mention', 'Something else', `${'Long talk about other things. '.repeat(5)}tides, once`);
    made.set('named', 'All about tides', 'Nothing else in here');
    assert.equal(found('tides', made).indexOf('mention'), 2);
  });

  it('finds the new text of a chat and no longer the old one; nothing of one that was removed', () => {
    const made = index();
    made.set('tides', 'Waves', 'The swell of Nazaré');
    made.remove('hooks');
    made.remove('never there');
    assert.deepEqual(found('nazare', made), ['tides']);
    for (const query of ['malo', 'ENOSPC']) assert.deepEqual(found(query, made), []);
  });

  it('is the same after it was kept, which holds no word of what was removed', async () => {
    const made = index();
    made.remove('hooks');
    const kept = JSON.stringify(await made.save());
    assert.doesNotMatch(kept, /enospc|parsehttp/i);
    const again = ChatIndex.load(JSON.parse(kept));
    for (const query of Object.keys(QUERIES)) assert.deepEqual(found(query, again), found(query, made), query);
  });

  it('finds every chat by every word in it, by its beginning, and in whatever case', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 80 });
    fc.assert(
      fc.property(text, fc.nat(), (said, pick) => {
        const words = wordsOf(said);
        const word = words[pick % words.length];
        if (word === undefined) return;
        const made = new ChatIndex();
        made.set('one', '', said);
        assert.deepEqual(found(word, made), ['one'], word);
        assert.deepEqual(found(word.toUpperCase(), made), ['one'], word.toUpperCase());
      }),
      {
        seed: SEED,
        examples: [
          ['ﬁne', 0],
          ['straße', 0],
          ['İstanbul', 0],
        ],
      },
    );
  });
});

describe('the words of a text', () => {
  it('are those of code too, with their parts', () => {
    assert.deepEqual(wordsAndParts('parseHTTPHeader2'), ['parseHTTPHeader2', 'parse', 'HTTP', 'Header', '2']);
    assert.deepEqual(wordsAndParts('plain words'), ['plain', 'words']);
    assert.deepEqual(wordsOf('潮の高'), ['潮', 'の', '高']);
    assert.equal(fold('Brûlée'), 'brulee');
  });
});

describe('a snippet', () => {
  const long = `${'Nothing to see. '.repeat(40)}\n\nThe **tide gauge** reads twelve metres.\n${'And so on. '.repeat(40)}`;

  it('shows where the words stand together, as one line', () => {
    const shown = snippet(`A tide first. ${long}`, ['tide', 'gauge']);
    assert.match(shown, /^….*The \*\*tide gauge\*\* reads twelve metres\. And so on/);
    assert.ok(shown.length < 180);
    assert.doesNotMatch(shown, /\n/);
  });

  it('finds accented words, and none within another word', () => {
    const text = `server ${'x '.repeat(200)}Crème ${'x '.repeat(200)}er`;
    assert.match(snippet(text, ['creme']), /Crème/);
    assert.match(snippet(text, ['er']), /er$/);
  });

  it('knows the parts of names', () =>
    assert.match(snippet(`${long} useEffect twice`, ['effect']), /useEffect twice$/));

  it('is the beginning where no word is found', () => assert.match(snippet(long, ['absent']), /^Nothing to see/));

  it('is never cut within a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const [word] = wordsOf(text).slice(-1);
        assert.ok(snippet(text, word === undefined ? [] : [fold(word)]).isWellFormed());
      }),
      { seed: SEED },
    );
  });
});
