// Branches: editing, regenerating, flipping, deleting and undoing lose nothing of any version, send what is shown, and read
// the same again from the journal.
import assert from 'node:assert/strict';
import { readJournal } from '../../../../src/core/chat/record.ts';
import { TestChat } from '../../../support/testChat.ts';
import { sentTexts } from '../../../support/sentTexts.ts';
import { answer } from '../../../support/standin/answer.ts';
import { failure } from '../../../support/standin/failure.ts';
import { startStandIn, type StandIn } from '../../../support/standin/standIn.ts';

const ALONE = { maxRetries: 0 };

const texts = (chat: TestChat) => chat.page.turns.map(({ text }) => text);
const last = (chat: TestChat) => chat.page.turns.at(-1)?.id ?? '';

describe('branches of a chat', () => {
  let standIn: StandIn;
  before(async () => {
    standIn = await startStandIn();
  });
  after(() => standIn.close());

  it('edit a message: a branch begins there, the old one stays, each with what followed it', async () => {
    const chat = new TestChat(standIn.url);
    standIn.queue(answer('A1'), answer('A2'), answer('B1'), answer('A3'));
    await chat.send('Q1');
    await chat.send('Q2');
    const first = chat.page.turns[0]!.id;
    await chat.conversation.edit('e1', first, 'Q1, otherwise');
    assert.deepEqual(texts(chat), ['Q1, otherwise', 'B1']);
    assert.deepEqual(sentTexts(standIn), ['Q1, otherwise']);
    assert.deepEqual(chat.page.accepted, ['s1', 's2', 'e1']);
    assert.deepEqual(chat.page.turns[0]?.versions, [first, chat.page.turns[0]?.id]);
    await chat.settled();
    await chat.conversation.change('show', first);
    assert.deepEqual(texts(chat), ['Q1', 'A1', 'Q2', 'A2']);
    await chat.settled();
    assert.deepEqual(texts(chat.restarted()), ['Q1', 'A1', 'Q2', 'A2']);
    await chat.send('Q3');
    assert.deepEqual(sentTexts(standIn), ['Q1', 'A1', 'Q2', 'A2', 'Q3']);
    await chat.settled();
  });

  it('regenerate an answer: another version with its own model and effort, and the history before it only', async () => {
    const chat = new TestChat(standIn.url, { wishes: { thinking: 'auto', effort: 'high' } });
    standIn.queue(answer('A1'), answer('A2'), answer('A1 again'));
    await chat.send('Q1');
    await chat.send('Q2');
    const first = chat.page.turns[1]!.id;
    await chat.conversation.regenerate(first, 'haiku');
    assert.deepEqual(texts(chat), ['Q1', 'A1 again']);
    assert.deepEqual(sentTexts(standIn), ['Q1']);
    const { versions, model, effort, usage } = chat.page.claude;
    assert.deepEqual([versions?.[0], versions?.length, effort], [first, 2, 'high']);
    assert.ok(model?.includes('haiku') && usage?.cost !== undefined, model);
    await chat.settled();
    await chat.conversation.change('show', first);
    assert.deepEqual(texts(chat), ['Q1', 'A1', 'Q2', 'A2']);
    assert.ok(chat.page.turns[1]?.role === 'claude' && chat.page.turns[1].model?.includes('sonnet'));
    await chat.settled();
  });

  it('delete: a message goes with its answer, an answer alone; what follows stays, and Undo brings all back', async () => {
    const chat = new TestChat(standIn.url);
    standIn.queue(answer('A1'), answer('A2'), answer('A3'), answer('A4'), answer('A5'));
    await chat.send('Q1');
    await chat.send('Q2');
    const [q1, , , a2] = chat.page.turns.map(({ id }) => id);
    await chat.conversation.change('delete', q1!);
    assert.deepEqual(
      chat.page.turns.map(({ deleted }) => deleted),
      ['self', 'question', undefined, undefined],
    );
    await chat.settled();
    await chat.send('Q3');
    assert.deepEqual(sentTexts(standIn), ['Q2', 'A2', 'Q3']);
    await chat.conversation.change('delete', a2!);
    await chat.send('Q4');
    assert.deepEqual(sentTexts(standIn), ['Q2', 'Q3', 'A3', 'Q4']);
    await chat.settled();
    await chat.conversation.change('restore', q1!);
    await chat.conversation.change('restore', a2!);
    await chat.settled();
    assert.deepEqual(texts(chat), ['Q1', 'A1', 'Q2', 'A2', 'Q3', 'A3', 'Q4', 'A4']);
    await chat.send('Q5');
    assert.deepEqual(sentTexts(standIn), ['Q1', 'A1', 'Q2', 'A2', 'Q3', 'A3', 'Q4', 'A4', 'Q5']);
    await chat.settled();
  });

  it('drop a question that came to nothing: where others follow, its place stays, and Undo brings it back', async () => {
    const chat = new TestChat(standIn.url, ALONE);
    standIn.queue(failure(400), answer('A2'));
    await chat.send('Q1');
    await chat.send('Q2');
    const [asked, failed] = chat.page.turns;
    await chat.step('drop', failed!.id);
    const deleted = () => chat.page.turns.map((turn) => [turn.text, turn.deleted]);
    const rest = [
      ['Q2', undefined],
      ['A2', undefined],
    ];
    assert.deepEqual(deleted(), [['Q1', 'self'], ['', 'question'], ...rest]);
    await chat.settled();
    await chat.conversation.change('restore', asked!.id);
    assert.deepEqual(deleted(), [['Q1', undefined], ['', undefined], ...rest]);
    await chat.settled();
  });

  it('send no thinking from before a question that failed on one of them, and was answered on another', async () => {
    const chat = new TestChat(standIn.url, ALONE);
    const reply = (text: string) => answer({ thinking: 'Hm.', text });
    standIn.queue(reply('A1'), failure(400), reply('A3'), reply('A2'), reply('A4'));
    for (const question of ['Q1', 'Q2', 'Q3']) await chat.send(question);
    const failed = chat.page.turns[3]!.id;
    await chat.conversation.regenerate(failed);
    assert.deepEqual(texts(chat), ['Q1', 'A1', 'Q2', 'A2']);
    await chat.conversation.change('show', failed);
    await chat.send('Q4');
    assert.deepEqual(sentTexts(standIn), ['Q1', 'A1', 'Q2', 'Q3', 'A3', 'Q4']);
    // The stand-in refuses thinking that was made over another history: that of A1 alone was not.
    const thinking =
      (JSON.stringify(standIn.messages.at(-1)?.body.messages) ?? '').split('"type":"thinking"').length - 1;
    assert.equal(thinking, 1);
    assert.ok(!readJournal(chat.journal.text).records.some(({ type }) => type === 'forgetThinking'));
    await chat.settled();
  });

  it('wait until an answer has come', async () => {
    const chat = new TestChat(standIn.url);
    standIn.queue(answer({ text: 'One two three', chunk: 3, delayMs: 20 }));
    const going = chat.send('Q1');
    await chat.page.until((page) => page.text.length > 3);
    const [asked] = chat.page.turns;
    await chat.conversation.edit('e1', asked!.id, 'Other');
    await chat.conversation.regenerate(last(chat));
    await chat.conversation.change('delete', asked!.id);
    assert.match(chat.page.refused[0]?.title ?? '', /still answering/);
    await going;
    assert.deepEqual(texts(chat), ['Q1', 'One two three']);
    await chat.settled();
  });

  it('agree in two windows, whichever of them acts', async () => {
    const first = new TestChat(standIn.url);
    standIn.queue(answer('A1'), answer('A2'), answer('B1'), answer('A2 again'));
    await first.send('Q1');
    const second = first.restarted();
    const told = new Map([
      [first, first.journal.text.length],
      [second, first.journal.text.length],
    ]);
    const exchange = (from: TestChat, to: TestChat) => {
      const lines = from.journal.text.slice(told.get(from));
      told.set(from, from.journal.text.length);
      to.conversation.hear(readJournal(lines).records);
      to.journal.text += lines;
      told.set(to, to.journal.text.length);
      assert.deepEqual(texts(to), texts(from));
      const state = (chat: TestChat) => structuredClone(chat.conversation.state().turns);
      assert.deepEqual(to.page.turns, state(from));
      assert.deepEqual(state(to), state(from));
    };
    await first.send('Q2');
    exchange(first, second);
    await second.conversation.edit('e1', second.page.turns[0]!.id, 'Q1, otherwise');
    exchange(second, first);
    await first.conversation.change('show', first.page.turns[0]!.versions![0]!);
    exchange(first, second);
    await second.conversation.regenerate(last(second));
    exchange(second, first);
    await first.conversation.change('delete', first.page.turns[2]!.id);
    exchange(first, second);
    await second.conversation.change('restore', second.page.turns[2]!.id);
    exchange(second, first);
    assert.deepEqual(texts(first), ['Q1', 'A1', 'Q2', 'A2 again']);
  });

  /** Four exchanges. The third was asked while the first was deleted, so that memory began at the second. */
  const withMemory = async () => {
    const chat = new TestChat(standIn.url);
    standIn.queue(answer('A1'), answer('A2'), answer('A3'), answer('A4'));
    await chat.send('Q1');
    await chat.send('Q2');
    const [q1] = chat.page.turns;
    await chat.conversation.change('delete', q1!.id);
    await chat.send('Q3');
    await chat.conversation.change('restore', q1!.id);
    await chat.send('Q4');
    await chat.settled();
    return chat;
  };
  const marked = (chat: TestChat) =>
    chat.page.turns.flatMap((turn) => (turn.role === 'user' && turn.memoryStarts === true ? turn.text : []));

  it('take the mark where memory begins off a turn far before the one that is edited', async () => {
    const chat = await withMemory();
    await chat.conversation.change('delete', last(chat));
    assert.deepEqual(marked(chat), ['Q2'], 'the last request that is left began there');
    standIn.queue(answer('A3, otherwise'));
    await chat.conversation.edit('e1', chat.page.turns[4]!.id, 'Q3, otherwise');
    assert.deepEqual(marked(chat), []);
    await chat.settled();
  });

  it('tell another window what a deletion changes in the turns that stay', async () => {
    const first = await withMemory();
    const second = first.restarted();
    const read = first.journal.text.length;
    await first.conversation.change('delete', last(first));
    second.conversation.hear(readJournal(first.journal.text.slice(read)).records);
    assert.deepEqual(marked(second), ['Q2']);

    const third = new TestChat(standIn.url, ALONE);
    standIn.queue(failure(400), answer('A2'));
    await third.send('Q1');
    await third.send('Q2');
    const fourth = third.restarted();
    const steps = ({ page }: TestChat) =>
      page.turns.flatMap((turn) => (turn.role === 'claude' ? turn.notice?.steps : []));
    assert.ok(!steps(fourth).includes('tryAgain'));
    const from = third.journal.text.length;
    await third.conversation.change('delete', third.page.turns[2]!.id);
    fourth.conversation.hear(readJournal(third.journal.text.slice(from)).records);
    assert.ok(steps(fourth).includes('tryAgain'), 'the broken answer is the last one again');
  });
});
