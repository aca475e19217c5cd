// A day of use in miniature: thousands of turns in one chat leave no timer, no socket and no memory behind that the text
// itself does not need, and the journal grows by the same for each turn.
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { FULL } from '../../../support/seed.ts';
import { answer } from '../../../support/standin/answer.ts';
import { startStandIn, type StandIn } from '../../../support/standin/standIn.ts';
import { TestChat } from '../../../support/testChat.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const TURNS = FULL ? 2000 : 200;
const TEXT = 'An answer of a usual length, more or less. '.repeat(10);

describe(`a chat of ${TURNS} turns`, () => {
  let standIn: StandIn;
  before(async () => {
    standIn = await startStandIn({ keepRequests: false, respond: answer({ text: TEXT, chunk: 40 }) });
  });
  after(() => standIn.close());

  it('keeps what it says and nothing else', async function () {
    this.timeout(FULL ? 300_000 : 60_000);
    const chat = new TestChat(standIn.url, { maxTurns: 10 });
    const measure = () => {
      collect();
      return { heap: process.memoryUsage().heapUsed, journal: chat.journal.text.length };
    };
    const turns = async (count: number) => {
      for (let index = 0; index < count; index++) await chat.send('One more, please');
    };
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const quarter = TURNS / 4;
    // The first quarter compiles and fills pools; the two that are compared come after it.
    await turns(quarter);
    const before = measure();
    const timersBefore = timers();
    await turns(quarter);
    const middle = measure();
    await turns(2 * quarter);
    const end = measure();
    const perTurn = (middle.journal - before.journal) / quarter;
    assert.ok(
      (end.journal - middle.journal) / (2 * quarter) < perTurn * 1.05,
      'each turn writes as much as the ones before',
    );
    // The turn in the log, in the page's model and in the journal kept in memory: a few copies of the text and its frame.
    const heapPerTurn = (end.heap - middle.heap) / (2 * quarter);
    assert.ok(heapPerTurn < 5 * (perTurn + 2000), `${Math.round(heapPerTurn)} bytes of heap a turn`);
    assert.ok(timers() <= timersBefore, 'no timer is left');
    assert.equal(chat.conversation.log.turns.length, 2 * TURNS);
    assert.deepEqual(chat.running.filter(Boolean).length, chat.running.length / 2);
    await chat.settled();
  });
});
