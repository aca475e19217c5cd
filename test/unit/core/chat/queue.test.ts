// Messages sent while an answer comes: each goes when the answer has come whole, stays when it has not, and none is lost.
import assert from 'node:assert/strict';
import { readJournal } from '../../../../src/core/chat/record.ts';
import { TestChat } from '../../../support/testChat.ts';
import { randomFor } from '../../../support/seed.ts';
import { answer } from '../../../support/standin/answer.ts';
import { failure } from '../../../support/standin/failure.ts';
import { stallAt } from '../../../support/standin/faults.ts';
import { Gate } from '../../../support/standin/gate.ts';
import { startStandIn, type StandIn } from '../../../support/standin/standIn.ts';

const texts = (chat: TestChat) => chat.page.turns.map(({ text }) => text);
const queue = (chat: TestChat) => chat.page.queue.map(({ text, waits }) => [text, waits]);

describe('a message that is sent while an answer comes', () => {
  let standIn: StandIn;
  before(async () => {
    standIn = await startStandIn();
  });
  after(() => standIn.close());

  /** A chat whose first answer comes up to its middle; `goOn` lets it end. */
  const answering = async (chat = new TestChat(standIn.url, { maxRetries: 0 })) => {
    const gate = new Gate();
    standIn.queue(stallAt(answer({ text: 'Answer 1', chunk: 4 }), 3, gate));
    const done = chat.send('Question 1');
    await gate.reached;
    await chat.page.until((page) => page.text.length > 0);
    return { chat, done, goOn: () => gate.open() };
  };

  it('waits, is safe at once, and goes in its order when the answer has come', async () => {
    const { chat, done, goOn } = await answering();
    await chat.send('Question 2');
    await chat.send('Question 3');
    assert.deepEqual(chat.page.accepted, ['s1', 's2', 's3']);
    assert.deepEqual(queue(chat), [
      ['Question 2', true],
      ['Question 3', true],
    ]);
    standIn.queue(answer('Answer 2'), answer('Answer 3'));
    goOn();
    await done;
    assert.deepEqual(texts(chat), ['Question 1', 'Answer 1', 'Question 2', 'Answer 2', 'Question 3', 'Answer 3']);
    assert.deepEqual([queue(chat), chat.running], [[], [true, false]]);
    await chat.settled();
  });

  it('stays when the answer is stopped, and goes when the user says so', async () => {
    const { chat, done } = await answering();
    await chat.send('Question 2');
    chat.conversation.stop();
    await done;
    assert.deepEqual(queue(chat), [['Question 2', false]]);
    await chat.settled();
    standIn.queue(answer('Answer by hand'), answer('Answer 2'));
    await chat.send('By hand');
    assert.deepEqual(queue(chat), [['Question 2', false]], 'nothing goes that the user has not said yes to');
    await chat.conversation.sendQueued(chat.page.queue[0]!.id);
    assert.deepEqual(texts(chat).slice(-2), ['Question 2', 'Answer 2']);
    await chat.settled();
  });

  it('that was held goes by itself again when the user says so while another answer comes', async () => {
    const { chat, done } = await answering();
    await chat.send('Question 2');
    chat.conversation.stop();
    await done;
    const next = await answering(chat);
    await chat.conversation.sendQueued(chat.page.queue[0]!.id);
    assert.deepEqual(queue(chat), [['Question 2', true]]);
    standIn.queue(answer('Answer 2'));
    next.goOn();
    await next.done;
    assert.deepEqual(texts(chat).slice(-2), ['Question 2', 'Answer 2']);
    await chat.settled();
  });

  it('stays when the answer broke, and when no connection can be had for it, which is told', async () => {
    const { chat, done, goOn } = await answering();
    await chat.send('Question 2');
    await chat.send('Question 3');
    standIn.queue(failure(400));
    goOn();
    await done;
    assert.deepEqual(queue(chat), [['Question 3', false]]);
    chat.failures.push({ kind: 'noKey' });
    await chat.conversation.sendQueued(chat.page.queue[0]!.id);
    assert.equal(chat.page.refused.length, 1);
    assert.deepEqual(queue(chat), [['Question 3', false]]);
    await chat.settled();
  });

  it('can be taken out, also at the last moment', async () => {
    const { chat, done, goOn } = await answering();
    await chat.send('Question 2');
    await chat.send('Question 3');
    standIn.queue(answer('Answer 3'));
    void chat.conversation.unqueue(chat.page.queue[0]!.id);
    goOn();
    await done;
    assert.deepEqual(texts(chat), ['Question 1', 'Answer 1', 'Question 3', 'Answer 3']);
    await chat.settled();
  });

  it('can be taken out in the moment in which the answer ends', async () => {
    const { chat, done, goOn } = await answering();
    await chat.send('Question 2');
    const id = chat.page.queue[0]!.id;
    const taken = chat.page.until(({ claude }) => claude.outcome === 'done').then(() => chat.conversation.unqueue(id));
    goOn();
    await Promise.all([done, taken]);
    assert.deepEqual([texts(chat), queue(chat)], [['Question 1', 'Answer 1'], []]);
    await chat.settled();
  });

  it('does not go while its being taken out is on the way to the disk', async () => {
    const { chat, done } = await answering();
    await chat.send('Question 2');
    chat.conversation.stop();
    await done;
    await chat.conversation.flush();
    const disk = new Gate();
    chat.journal.gate = disk;
    const id = chat.page.queue[0]!.id;
    const taken = chat.conversation.unqueue(id);
    const going = chat.conversation.sendQueued(id);
    await disk.reached;
    // Lets the connection come, so that only the disk is waited for.
    await new Promise((resolve) => setImmediate(resolve));
    disk.open();
    await Promise.all([taken, going]);
    assert.deepEqual([texts(chat)[0], texts(chat).length, queue(chat)], ['Question 1', 2, []]);
    await chat.settled();
  });

  it('stays when the answer to the one before was stopped, also when that goes on', async () => {
    const { chat, done, goOn } = await answering();
    await chat.send('Question 2');
    await chat.send('Question 3');
    const gate = new Gate();
    standIn.queue(stallAt(answer({ text: 'Answer 2', chunk: 4 }), 3, gate), answer(' and its end'));
    goOn();
    await chat.page.until(({ turns, text }) => turns.length === 4 && text !== '');
    chat.conversation.stop();
    await done;
    await chat.step('continue');
    assert.match(texts(chat).at(-1) ?? '', /and its end$/);
    assert.deepEqual(queue(chat), [['Question 3', false]]);
    await chat.settled();
  });

  it('is there after a crash, and waits for the user', async () => {
    const { chat } = await answering();
    await chat.send('Question 2');
    const again = chat.restarted();
    assert.deepEqual(queue(again), [['Question 2', false]]);
    standIn.queue(answer('Answer by hand'), answer('Answer 2'));
    await again.send('By hand');
    assert.deepEqual(queue(again), [['Question 2', false]]);
    await again.conversation.sendQueued(again.page.queue[0]!.id);
    assert.deepEqual(texts(again).slice(-2), ['Question 2', 'Answer 2']);
    await again.settled();
    chat.conversation.stop();
  });

  it('of another window goes by the one that has the answer', async () => {
    const { chat, done, goOn } = await answering();
    const other = chat.restarted({ othersLive: true });
    const from = other.journal.text.length;
    await other.send('From the other window');
    assert.deepEqual(queue(other), [['From the other window', true]]);
    const written = other.journal.text.slice(from);
    chat.conversation.hear(readJournal(written).records);
    chat.journal.text += written;
    assert.deepEqual(queue(chat), [['From the other window', true]]);
    standIn.queue(answer('Answer 2'));
    goOn();
    await done;
    assert.deepEqual(texts(chat), ['Question 1', 'Answer 1', 'From the other window', 'Answer 2']);
    await chat.settled();
    other.conversation.dispose();
  });

  it('is in the chat or in the queue at every moment, whatever happens', async () => {
    const random = randomFor('queue');
    for (let run = 0; run < 25; run++) {
      const { chat, done, goOn } = await answering();
      const said = ['Question 1'];
      const removed = new Set<string>();
      for (let step = 0; step < 6; step++) {
        const way = random();
        if (way < 0.6) {
          said.push(`Said ${run}.${step}`);
          standIn.respond(random() < 0.7 ? answer('Yes.') : failure(400));
          await chat.send(said.at(-1));
        } else if (way < 0.7) chat.conversation.stop();
        else if (way < 0.8) goOn();
        else {
          const [first] = chat.page.queue;
          if (first === undefined) continue;
          removed.add(first.text);
          await (random() < 0.5 ? chat.conversation.unqueue(first.id) : chat.conversation.sendQueued(first.id));
        }
        const there = new Set([...texts(chat), ...chat.page.queue.map(({ text }) => text)]);
        for (const text of said) assert.ok(there.has(text) || removed.has(text), text);
      }
      goOn();
      chat.conversation.stop();
      await done;
      for (const id of chat.page.queue.map((each) => each.id)) await chat.conversation.unqueue(id);
      await chat.settled();
    }
  });
});
