// Continue: the kept text goes back as history, the model is asked to go on, and the bubble is one and whole.
import assert from 'node:assert/strict';
import { answer } from '../../../support/standin/answer.ts';
import { failure } from '../../../support/standin/failure.ts';
import { destroyAt, stallAt } from '../../../support/standin/faults.ts';
import { Gate } from '../../../support/standin/gate.ts';
import { startStandIn, type StandIn } from '../../../support/standin/standIn.ts';
import { TestChat } from '../../../support/testChat.ts';

const TEXT = 'One two three four five six.';

describe('Continue', () => {
  let standIn: StandIn;
  beforeEach(async () => {
    standIn = await startStandIn();
  });
  afterEach(() => standIn.close());
  const roles = () =>
    ((standIn.messages.at(-1)?.body.messages ?? []) as { role: string }[]).map(({ role }) => role).join();

  /** Each leaves a part of the text standing there. */
  const ENDS: Record<string, (chat: TestChat) => Promise<void>> = {
    cut: async (chat) => {
      standIn.queue(answer({ thinking: 'Hm', text: TEXT.slice(0, 14), stopReason: 'max_tokens' }));
      await chat.send('Count');
    },
    stopped: async (chat) => {
      const gate = new Gate();
      standIn.queue(stallAt(answer({ text: TEXT, chunk: 7 }), 4, gate));
      const sent = chat.send('Count');
      await gate.reached;
      await chat.page.until((page) => page.text.length === 14);
      chat.conversation.stop();
      await sent;
    },
    broken: async (chat) => {
      standIn.queue(destroyAt(answer({ text: TEXT, chunk: 7 }), 4));
      await chat.send('Count');
    },
  };
  for (const [outcome, end] of Object.entries(ENDS)) {
    for (const overlap of [0, 9]) {
      it(`after ${outcome} goes on in the same bubble, ${overlap} characters repeated`, async () => {
        const chat = new TestChat(standIn.url);
        await end(chat);
        assert.deepEqual([chat.page.claude.outcome, chat.page.text], [outcome, TEXT.slice(0, 14)]);
        assert.ok(chat.conversation.canContinue && chat.page.claude.notice?.steps.includes('continue'));
        const { id } = chat.page.claude;
        standIn.queue(answer({ text: TEXT.slice(14 - 1 - overlap), chunk: 3 }));
        await chat.step('continue');
        assert.deepEqual([chat.page.text, chat.page.claude.outcome, chat.page.claude.id], [TEXT, 'done', id]);
        assert.equal(chat.page.turns.length, 2);
        assert.equal(roles(), 'user,assistant,user', 'no prefill');
        assert.equal(chat.conversation.canContinue, false);
        await chat.settled();
        await chat.send('Next');
        assert.equal(roles(), 'user,assistant,user,assistant,user');
        const messages = standIn.messages.at(-1)?.body.messages as { content: unknown }[];
        assert.deepEqual(
          messages[3]?.content,
          [{ type: 'text', text: TEXT.slice(14 - 1 - overlap) }],
          'it goes back as it was received',
        );
        await chat.settled();
        await chat.restarted().settled();
      });
    }
  }

  it('can itself be cut, again and again', async () => {
    const chat = new TestChat(standIn.url);
    standIn.queue(
      ...[0, 5, 9, 16].map((from, n, all) =>
        answer({ text: TEXT.slice(from, all[n + 1]), stopReason: n < 3 ? 'max_tokens' : 'end_turn' }),
      ),
    );
    await chat.send('Count');
    for (let n = 0; n < 3; n++) await chat.step('continue');
    assert.deepEqual([chat.page.text, chat.page.claude.outcome], [TEXT, 'done']);
    assert.equal(
      chat.page.claude.usage?.output,
      chat.spent.reduce((sum, { usage }) => sum + usage.output, 0),
    );
    await chat.settled();
  });

  it('that fails leaves the text as it was, and can be had again', async () => {
    const chat = new TestChat(standIn.url, { maxRetries: 0 });
    await ENDS['cut']?.(chat);
    chat.failures.push({ kind: 'noKey' });
    await chat.step('continue');
    assert.match(chat.page.claude.notice?.title ?? '', /No API key/);
    standIn.queue(failure(500), answer(TEXT.slice(14)));
    await chat.step('continue');
    assert.deepEqual([chat.page.text, chat.page.claude.outcome], [TEXT.slice(0, 14), 'broken']);
    assert.ok(chat.page.claude.notice?.steps.includes('continue'));
    await chat.settled();
    await chat.step('continue');
    assert.equal(chat.page.text, TEXT.slice(0, 13) + TEXT.slice(13));
    await chat.settled();
  });

  it('that breaks while its beginning was held back shows what was held', async () => {
    const chat = new TestChat(standIn.url, { maxRetries: 0 });
    await ENDS['broken']?.(chat);
    standIn.queue(destroyAt(answer({ text: 'two three four', chunk: 2 }), 3));
    await chat.step('continue');
    assert.deepEqual([chat.page.claude.outcome, chat.page.text], ['broken', `${TEXT.slice(0, 14)}tw`]);
    await chat.settled();
  });

  it('is nothing where an answer is done, runs, or is not the last', async () => {
    const chat = new TestChat(standIn.url);
    await chat.send('Q');
    const before = standIn.messages.length;
    await chat.step('continue');
    assert.equal(standIn.messages.length, before);
    await ENDS['cut']?.(chat);
    const { id } = chat.page.claude;
    await chat.send('Next');
    await chat.step('continue', id);
    assert.equal(standIn.messages.length, before + 2);
    const shown = chat.page.turns.find((turn) => turn.id === id);
    assert.ok(shown?.role === 'claude' && !shown.notice?.steps.includes('continue'), 'the button is gone, too');
    await chat.settled();
  });

  it('keeps instructions frozen though the setting changes, and marks where memory begins', async () => {
    const chat = new TestChat(standIn.url, { maxTurns: 2, system: '' });
    for (let n = 0; n < 4; n++) {
      await chat.send(`Q${n}`);
      chat.options = { ...chat.options, system: 'New!' };
      assert.equal(standIn.messages.at(-1)?.body.system, undefined);
      await chat.settled();
    }
    const marked = chat.page.turns.filter((turn) => turn.role === 'user' && turn.memoryStarts === true);
    assert.deepEqual(
      marked.map(({ text }) => text),
      ['Q2'],
    );
    assert.equal(chat.journal.text.split('"system"').length, 2, 'the instructions stand in the journal once');
  });
});
