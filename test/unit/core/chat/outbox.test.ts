// Everything that a chat shows is in the journal before it is posted, in order, at most one batch a frame.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { ChatLog } from '../../../../src/core/chat/chatLog.ts';
import { FramePace } from '../../../../src/core/chat/framePace.ts';
import { Outbox } from '../../../../src/core/chat/outbox.ts';
import { readJournal, writeRecord, type Record } from '../../../../src/core/chat/record.ts';
import type { HostEvent } from '../../../../src/protocol.ts';
import { FakeClock } from '../../../support/fakeClock.ts';
import { MemoryJournal } from '../../../support/memoryJournal.ts';
import { Gate } from '../../../support/standin/gate.ts';

const ASK: Record = { type: 'ask', id: 't1', to: 'u1', at: 1, model: 'm', from: 'u1' };
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the outbox', () => {
  let clock: FakeClock;
  let journal: MemoryJournal;
  let log: ChatLog;
  let posted: HostEvent[];
  let outbox: Outbox;
  let pace: FramePace;
  /** Called at each post, with what the journal holds at that instant. */
  let onPost: (event: HostEvent) => void;
  beforeEach(() => {
    clock = new FakeClock();
    journal = new MemoryJournal(writeRecord(ASK));
    log = ChatLog.from([ASK]);
    posted = [];
    onPost = () => {};
    pace = new FramePace();
    const post = (event: HostEvent): void => {
      posted.push(event);
      onPost(event);
    };
    outbox = new Outbox(log, journal, clock, post, pace);
  });
  const delta = (text: string, block = 0, channel: 'text' | 'thinking' = 'text') =>
    outbox.delta({ type: 'delta', id: 't1', block, channel, text });
  const title = (text: string) => outbox.push({ type: 'title', title: text }, () => ({ type: 'title', title: text }));
  const texts = () => posted.map((event) => ('text' in event ? event.text : event.type));

  it('posts the first of a burst at once, and gathers the rest of the frame', async () => {
    delta('a');
    assert.equal(journal.appends, 1, 'written before anything else runs');
    delta('b');
    delta('c');
    await turn();
    assert.deepEqual(texts(), ['a']);
    clock.advance(15);
    await turn();
    assert.deepEqual(texts(), ['a']);
    clock.advance(1);
    await turn();
    assert.deepEqual(texts(), ['a', 'bc']);
    assert.deepEqual(
      posted.map((event) => 'at' in event && event.at),
      [0, 1],
    );
    clock.advance(16);
    await turn();
    assert.deepEqual([clock.pending, journal.appends], [[], 2]);
    delta('d');
    await turn();
    assert.deepEqual(texts(), ['a', 'bc', 'd']);
  });

  it('gathers a little longer while what it sends comes late, unless all is to go now', async () => {
    pace.arrived(4);
    pace.arrived(4);
    delta('a');
    await turn();
    delta('b');
    clock.advance(17);
    await turn();
    assert.deepEqual(texts(), ['a']);
    clock.advance(1);
    await turn();
    assert.deepEqual(texts(), ['a', 'b']);
    delta('c');
    clock.advance(17);
    await outbox.flush();
    assert.deepEqual(texts(), ['a', 'b', 'c']);
    assert.deepEqual(clock.pending, [16], 'the next frame, nothing of the one before');
  });

  it('joins only neighbours of one block and channel', async () => {
    title('x');
    delta('a', 0);
    delta('b', 1);
    delta('c', 1);
    delta('d', 1, 'thinking');
    title('y');
    delta('e', 1, 'thinking');
    clock.advance(16);
    await outbox.flush();
    assert.deepEqual(texts(), ['title', 'a', 'bc', 'd', 'title', 'e']);
  });

  it('has everything in the journal before it is posted, at every instant', async () => {
    onPost = () => {
      const replayed = ChatLog.from(readJournal(journal.text).records).claudeTurn('t1');
      const shown = posted.map((event) => (event.type === 'delta' ? event.text : '')).join('');
      assert.ok(replayed?.text.startsWith(shown), `${shown} is in the journal`);
    };
    for (let n = 0; n < 300; n++) {
      delta(`${n} `);
      if (n % 7 === 0) clock.advance(5);
      if (n % 5 === 0) await turn();
      if (n % 50 === 0) {
        journal.gate = new Gate();
        setImmediate(() => journal.gate?.open());
      }
    }
    await outbox.flush();
    assert.equal(log.claudeTurn('t1')?.text, Array.from({ length: 300 }, (_, n) => `${n} `).join(''));
  });

  it('holds everything back while the journal is slow, and keeps the order', async () => {
    journal.gate = new Gate();
    delta('a');
    title('x');
    delta('b');
    clock.advance(1000);
    await turn();
    assert.deepEqual([texts(), journal.writing], [[], 1]);
    const flushed = outbox.flush();
    journal.gate.open();
    await flushed;
    assert.deepEqual(texts(), ['a', 'title', 'b']);
  });

  it('goes on when the journal fails', async () => {
    journal.rejects = true;
    delta('a');
    await outbox.flush();
    journal.rejects = false;
    delta('b');
    await outbox.flush();
    assert.deepEqual(texts(), ['a', 'b']);
  });

  it('flushes without waiting for frames, whenever it is called', async () => {
    await outbox.flush();
    delta('a');
    delta('b');
    await outbox.flush();
    assert.deepEqual(texts(), ['a', 'b']);
    journal.gate = new Gate();
    delta('c');
    await turn();
    // The first batch is being written when more comes: its frame must not hold the flush up.
    delta('d');
    const flushed = Promise.all([outbox.flush(), outbox.flush()]);
    delta('e');
    journal.gate.open();
    await flushed;
    assert.deepEqual(texts().join(''), 'abcde'.slice(0, texts().join('').length));
    assert.ok(texts().join('').startsWith('abcd'));
    await outbox.flush();
    assert.equal(texts().join(''), 'abcde');
  });

  it('resolves a flush though more and more comes', async () => {
    let more = 50;
    onPost = () => {
      if (more-- > 0) delta('x');
    };
    delta('a');
    await outbox.flush();
    assert.ok(more > 0, 'it waited for what had been pushed before only');
  });

  it('keeps the order of what is pushed while it posts', async () => {
    onPost = (event) => {
      if (event.type === 'title' && event.title === 'first') title('third');
    };
    outbox.push(undefined, () => ({ type: 'title', title: 'first' }));
    title('second');
    await outbox.flush();
    assert.deepEqual(
      posted.map((event) => event.type === 'title' && event.title),
      ['first', 'third', 'second'],
    );
  });

  it('loses and doubles nothing, whatever the pace of frames, journal and pushes', async () => {
    const action = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          do: fc.constant('delta' as const),
          block: fc.nat(2),
          text: fc.string({ minLength: 1, maxLength: 4 }),
        }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('title' as const), text: fc.string() }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('advance' as const), ms: fc.nat(40) }) },
      { weight: 3, arbitrary: fc.constant({ do: 'turn' as const }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('late' as const), ms: fc.nat(9) }) },
      { weight: 1, arbitrary: fc.constant({ do: 'flush' as const }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 60 }), async (actions) => {
        log = ChatLog.from([ASK]);
        journal = new MemoryJournal(writeRecord(ASK));
        posted = [];
        outbox = new Outbox(log, journal, clock, (event) => posted.push(event), pace);
        let expected = '';
        for (const one of actions) {
          if (one.do === 'delta') {
            expected += one.text;
            delta(one.text, one.block);
          } else if (one.do === 'title') title(one.text);
          else if (one.do === 'advance') clock.advance(one.ms);
          else if (one.do === 'turn') await turn();
          else if (one.do === 'late') pace.arrived(one.ms);
          else await outbox.flush();
        }
        await outbox.flush();
        let at = 0;
        for (const event of posted) {
          if (event.type !== 'delta') continue;
          assert.equal(event.at, at);
          at += event.text.length;
        }
        assert.equal(posted.map((event) => (event.type === 'delta' ? event.text : '')).join(''), expected);
        assert.deepEqual(ChatLog.from(readJournal(journal.text).records), log);
        clock.advance(18);
        await turn();
        assert.deepEqual(clock.pending, []);
      }),
      { numRuns: 100 },
    );
  });
});
