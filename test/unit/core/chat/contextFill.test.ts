// How full the window is, and what forgetting the oldest turns does to what is sent.
import assert from 'node:assert/strict';
import { contextTokens, nearlyFull } from '../../../../src/core/chat/contextFill.ts';
import { answer } from '../../../support/standin/answer.ts';
import { startStandIn, type StandIn } from '../../../support/standin/standIn.ts';
import { TestChat } from '../../../support/testChat.ts';
import { translate } from '../../../support/translate.ts';

describe('the fill of the window', () => {
  let standIn: StandIn;
  before(async () => {
    standIn = await startStandIn();
  });
  after(() => standIn.close());

  const asked = async (chat: TestChat, text: string): Promise<void> => {
    const usage = { input_tokens: 100, cache_read_input_tokens: 1000, output_tokens: 50 };
    standIn.queue(answer({ text: `Answer to ${text}`, usage }));
    await chat.send(text);
  };
  const sentTexts = (): string[] => {
    const { messages } = standIn.requests.at(-1)!.body as { messages: { content: { text: string }[] }[] };
    return messages.flatMap(({ content }) => content.map(({ text }) => text));
  };

  it('is what the last answer counted, prompt and answer together', async () => {
    const chat = new TestChat(standIn.url);
    assert.equal(contextTokens(chat.conversation.log), undefined);
    await asked(chat, 'One');
    assert.equal(contextTokens(chat.conversation.log), 1150);
  });

  it('is said from 80 % on, where the window is known', () => {
    assert.equal(nearlyFull(799, 1000, true, translate), undefined);
    assert.equal(nearlyFull(1e9, undefined, true, translate), undefined);
    const notice = nearlyFull(876, 1000, true, translate);
    assert.match(notice?.title ?? '', /87 %/);
    assert.deepEqual(notice?.steps, ['startAnew', 'dropOldest']);
    // A single message has no older half.
    assert.deepEqual(nearlyFull(876, 1000, false, translate)?.steps, ['startAnew']);
  });

  it('falls when the oldest half is forgotten: it stays in the chat, and is not sent any more', async () => {
    const chat = new TestChat(standIn.url);
    for (const text of ['One', 'Two', 'Three', 'Four']) await asked(chat, text);
    await chat.conversation.dropOldest();
    const { log } = chat.conversation;
    assert.ok((contextTokens(log) ?? Infinity) < 50);
    assert.equal(log.turns.length, 8);
    await asked(chat, 'Five');
    assert.deepEqual(sentTexts(), ['Three', 'Answer to Three', 'Four', 'Answer to Four', 'Five']);
    assert.equal(contextTokens(log), 1150);
    await chat.settled();
    const again = chat.restarted();
    await asked(again, 'Six');
    assert.equal(sentTexts()[0], 'Three');
    const mark = again.page.turns.find((turn) => turn.role === 'user' && turn.memoryStarts === true);
    assert.equal(mark?.role === 'user' && mark.text, 'Three');
  });

  it('halves what is remembered each time, and keeps the last turn', async () => {
    const chat = new TestChat(standIn.url);
    for (const text of ['One', 'Two', 'Three']) await asked(chat, text);
    for (let times = 0; times < 5; times++) await chat.conversation.dropOldest();
    await asked(chat, 'Four');
    assert.deepEqual(sentTexts(), ['Three', 'Answer to Three', 'Four']);
  });
});
