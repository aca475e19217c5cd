// Stop: from the call to the closed socket at the server, in every state of an answer, in real time.
import assert from 'node:assert/strict';
import { answer } from '../../../support/standin/answer.ts';
import { failure, silence } from '../../../support/standin/failure.ts';
import { stallAt } from '../../../support/standin/faults.ts';
import { Gate } from '../../../support/standin/gate.ts';
import type { Reply } from '../../../support/standin/script.ts';
import { startStandIn, type StandIn } from '../../../support/standin/standIn.ts';
import { TestChat } from '../../../support/testChat.ts';

const WITHIN_MS = 100;
const RUNS = 5;
const whole = answer({
  thinking: 'Let me think.',
  text: 'Here is what I found.',
  tools: [{ name: 'read_file', input: { path: 'src/a.ts' } }],
  chunk: 5,
});
const indexOf = (type: string): number =>
  whole.steps.filter((step) => step.do === 'event').findIndex(({ data }) => JSON.stringify(data).includes(type)) + 1;

const waiting = ({ page }: TestChat): boolean => page.turns.some((turn) => turn.role === 'claude');

/** Where the answer stands when the user presses Stop, and what shows that it stands there. */
const STATES: Record<string, { reply: (reached: Gate) => Reply; shown: (chat: TestChat) => boolean }> = {
  'before the headers': { reply: (gate) => silence(gate), shown: waiting },
  'before the first token': { reply: (gate) => stallAt(whole, 1, gate), shown: waiting },
  'in the thinking': {
    reply: (gate) => stallAt(whole, indexOf('thinking_delta'), gate),
    shown: ({ page }) => page.turns.some((turn) => turn.role === 'claude' && turn.thinking !== ''),
  },
  'in the text': {
    reply: (gate) => stallAt(whole, indexOf('text_delta'), gate),
    shown: ({ page }) => page.text !== '',
  },
  'in the input of a tool': {
    reply: (gate) => stallAt(whole, indexOf('"partial_json":"{'), gate),
    shown: ({ page }) => page.text.endsWith('found.'),
  },
};

describe('Stop', () => {
  let standIn: StandIn;
  before(async () => {
    standIn = await startStandIn();
  });
  after(() => standIn.close());
  const median = (figures: number[]): number => figures.sort((a, b) => a - b)[figures.length >> 1] ?? Infinity;

  for (const [state, { reply, shown }] of Object.entries(STATES)) {
    it(`closes the socket ${state} within ${WITHIN_MS} ms, and keeps the text`, async function () {
      const figures: number[] = [];
      for (let run = 0; run < RUNS; run++) {
        const chat = new TestChat(standIn.url);
        const reached = new Gate();
        standIn.queue(reply(reached));
        const index = standIn.messages.length;
        const sent = chat.send();
        const record = await standIn.arrived(index);
        await reached.reached;
        await chat.page.until(() => shown(chat));
        const { text, thinking } = chat.page.claude;
        const pressed = performance.now();
        chat.conversation.stop();
        await sent;
        figures.push((await record.closed) - pressed);
        assert.equal(record.closedBy, 'client');
        assert.deepEqual(
          [chat.page.claude.outcome, chat.page.text, chat.page.claude.thinking],
          ['stopped', text, thinking],
        );
        await chat.settled();
      }
      assert.ok(median(figures) <= WITHIN_MS, `${figures.map((ms) => ms.toFixed(1)).join(', ')} ms`);
    });
  }

  it(`ends a wait for a retry within ${WITHIN_MS} ms, and sends nothing more`, async () => {
    const figures: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const chat = new TestChat(standIn.url);
      standIn.queue(failure(529));
      const sent = chat.send();
      await chat.page.until((page) => page.turns.some((turn) => turn.role === 'claude' && turn.phase === 'retrying'));
      const before = standIn.messages.length;
      const pressed = performance.now();
      chat.conversation.stop();
      await sent;
      figures.push(performance.now() - pressed);
      assert.equal(chat.page.claude.outcome, 'stopped');
      assert.equal(standIn.messages.length, before);
      await chat.settled();
    }
    assert.ok(median(figures) <= WITHIN_MS, figures.join());
  });

  it('while a key is looked up or the model is asked for, sends nothing', async () => {
    const chat = new TestChat(standIn.url);
    const before = standIn.messages.length;
    const sent = chat.send();
    chat.conversation.stop();
    await sent;
    assert.equal(standIn.messages.length, before);
    assert.deepEqual([chat.page.claude.outcome, chat.page.turns[0]?.text], ['stopped', 'Hello']);
    await chat.settled();
  });

  it('after the end of an answer, or with none running, does nothing', async () => {
    const chat = new TestChat(standIn.url);
    chat.conversation.stop();
    await chat.send();
    chat.conversation.stop();
    assert.equal(chat.page.claude.outcome, 'done');
    await chat.settled();
  });
});
