// Writing ahead, by keyboard: a message that is sent while an answer comes, and earlier prompts by the arrow keys.
import assert from 'node:assert/strict';
import { ChatPage } from '../support/chatPage.ts';
import { useSession } from '../support/e2eSuite.ts';
import { answer } from '../support/standin/answer.ts';
import { stallAt } from '../support/standin/faults.ts';
import { Gate } from '../support/standin/gate.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { until } from '../support/workbench/workbench.ts';

describe('Writing ahead', () => {
  let standIn: StandIn;
  let chat: ChatPage;
  const session = useSession(async () => {
    standIn = await startStandIn();
    return { standIn };
  });
  beforeEach(async () => {
    chat = await ChatPage.open(session().workbench);
  });

  const queued = () => chat.frame.getByRole('list', { name: 'Queued messages' }).getByRole('listitem');
  const write = async (text: string) => {
    await chat.composer.fill(text);
    await chat.composer.press('Enter');
    await until('the composer is empty again', async () => assert.equal(await chat.composer.inputValue(), ''));
  };

  it('a message waits for the answer, and goes by itself', async () => {
    const gate = new Gate();
    standIn.queue(stallAt(answer({ text: 'The first answer', chunk: 6 }), 3, gate), answer('The second answer'));
    await chat.send('First');
    await chat.waitForText((text) => text !== '');
    await write('Second');
    await until('it is queued', async () => assert.match(await queued().innerText(), /Queued\s+Second/));
    gate.open();
    assert.equal(await chat.waitForText((text) => text === 'The second answer'), 'The second answer');
    assert.equal(await chat.turns.count(), 4);
    assert.equal(await queued().count(), 0);
  });

  it('a message that waited for an answer which was stopped is there after a reload, and goes on a word', async () => {
    standIn.queue(stallAt(answer({ text: 'Half an answer', chunk: 6 }), 3), answer('The second answer'));
    await chat.send('First');
    await chat.waitForText((text) => text !== '');
    await write('Second');
    await queued().first().waitFor();
    await chat.composer.press('Escape');
    await chat.button('Continue').waitFor();
    await session().workbench.reload();
    await session().workbench.runCommand('View: Show Sidestream');
    chat = await ChatPage.find(session().workbench);
    await until('it still waits', async () => assert.match(await queued().innerText(), /Not sent\s+Second/));
    await chat.button('Send queued message').focus();
    await session().workbench.page.keyboard.press('Enter');
    assert.equal(await chat.waitForText((text) => text === 'The second answer'), 'The second answer');
  });

  it('earlier prompts of the workspace come back by Up, the newest first', async () => {
    for (const prompt of ['Recall me second', 'Recall me']) {
      standIn.queue(answer(`Yes, ${prompt}.`));
      await chat.send(prompt);
      await chat.waitForText((text) => text === `Yes, ${prompt}.`);
    }
    chat = await ChatPage.open(session().workbench);
    await chat.composer.press('ArrowUp');
    await until('it is there', async () => assert.equal(await chat.composer.inputValue(), 'Recall me'));
    await chat.composer.press('ArrowUp');
    await until('the one before', async () => assert.equal(await chat.composer.inputValue(), 'Recall me second'));
    await chat.composer.press('ArrowDown');
    await chat.composer.press('ArrowDown');
    assert.equal(await chat.composer.inputValue(), '');
  });
});
