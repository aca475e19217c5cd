// The journal's reader: never throws, whatever the file holds, and reads every line that can be read.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { ChatLog } from '../../../../src/core/chat/chatLog.ts';
import { Conversation } from '../../../../src/core/chat/conversation.ts';
import { buildHistory } from '../../../../src/core/chat/history.ts';
import { readJournal, writeRecord, type Record } from '../../../../src/core/chat/record.ts';
import { RECORDS } from '../../../support/records.ts';
import { TestChat } from '../../../support/testChat.ts';
import { randomFor } from '../../../support/seed.ts';

const TEXT = RECORDS.map(writeRecord).join('');

/** Everything that reads a log works on it. */
function use(text: string): void {
  const log = ChatLog.from(readJournal(text).records);
  for (const turn of log.turns) if (turn.role === 'user') buildHistory(log, turn, 2, 'Go on');
  const chat = new TestChat('http://127.0.0.1:9', { journal: text });
  assert.ok(chat.conversation instanceof Conversation);
  JSON.stringify(chat.conversation.state());
}

describe('a journal', () => {
  it('gives back what was written, a line for each record', () => {
    assert.deepEqual(readJournal(TEXT), { records: RECORDS, unread: 0, newer: false, torn: false });
    assert.equal(TEXT.split('\n').length, RECORDS.length + 1);
    use(TEXT);
  });

  it('torn anywhere, gives every whole line before, and says so', () => {
    let lines = 0;
    for (let cut = 0; cut <= TEXT.length; cut++) {
      const read = readJournal(TEXT.slice(0, cut));
      if (cut > 0 && TEXT[cut - 1] === '\n') lines++;
      // A line without its end may be whole all the same.
      const whole = cut < TEXT.length && TEXT[cut] === '\n' ? lines + 1 : lines;
      assert.deepEqual(read.records, RECORDS.slice(0, whole));
      assert.equal(read.torn, cut > 0 && TEXT[cut - 1] !== '\n');
    }
  });

  it('passes over foreign lines, wherever they stand', () => {
    const foreign = [
      'hello',
      '[]',
      'null',
      '3',
      '{"type":"weather"}',
      '{"type":"toString"}',
      '{"type":"user","id":1}',
      '\u0000\u0001',
    ];
    for (let at = 0; at <= RECORDS.length; at++) {
      const lines = RECORDS.map(writeRecord);
      lines.splice(at, 0, ...foreign.map((line) => `${line}\n`));
      const read = readJournal(lines.join(''));
      assert.deepEqual([read.records, read.unread], [RECORDS, foreign.length]);
    }
  });

  it('of a later version is read, and told', () => {
    const later = TEXT.replace('"v":1', '"v":2').replace('{"type":"title"', '{"type":"titleOfTomorrow"');
    const read = readJournal(later);
    assert.deepEqual([read.newer, read.unread, read.records.length], [true, 1, RECORDS.length - 1]);
  });

  it('with blank lines, Windows line ends or a byte order mark loses at most its first line', () => {
    assert.deepEqual(readJournal(TEXT.replaceAll('\n', '\r\n\n')).records, RECORDS);
    assert.deepEqual(readJournal(`\ufeff${TEXT}`).records, RECORDS.slice(1));
    assert.deepEqual(readJournal(''), { records: [], unread: 0, newer: false, torn: false });
  });

  it('is refused line by line where a field is of another kind', () => {
    const values = [null, 1, 'x', true, [], {}, [null], { kind: 1 }];
    for (const record of RECORDS) {
      for (const name of Object.keys(record)) {
        for (const value of values) use(`${TEXT}${JSON.stringify({ ...record, [name]: value })}\n`);
        const { [name]: _, ...less } = record as unknown as { [name: string]: unknown };
        use(`${TEXT}${JSON.stringify(less)}\n`);
      }
    }
  });

  it('damaged by chance never throws, and loses only the lines that were hit', () => {
    const random = randomFor('journal');
    const bytes = Buffer.from(TEXT);
    for (let run = 0; run < 300; run++) {
      const damaged = Buffer.from(bytes);
      const hits = 1 + Math.floor(random() * 4);
      for (let hit = 0; hit < hits; hit++) damaged[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const text = damaged.toString('utf8');
      // A hit may break a line in two or join two of them: each costs two lines at most.
      assert.ok(readJournal(text).records.length >= RECORDS.length - 2 * hits);
      use(text);
    }
  });

  it('made of anything never throws', () => {
    const line = fc.oneof(fc.string(), fc.json(), fc.constantFrom(...RECORDS.map((record) => JSON.stringify(record))));
    fc.assert(
      fc.property(fc.array(line), (lines) => use(lines.join('\n'))),
      { numRuns: 200 },
    );
  });

  it('with lines written twice, as after a disk that was full, doubles no question', () => {
    const twice = [RECORDS[0], RECORDS[1], RECORDS[1]].map((record) => writeRecord(record as Record)).join('');
    assert.equal(ChatLog.from(readJournal(twice).records).turns.length, 1);
  });
});

describe('a log', () => {
  it('forgets the blocks of a try that showed nothing, when the reply begins anew', () => {
    const log = ChatLog.from([
      ...RECORDS.slice(0, 4),
      {
        type: 'closed',
        id: 't1',
        block: 0,
        kept: { type: 'other', fields: { type: 'redacted_thinking', data: 'old' } },
      },
      { type: 'start', id: 't1', at: 5, model: 'm' },
      { type: 'delta', id: 't1', block: 0, channel: 'text', text: 'New' },
    ]);
    const asked = log.userTurn('u1');
    assert.ok(asked);
    assert.deepEqual(buildHistory(log, asked, 0, 'Go on').messages[1], {
      role: 'assistant',
      content: [{ type: 'text', text: 'New' }],
    });
  });
});
