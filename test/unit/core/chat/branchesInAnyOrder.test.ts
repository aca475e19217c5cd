// Branches: whatever is edited, made anew, flipped, deleted and brought back, in whatever order, every version stays within
// reach, what is sent is what is shown, and journal and other windows agree.
import assert from 'node:assert/strict';
import { ChatLog } from '../../../../src/core/chat/chatLog.ts';
import { readJournal } from '../../../../src/core/chat/record.ts';
import { FULL, randomFor } from '../../../support/seed.ts';
import { sentTexts } from '../../../support/sentTexts.ts';
import { answer } from '../../../support/standin/answer.ts';
import { destroyAt } from '../../../support/standin/faults.ts';
import { failure } from '../../../support/standin/failure.ts';
import { startStandIn, type StandIn } from '../../../support/standin/standIn.ts';
import { TestChat } from '../../../support/testChat.ts';

const RUNS = FULL ? 1000 : 80;
const STEPS = 14;

const texts = (chat: TestChat) => chat.page.turns.map(({ text }) => text);

/** Ids of all turns that the user can reach by undoing deletions and by switching versions, from what is shown. */
function reachable(journal: string): Set<string> {
  const log = ChatLog.from(readJournal(journal).records);
  for (const id of log.tree.nodes.keys()) log.apply({ type: 'restore', id });
  const seen = new Set<string>();
  const waiting: (string | undefined)[] = [undefined];
  while (waiting.length > 0) {
    const id = waiting.pop();
    if (id !== undefined) log.apply({ type: 'show', id });
    for (const turn of log.path) {
      if (seen.has(turn.id)) continue;
      seen.add(turn.id);
      waiting.push(turn.id, ...log.tree.versions(turn.id));
    }
  }
  return seen;
}

describe('branches of a chat, in any order', () => {
  let standIn: StandIn;
  before(async () => {
    standIn = await startStandIn();
  });
  after(() => standIn.close());

  it('lose nothing, whatever is done in whatever order', async function () {
    this.timeout(FULL ? 600_000 : 60_000);
    const random = randomFor('branches');
    const below = (count: number) => Math.floor(random() * count);
    for (let run = 0; run < RUNS; run++) {
      const chat = new TestChat(standIn.url, { maxRetries: 0, model: random() < 0.5 ? 'opus' : 'sonnet' });
      const said = new Map<string, string>();
      let names = 0;
      const ask = async (act: (text: string) => Promise<unknown>) => {
        names++;
        const way = random();
        const reply = answer({ thinking: `Hm ${names}`, text: `Answer ${names}` });
        standIn.queue(way < 0.75 ? reply : way < 0.9 ? destroyAt(reply, 7) : failure(400));
        await act(`Question ${names}`);
        // What was sent was shown, in that order.
        const way2 = texts(chat);
        let at = 0;
        for (const text of sentTexts(standIn)) at = way2.indexOf(text, at) >= 0 ? way2.indexOf(text, at) + 1 : Infinity;
        assert.ok(at < Infinity, `sent ${JSON.stringify(sentTexts(standIn))}, shown ${JSON.stringify(way2)}`);
      };
      await ask((text) => chat.send(text));
      const other = chat.restarted();
      let heard = chat.journal.text.length;
      for (let step = 0; step < STEPS; step++) {
        const turn = chat.page.turns[below(chat.page.turns.length)];
        if (turn === undefined) await ask((text) => chat.send(text));
        else if (turn.deleted !== undefined) await chat.conversation.change('restore', turn.id);
        else {
          const { conversation } = chat;
          const version = turn.versions?.[below(turn.versions.length)];
          const kind = below(6);
          if (kind === 0) await ask((text) => chat.send(text));
          else if (kind === 1 && turn.role === 'user')
            await ask((text) => conversation.edit(`e${names}`, turn.id, text));
          else if (kind === 1) await ask(() => conversation.regenerate(turn.id));
          else if (kind === 2 && version !== undefined) await conversation.change('show', version);
          else if (kind === 3) await conversation.change('delete', turn.id);
          else if (kind === 4 && turn.role === 'claude') await chat.step('drop', turn.id);
        }
        for (const { id, text } of chat.page.turns) if (text !== '') said.set(id, text);
        await chat.settled();
        assert.deepEqual(chat.restarted().page.turns, chat.page.turns);
        other.conversation.hear(readJournal(chat.journal.text.slice(heard)).records);
        heard = chat.journal.text.length;
        assert.deepEqual(other.page.turns, chat.page.turns, 'another window that hears of it shows the same');
      }
      const { records } = readJournal(chat.journal.text);
      const dropped = new Set(records.flatMap((record) => (record.type === 'drop' ? record.id : [])));
      const found = reachable(chat.journal.text);
      for (const [id, text] of said) {
        if (dropped.has(id)) assert.ok(!records.some((record) => record.type === 'start' && record.id === id), text);
        else assert.ok(found.has(id), `run ${run}: ${text} cannot be reached`);
      }
      // The stand-in refuses thinking that was made over another history: none was ever sent.
      assert.ok(!records.some(({ type }) => type === 'forgetThinking'), `run ${run}`);
    }
  });
});
