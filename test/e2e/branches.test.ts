// Earlier messages, by keyboard as a person works: edit one, switch between the branches, make an answer anew, delete and
// undo; all of it is there again after a reload.
import assert from 'node:assert/strict';
import { ChatPage } from '../support/chatPage.ts';
import { useSession } from '../support/e2eSuite.ts';
import { answer } from '../support/standin/answer.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { until } from '../support/workbench/workbench.ts';

describe('Branches', () => {
  let standIn: StandIn;
  let chat: ChatPage;
  const session = useSession(async () => {
    standIn = await startStandIn();
    return { standIn };
  });
  beforeEach(async () => {
    chat = await ChatPage.open(session().workbench);
  });

  const shown = (...texts: string[]) =>
    until(`the chat shows ${texts.join(', ')}`, async () => {
      const found = await chat.turns.locator('.bubble, [data-part="text"]').allInnerTexts();
      assert.deepEqual(
        found.map((text) => text.trim()),
        texts,
      );
    });
  const press = async (turn: number, button: string) => {
    await chat.turns.nth(turn).getByRole('button', { name: button, exact: true }).focus();
    await session().workbench.page.keyboard.press('Enter');
  };
  const say = async (question: string, reply: string) => {
    standIn.queue(answer(reply));
    await chat.send(question);
    await chat.waitForText((text) => text === reply);
    await chat.waitForEnd();
  };

  it('begin where a message is edited, and both are there after a reload', async () => {
    const { keyboard } = session().workbench.page;
    await say('First question', 'First answer');
    await say('Second question', 'Second answer');
    standIn.queue(answer('Another answer'));
    await press(0, 'Edit message');
    await keyboard.press('End');
    await keyboard.type(', in other words');
    await keyboard.press('Enter');
    await shown('First question, in other words', 'Another answer');
    await press(0, 'Previous version');
    await shown('First question', 'First answer', 'Second question', 'Second answer');
    await session().workbench.reload();
    await session().workbench.runCommand('View: Show Sidestream');
    chat = await ChatPage.find(session().workbench);
    await shown('First question', 'First answer', 'Second question', 'Second answer');
    await press(0, 'Next version');
    await shown('First question, in other words', 'Another answer');
    await say('And then?', 'Then this.');
    const { messages } = standIn.messages.at(-1)!.body as { messages: unknown[] };
    assert.equal(messages.length, 3);
    assert.ok(!JSON.stringify(messages).includes('Second'));
  });

  it('hold the versions of an answer, flipped in its place, each with its model', async () => {
    await say('A question', 'One answer');
    standIn.queue(answer('A better one'));
    await press(1, 'Regenerate');
    await shown('A question', 'A better one');
    await chat.frame
      .getByRole('group', { name: 'Version 2 of 2' })
      .getByText(/sonnet.* · \$/)
      .waitFor();
    await press(1, 'Previous version');
    await shown('A question', 'One answer');
    standIn.queue(answer('The other model’s'));
    await press(1, 'Regenerate with another model');
    await session().workbench.pick('haiku');
    await shown('A question', 'The other model’s');
    await chat.frame.getByRole('group', { name: 'Version 3 of 3' }).getByText(/haiku/).waitFor();
    assert.match(JSON.stringify(standIn.messages.at(-1)?.body), /haiku/);
  });

  it('keep a deleted message one click away', async () => {
    await say('To be deleted', 'With it');
    await say('To stay', 'Too');
    await press(0, 'Delete message');
    await shown('To stay', 'Too');
    await say('Who is there?', 'Not much');
    assert.ok(!JSON.stringify(standIn.messages.at(-1)?.body).includes('To be deleted'));
    await chat.frame.getByRole('button', { name: 'Undo', exact: true }).focus();
    await session().workbench.page.keyboard.press('Enter');
    await shown('To be deleted', 'With it', 'To stay', 'Too', 'Who is there?', 'Not much');
  });
});
