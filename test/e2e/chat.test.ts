// The main job, used as a person does: type, watch it stream, stop, go on, reload, and find everything again.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ChatPage } from '../support/chatPage.ts';
import { useSession } from '../support/e2eSuite.ts';
import { answer } from '../support/standin/answer.ts';
import { failure } from '../support/standin/failure.ts';
import { destroyAt, insertAt, stallAt } from '../support/standin/faults.ts';
import { Gate } from '../support/standin/gate.ts';
import { gate } from '../support/standin/script.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { until } from '../support/workbench/workbench.ts';

describe('Chat', () => {
  let standIn: StandIn;
  let chat: ChatPage;
  const session = useSession(async () => {
    standIn = await startStandIn();
    return { standIn };
  });
  beforeEach(async () => {
    chat = await ChatPage.open(session().workbench);
  });

  it('streams an answer that grows, and sends the history along', async () => {
    const gates = [new Gate(), new Gate(), new Gate()];
    let reply = answer({ text: 'One two three. Four five six. Seven eight nine.', chunk: 15 });
    // A gate after each delta: message_start, block start, then a delta every second step.
    for (const [index, at] of gates.entries()) reply = insertAt(reply, 3 + index, gate(at));
    standIn.queue(reply, answer('The second answer.'));
    await chat.send('First question');
    const seen: string[] = [];
    for (const at of gates) {
      await at.reached;
      seen.push(await chat.waitForText((text) => text.length > (seen.at(-1)?.length ?? 0)));
      at.open();
    }
    assert.equal(await chat.waitForEnd(), 'One two three. Four five six. Seven eight nine.');
    assert.equal(new Set(seen).size, 3, seen.join(' | '));
    await chat.send('Second question');
    assert.equal(await chat.waitForEnd(), 'The second answer.');
    const { messages } = standIn.messages.at(-1)!.body as { messages: { role: string }[] };
    assert.deepEqual(
      messages.map(({ role }) => role),
      ['user', 'assistant', 'user'],
    );
  });

  for (const [way, stop] of [
    ['the button', () => chat.button('Stop').click()],
    ['Escape in the panel', () => chat.composer.press('Escape')],
    [
      'the command',
      async () => {
        // In the panel the Escape before the palette stops already.
        await session().workbench.page.locator('.part.editor').click();
        await session().workbench.runCommand('Sidestream: Stop');
      },
    ],
  ] as const) {
    it(`stops by ${way}, closes the connection and keeps the text`, async () => {
      standIn.queue(stallAt(answer({ text: 'Kept as it stood, and nothing after.', chunk: 17 }), 3));
      await chat.send('Tell me something long');
      const shown = await chat.waitForText((text) => text.length > 0);
      const request = standIn.messages.at(-1);
      await stop();
      await request?.closed;
      assert.equal(request?.closedBy, 'client');
      await chat.button('Continue').waitFor();
      await chat.waitForText((text) => text === shown);
    });
  }

  it('goes on after a stop, in the same bubble', async () => {
    standIn.queue(stallAt(answer({ text: 'The first half', chunk: 20 }), 3), answer(' and the second half.'));
    await chat.send('Two halves, please');
    await chat.waitForText((text) => text === 'The first half');
    await chat.button('Stop').click();
    await chat.button('Continue').click();
    await chat.waitForText((text) => text.includes('second'));
    assert.equal(await chat.waitForEnd(), 'The first half and the second half.');
    assert.equal(await chat.turns.count(), 2);
  });

  it('keeps the text of an answer that broke off, says so, and goes on', async () => {
    standIn.queue(destroyAt(answer({ text: 'Before the break', chunk: 20 }), 3), answer(' and after it.'));
    await chat.send('Break, please');
    await chat.reply.getByRole('alert').waitFor();
    await chat.waitForText((text) => text === 'Before the break');
    await chat.button('Continue').click();
    await chat.waitForText((text) => text.includes('after'));
    assert.equal(await chat.waitForEnd(), 'Before the break and after it.');
  });

  it('brings chat, draft and a half-arrived answer back after a reload', async () => {
    standIn.queue(answer('A whole answer.'), stallAt(answer({ text: 'Half an answer', chunk: 20 }), 3));
    await chat.send('One');
    await chat.waitForEnd();
    await chat.send('Two');
    await chat.waitForText((text) => text === 'Half an answer');
    await chat.composer.pressSequentially('Not sent yet');
    // A key that is pressed is on disk some 20 ms later; nobody reloads faster than that by hand.
    const drafts = async () =>
      (await readdir(session().server.data, { recursive: true })).filter((name) => name.endsWith('.draft'));
    await until('the draft is on disk', async () => {
      const texts = (await drafts()).map((name) => readFile(join(session().server.data, name), 'utf8'));
      assert.ok((await Promise.all(texts)).includes('Not sent yet'));
    });
    await session().workbench.reload();
    await session().workbench.runCommand('View: Show Sidestream');
    chat = await ChatPage.find(session().workbench);
    await until('the turns are back', async () => assert.equal(await chat.turns.count(), 4));
    await chat.waitForText((text) => text === 'Half an answer');
    await chat.button('Continue').waitFor();
    await until('the draft is back', async () => assert.equal(await chat.composer.inputValue(), 'Not sent yet'));
  });

  it('counts down to a retry, and Retry now sends at once', async () => {
    standIn.queue(failure(529, { retryAfter: 100 }), answer('Here it is.'));
    await chat.send('Busy?');
    await chat.button('Retry now').click();
    await chat.waitForText((text) => text !== '');
    assert.equal(await chat.waitForEnd(), 'Here it is.');
  });

  it('tries again by itself when the server says so, in real time', async () => {
    standIn.queue(failure(429, { retryAfter: 1 }), answer('After a second.'));
    await chat.send('Too often?');
    await chat.waitForText((text) => text !== '');
    assert.equal(await chat.waitForEnd(), 'After a second.');
    const [refused, taken] = standIn.messages.slice(-2);
    assert.ok(taken!.at - refused!.at >= 1000, `${taken!.at - refused!.at} ms`);
  });

  it('shows the events of the last reply as JSON lines', async () => {
    standIn.queue(answer('Seen from below.'));
    await chat.send('Events');
    await chat.waitForEnd();
    await session().workbench.runCommand('Sidestream: Show Stream Events');
    const lines = session().workbench.page.locator('.editor-instance .view-lines');
    await until('the editor shows them', async () => assert.match(await lines.innerText(), /message_start/));
  });

  it('shows the events of an earlier reply from its context menu', async () => {
    const { workbench } = session();
    standIn.queue(answer('The earlier one.'), answer('The later one.'));
    await chat.send('Earlier');
    await chat.waitForEnd();
    await chat.send('Later');
    await chat.waitForEnd();
    await workbench.runCommand('View: Close All Editors');
    await chat.turns.nth(1).click({ button: 'right' });
    // The menu takes no click that might belong to its opening.
    await workbench.page.getByRole('menuitem', { name: 'Show Stream Events' }).hover();
    await workbench.page.keyboard.press('Enter');
    const lines = workbench.page.locator('.editor-instance .view-lines');
    await until('the editor shows them', async () => {
      const shown = (await lines.innerText()).replaceAll('\u00A0', ' ');
      assert.match(shown, /earlier/);
      assert.doesNotMatch(shown, /later one/);
    });
  });

  it('tells an error in words with the request id, and loses nothing that was typed', async () => {
    standIn.queue(failure(400, { message: 'Something about the request', requestId: 'req_e2e_1' }));
    await chat.send('A question that is refused');
    const alert = chat.reply.getByRole('alert');
    await alert.filter({ hasText: 'Something about the request' }).filter({ hasText: 'req_e2e_1' }).waitFor();
    await chat.reply.getByRole('button', { name: 'Edit message' }).click();
    await until('the text is in the composer again', async () =>
      assert.equal(await chat.composer.inputValue(), 'A question that is refused'),
    );
  });

  it('shows tokens and cost of today in the status bar', async () => {
    standIn.queue(answer({ text: 'Counted.', usage: { input_tokens: 1000, output_tokens: 100 } }));
    await chat.send('Count');
    await chat.waitForEnd();
    const item = session().workbench.page.locator(
      '[id="sidestream.sidestream.sidestream.usage"], [id*="sidestream.usage"]',
    );
    await until('the status bar shows a cost', async () => assert.match(await item.innerText(), /k? · ~?\$0\.\d{4}/));
  });
});
