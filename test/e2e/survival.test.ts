// What must survive: the death of the extension host in the middle of an answer, and a second window on the same chat.
import assert from 'node:assert/strict';
import { ChatPage } from '../support/chatPage.ts';
import { useSession } from '../support/e2eSuite.ts';
import { seeded } from '../support/standin/random.ts';
import { answer } from '../support/standin/answer.ts';
import { eventCount, insertAt, stallAt } from '../support/standin/faults.ts';
import { Gate } from '../support/standin/gate.ts';
import { gate } from '../support/standin/script.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { killExtensionHost } from '../support/workbench/killExtensionHost.ts';
import { until } from '../support/workbench/workbench.ts';
import { PATIENCE_MS } from '../support/until.ts';

/** A few by default, all of them by `npm run long`. */
const KILLS = process.env['FULL'] === undefined ? 3 : 100;
const SEED = Number(process.env['SEED'] ?? Date.now() % 1e6);
const TEXT = Array.from({ length: 400 }, (_, index) => `word${index} `).join('');

describe('Survival', () => {
  let standIn: StandIn;
  const session = useSession(async () => {
    standIn = await startStandIn();
    return { standIn };
  });

  it(`kill -9 of the extension host takes nothing that was shown (${KILLS} times, seed ${SEED})`, async function () {
    this.timeout((4 + KILLS) * PATIENCE_MS);
    const random = seeded(SEED);
    for (let round = 0; round < KILLS; round++) {
      let chat = await ChatPage.open(session().workbench);
      const whole = answer({ text: TEXT, chunk: 9, delayMs: 4 });
      // It never ends: however late the kill comes, it comes in the middle.
      standIn.queue(stallAt(whole, Math.floor(eventCount(whole) * 0.9)));
      await chat.send(`Round ${round}`);
      const length = Math.floor(random() * TEXT.length * 0.8);
      const before = await chat.waitForText((text) => text.length > length);
      killExtensionHost(session());
      // VS Code takes the page away as soon as it has noticed; what came in the very last moment is seen where it is slower.
      const shown = await chat.textNow().catch(() => before);
      await session().workbench.reload();
      await session().workbench.runCommand('View: Show Sidestream');
      chat = await ChatPage.find(session().workbench);
      await until('the turns are back', async () => assert.equal(await chat.turns.count(), 2));
      await chat.button('Continue').waitFor();
      const kept = await chat.text();
      assert.ok(kept.startsWith(shown), `round ${round}: shown ${shown.length}, kept ${kept.length}`);
      assert.ok(TEXT.startsWith(kept.trimEnd()), `round ${round}: what is kept is what was sent`);
    }
  });

  it('a second window sees the answer come, may stop it, and neither loses a line', async () => {
    const first = await ChatPage.open(session().workbench);
    const at = new Gate();
    standIn.queue(stallAt(insertAt(answer({ text: 'One two three four', chunk: 8 }), 3, gate(at)), 4));
    await first.send('Watched by two');
    await first.waitForText((text) => text === 'One two');
    const other = await session().workbench.openBeside(session().folder);
    try {
      await other.runCommand('View: Show Sidestream');
      const second = await ChatPage.find(other);
      await until('the second window has the chat', async () => assert.equal(await second.turns.count(), 2));
      await second.waitForText((text) => text === 'One two');
      at.open();
      await second.waitForText((text) => text === 'One two three fo');
      await second.button('Stop').click();
      await standIn.messages.at(-1)?.closed;
      assert.equal(standIn.messages.at(-1)?.closedBy, 'client');
      for (const chat of [first, second]) await chat.button('Continue').waitFor();
      standIn.queue(answer('Answered from the second window.'));
      await second.send('And back');
      await second.waitForEnd();
      await until('the first window has it too', async () => {
        assert.equal(await first.turns.count(), 4);
        assert.equal(await first.text(), 'Answered from the second window.');
      });
    } finally {
      await other.page.close();
    }
  });
});
