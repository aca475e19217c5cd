// Prompt caching over a long chat, as the stand-in simulates it: what is read from the cache, and what that saves.
import assert from 'node:assert/strict';
import { costOf } from '../../../../src/core/usage/cost.ts';
import { promptTokens } from '../../../../src/core/claude/messageUsage.ts';
import { answer } from '../../../support/standin/answer.ts';
import { startStandIn } from '../../../support/standin/standIn.ts';
import { TestChat } from '../../../support/testChat.ts';

const TURNS = 20;
const question = (n: number): string =>
  `Question ${n}: ${'why does this part of the program behave as it does? '.repeat(10)}`;
const reply = (n: number) =>
  answer({
    thinking: `Thought ${n}. `.repeat(20),
    text: `Answer ${n}: ${'because it was told to. '.repeat(60)}`,
    chunk: 400,
  });

describe('a chat of 20 turns', () => {
  it('reads at least 80 % of its prompts from the cache, and costs less for it', async () => {
    const standIn = await startStandIn();
    const chat = new TestChat(standIn.url, { system: 'You help with a program. '.repeat(40), maxTurns: 20 });
    for (let n = 0; n < TURNS; n++) {
      standIn.queue(reply(n));
      await chat.send(question(n));
      assert.equal(chat.page.claude.outcome, 'done');
    }
    await standIn.close();
    assert.equal(chat.spent.length, TURNS);
    let [read, prompt, cost, without] = [0, 0, 0, 0];
    for (const { usage, model } of chat.spent) {
      read += usage.cacheRead;
      prompt += promptTokens(usage);
      cost += costOf(usage, model) ?? Number.NaN;
      const uncached = { ...usage, input: promptTokens(usage), cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 };
      without += costOf(uncached, model) ?? Number.NaN;
    }
    const share = read / prompt;
    console.log(
      `    ${(share * 100).toFixed(1)} % of ${prompt} prompt tokens from the cache: $${cost.toFixed(4)}, without caching $${without.toFixed(4)}`,
    );
    assert.ok(share >= 0.8, `${share}`);
    assert.ok(cost < without * 0.6, `${cost} against ${without}`);
  });
});
