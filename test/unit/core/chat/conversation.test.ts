// A chat from the user's side: send, stop, go on, try again, edit, drop; through each the page, the host and the journal
// tell the same.
import assert from 'node:assert/strict';
import { answer } from '../../../support/standin/answer.ts';
import { failure } from '../../../support/standin/failure.ts';
import { destroyAt, stallAt } from '../../../support/standin/faults.ts';
import { Gate } from '../../../support/standin/gate.ts';
import { startStandIn, type StandIn } from '../../../support/standin/standIn.ts';
import { TestChat } from '../../../support/testChat.ts';

const CUT = { maxRetries: 0 };

describe('a chat', () => {
  let standIn: StandIn;
  before(async () => {
    standIn = await startStandIn();
  });
  after(() => standIn.close());

  it('answers a message', async () => {
    const chat = new TestChat(standIn.url);
    standIn.queue(answer({ thinking: 'Let me think.', text: 'Hello, you.', chunk: 3 }));
    await chat.send('Hi');
    const { claude, turns, accepted } = chat.page;
    assert.deepEqual([claude.text, claude.thinking, claude.outcome], ['Hello, you.', 'Let me think.', 'done']);
    assert.equal(claude.phase, 'ended');
    assert.equal(claude.notice, undefined);
    assert.ok(claude.usage && claude.usage.cost !== undefined && claude.usage.output > 0 && !claude.usage.estimated);
    assert.ok(claude.timings && claude.timings.total >= (claude.timings.firstToken ?? Infinity));
    assert.equal(turns[0]?.role === 'user' && turns[0].state, 'sent');
    assert.deepEqual(accepted, ['s1']);
    assert.deepEqual(chat.running, [true, false]);
    await chat.settled();
  });

  it('names the model that was asked where the API knows it no more, whatever is chosen by now', async () => {
    const chat = new TestChat(standIn.url, CUT);
    await chat.send('Hi');
    standIn.queue(failure(404, { message: 'model: claude-opus-5' }));
    await chat.conversation.regenerate(chat.page.claude.id, 'claude-opus-5');
    assert.match(chat.page.claude.notice?.title ?? '', /knows no model claude-opus-5 \(404\)/);
    await chat.settled();
  });

  it('names the model that the chosen line stood for, where the API knows it no more', async () => {
    const chat = new TestChat(standIn.url, CUT);
    standIn.queue(failure(404, { message: 'not found' }));
    await chat.send('Hi');
    assert.match(chat.page.claude.notice?.title ?? '', /knows no model claude-sonnet-[\d-]+ \(404\)/);
    await chat.settled();
  });

  it('says at once that it waits, and takes the message only when it is in the journal', async () => {
    const chat = new TestChat(standIn.url);
    chat.journal.gate = new Gate();
    const sent = chat.send('Hi');
    await chat.journal.gate.reached;
    assert.equal(chat.page.events.length, 0);
    chat.journal.gate.open();
    await sent;
    assert.equal(chat.page.events[0]?.type, 'accepted');
  });

  it('keeps a message in the composer that it cannot take, and says why', async () => {
    const chat = new TestChat(standIn.url);
    await chat.send('  \n');
    await chat.send('x'.repeat(4_000_001));
    chat.failures.push({ kind: 'noKey' });
    await chat.send('Hi');
    assert.deepEqual(
      chat.page.refused.map(({ title }) => title.slice(0, 22)),
      ['There is nothing to se', 'This message is too lo', 'No API key is set for '],
    );
    assert.deepEqual(chat.page.refused[2]?.steps, ['setApiKey']);
    assert.deepEqual([chat.page.accepted, chat.page.turns], [[], []]);
    await chat.settled();
  });

  it('shows a failure with its next steps; Drop takes the question out, and the chat goes on', async () => {
    const chat = new TestChat(standIn.url);
    await chat.send('First');
    standIn.queue(failure(400, { message: 'No.' }));
    await chat.send('Poison');
    const { claude, turns } = chat.page;
    assert.equal(claude.outcome, 'broken');
    assert.deepEqual(claude.notice?.steps, ['tryAgain', 'edit', 'drop']);
    assert.match(claude.notice?.detail ?? '', /The server said: No\./);
    assert.equal(turns[2]?.role === 'user' && turns[2].state, 'failed');
    await chat.settled();
    await chat.step('drop');
    assert.equal(chat.page.turns.length, 2);
    await chat.settled();
    await chat.send('Third');
    const sent = JSON.stringify(standIn.messages.at(-1)?.body.messages);
    assert.ok(sent.includes('First') && sent.includes('Third') && !sent.includes('Poison'));
    await chat.settled();
  });

  it('gives a failed question back for editing, if the composer is empty', async () => {
    const chat = new TestChat(standIn.url, CUT);
    standIn.queue(failure(500));
    await chat.send('Typo');
    chat.conversation.draft = 'half a thought';
    await chat.step('edit');
    assert.equal(chat.page.turns.length, 2);
    chat.conversation.draft = '';
    await chat.step('edit');
    assert.deepEqual([chat.page.draft, chat.page.turns], ['Typo', []]);
    await chat.settled();
  });

  it('tries again after a failure, in a new turn at the old one’s place', async () => {
    const chat = new TestChat(standIn.url, CUT);
    standIn.queue(failure(500), answer('Now.'));
    await chat.send('Q');
    await chat.step('tryAgain');
    assert.deepEqual(
      chat.page.turns.map(({ text }) => text),
      ['Q', 'Now.'],
    );
    await chat.settled();
  });

  it('tries again after a break with text, as another version, and sends none of the old answer', async () => {
    const chat = new TestChat(standIn.url, CUT);
    standIn.queue(destroyAt(answer({ text: 'Half an answer.', chunk: 3 }), 4), answer('Whole.'), answer('Next.'));
    await chat.send('Q');
    const kept = chat.page.text;
    assert.ok(kept.length > 3 && chat.page.claude.outcome === 'broken');
    await chat.step('tryAgain');
    assert.deepEqual(
      chat.page.turns.map(({ text }) => text),
      ['Q', 'Whole.'],
    );
    assert.equal(chat.page.claude.versions?.length, 2);
    assert.deepEqual(standIn.messages.at(-1)?.body.messages, [
      { role: 'user', content: [{ type: 'text', text: 'Q' }] },
    ]);
    await chat.send('Q2');
    const sent = JSON.stringify(standIn.messages.at(-1)?.body.messages);
    assert.ok(sent.includes('Whole.') && !sent.includes(kept));
    await chat.settled();
  });

  it('sends what is shown, not an earlier answer, when trying again came to nothing', async () => {
    const chat = new TestChat(standIn.url, CUT);
    standIn.queue(destroyAt(answer({ text: 'Half an answer.', chunk: 3 }), 4), failure(500), answer('Next.'));
    await chat.send('Q');
    const [first] = chat.page.turns.filter(({ role }) => role === 'claude');
    await chat.step('tryAgain');
    assert.equal(chat.page.text, '');
    await chat.conversation.change('show', first?.id ?? '');
    assert.equal(chat.page.text, first?.text);
    await chat.conversation.change('show', chat.page.claude.versions?.[1] ?? '');
    await chat.send('Q2');
    assert.deepEqual(standIn.messages.at(-1)?.body.messages, [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Q' },
          { type: 'text', text: 'Q2' },
        ],
      },
    ]);
    await chat.settled();
  });

  it('takes a refused exchange out of what is sent, whole, and keeps it on the page', async () => {
    const chat = new TestChat(standIn.url);
    standIn.queue(
      answer({
        text: 'I beg',
        stopReason: 'refusal',
        stopDetails: { type: 'refusal', category: 'cyber', explanation: null },
      }),
    );
    await chat.send('Bad question');
    assert.equal(chat.page.claude.outcome, 'refused');
    assert.match(chat.page.claude.notice?.title ?? '', /cyber/);
    assert.equal(chat.page.text, 'I beg');
    await chat.send('Good question');
    const sent = JSON.stringify(standIn.messages.at(-1)?.body.messages);
    assert.ok(!sent.includes('Bad') && !sent.includes('beg'));
    await chat.settled();
    // Not even when it was tried again, and that came to nothing.
    standIn.queue(answer({ text: 'I must beg', stopReason: 'refusal' }), failure(400));
    await chat.send('Worse');
    await chat.step('tryAgain');
    await chat.send('Good again');
    assert.ok(!JSON.stringify(standIn.messages.at(-1)?.body.messages).includes('must beg'));
    await chat.settled();
  });

  it('says so when an answer is empty', async () => {
    const chat = new TestChat(standIn.url);
    standIn.queue(answer({ blocks: [] }));
    await chat.send('Q');
    assert.equal(chat.page.claude.outcome, 'done');
    assert.match(chat.page.claude.notice?.title ?? '', /empty/);
    await chat.send('Q2');
    assert.equal(chat.page.claude.outcome, 'done');
    await chat.settled();
  });

  it('offers a higher limit, not Continue, where all went into thinking', async () => {
    const chat = new TestChat(standIn.url);
    standIn.queue(answer({ blocks: [{ type: 'thinking', text: 'Hmm' }], stopReason: 'max_tokens' }));
    await chat.send('Q');
    assert.deepEqual(
      [chat.page.claude.outcome, chat.page.claude.notice?.steps],
      ['cut', ['openSettings', 'tryAgain', 'edit']],
    );
    await chat.settled();
  });

  it('marks an answer as interrupted that a killed process left, and goes on with it', async () => {
    const chat = new TestChat(standIn.url);
    standIn.queue(stallAt(answer({ text: 'One two three four', chunk: 4 }), 5));
    void chat.send('Count');
    await chat.page.until((page) => page.text.length >= 8);
    const kept = chat.page.text;
    const again = chat.restarted();
    assert.equal(again.page.text, kept);
    const { outcome, notice, phase } = again.page.claude;
    assert.deepEqual([outcome, phase, notice?.steps], ['broken', 'ended', ['continue', 'tryAgain']]);
    assert.ok(again.conversation.canContinue);
    standIn.queue(answer('One two three four'.slice(kept.length)));
    await again.step('continue');
    assert.equal(again.page.text, 'One two three four');
    await again.settled();
    chat.conversation.stop();
  });

  it('adds nothing to a chat that a later version wrote, and says so', async () => {
    const chat = new TestChat(standIn.url);
    standIn.queue(failure(500, { shouldRetry: false }));
    await chat.send('Q');
    const blocked = { severity: 'warning', title: 'Written by a later version', steps: [] } as const;
    const again = chat.restarted({ blocked });
    const before = again.journal.text;
    await again.send('More');
    await again.step('tryAgain');
    await again.step('drop');
    assert.deepEqual(again.page.refused, [blocked]);
    assert.equal(again.journal.text, before);
    assert.equal(again.page.turns.length, 2);
  });

  it('ends a turn with words, whatever goes wrong inside', async () => {
    const send = () => Promise.reject(new Error('a bug'));
    const chat = new TestChat(standIn.url, { send });
    await chat.send('Q');
    assert.match(chat.page.claude.notice?.title ?? '', /unexpected/);
    assert.equal(chat.conversation.running, false);
    await chat.settled();
  });
});
