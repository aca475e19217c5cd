// What the list of chats says of each, and which chats are let go by their age.
import assert from 'node:assert/strict';
import type { Record } from '../../../../src/core/chat/record.ts';
import { ago } from '../../../../src/core/library/ago.ts';
import { expired } from '../../../../src/core/library/expired.ts';
import { summarize, textOf } from '../../../../src/core/library/summary.ts';

const RECORDS: readonly Record[] = [
  { type: 'chat', v: 1, id: 'c1', at: 1, workspace: ['file:///a'] },
  { type: 'user', id: 'u1', at: 2, text: 'How tall are tides?' },
  { type: 'ask', id: 't1', to: 'u1', at: 3, model: 'sonnet', from: 'u1', pid: 42 },
  { type: 'start', id: 't1', at: 4, model: 'm' },
  { type: 'delta', id: 't1', block: 0, channel: 'thinking', text: 'Hm' },
  { type: 'delta', id: 't1', block: 1, channel: 'text', text: 'Twelve met' },
  { type: 'delta', id: 't1', block: 1, channel: 'text', text: 'res.' },
];
const END: Record = { type: 'end', id: 't1', at: 9, outcome: 'done', stopReason: null, timings: { total: 1 } };

describe('a summary of a chat', () => {
  it('has its title, its last sign of life, its workspace, and who streams into it', () => {
    const summary = { id: 'c1', title: 'How tall are tides?', workspace: ['file:///a'] };
    assert.deepEqual(summarize('c1', RECORDS), { ...summary, lastAt: 4, pid: 42 });
    assert.deepEqual(summarize('c1', [...RECORDS, END]), { ...summary, lastAt: 9 });
    assert.equal(summarize('c1', [...RECORDS, { type: 'title', title: 'Tides' }])?.title, 'Tides');
  });

  it('is none for a chat in which nothing was said', () => {
    assert.equal(summarize('c1', RECORDS.slice(0, 1)), undefined);
    assert.equal(summarize('c1', []), undefined);
  });

  it('goes with all that was said, whole words over the seams of the stream', () => {
    assert.equal(textOf(RECORDS), 'How tall are tides?\nHm\nTwelve metres.');
  });
});

describe('history.keepDays', () => {
  const DAY = 24 * 3600 * 1000;
  const now = 100 * DAY;
  const stored = [1, 29, 31, 99].map((days) => ({ id: `${days} old`, at: now - days * DAY, journal: true }));

  it('lets go what is older, and never what is open in a window', () => {
    assert.deepEqual(expired(stored, 30, now, new Set(['99 old'])), ['31 old']);
    assert.deepEqual(expired(stored, 30, now, new Set()), ['31 old', '99 old']);
  });

  it('keeps everything at 0, and at what is no number of days', () => {
    for (const days of [0, -1, Number.NaN]) assert.deepEqual(expired(stored, days, now, new Set()), []);
  });
});

describe('ago', () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, 'now'],
    [59, 'now'],
    [60, '1 minute ago'],
    [7200, '2 hours ago'],
    [24 * 3600, 'yesterday'],
    [8 * 24 * 3600, 'last week'],
    [800 * 24 * 3600, '2 years ago'],
    [-5, 'now'],
  ];
  for (const [seconds, words] of cases) {
    it(`calls ${seconds} s “${words}”`, () => assert.equal(ago(1e12 - seconds * 1000, 1e12, 'en'), words));
  }

  it('speaks the language, where it is one', () => {
    assert.equal(ago(0, 7_200_000, 'de'), 'vor 2 Stunden');
    assert.equal(ago(0, 7_200_000, 'xx'), '2 hours ago');
  });
});
