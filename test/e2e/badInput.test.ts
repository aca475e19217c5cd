// What goes wrong in the first five minutes: each gets words and a next step, and nothing that was typed is lost.
import assert from 'node:assert/strict';
import { ChatPage } from '../support/chatPage.ts';
import { useSession } from '../support/e2eSuite.ts';
import { answer } from '../support/standin/answer.ts';
import { failure, hangUp, html, redirect } from '../support/standin/failure.ts';
import type { Reply } from '../support/standin/script.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { PATIENCE_MS } from '../support/until.ts';

const CASES: readonly (readonly [string, Reply, RegExp, string])[] = [
  ['401', failure(401), /does not accept this API key/, 'Set API Key'],
  ['402', failure(402), /no credit/, 'Try again'],
  ['403', failure(403), /may not do that/, 'Select Model'],
  ['404', failure(404), /knows no model/, 'Select Model'],
  ['413', failure(413), /too large/, 'New chat'],
  ['429 for too long', failure(429, { retryAfter: 3600 }), /rate limit.*wait 60 min/s, 'Try again'],
  ['429 for a spend limit', failure(429, { errorCode: 'enforced_spend_limit_reached' }), /spend limit/, 'Try again'],
  ['500', failure(500), /error of its own \(500\)/, 'Try again'],
  ['529', failure(529), /overloaded/, 'Select Model'],
  ['a login page', html(200), /no reply of the Messages API/, 'Open Settings'],
  ['an HTML error page', html(502), /error of its own \(502\)/, 'Try again'],
  ['a redirect', redirect('http://127.0.0.2:9/login'), /points to another address/, 'Open Settings'],
  ['a connection that dies at once', hangUp(true), /connection to .* was lost/, 'Try again'],
];

describe('Bad input', () => {
  let standIn: StandIn;
  const session = useSession(async () => {
    standIn = await startStandIn();
    return { standIn, settings: { 'sidestream.retry.maxAttempts': 0 } };
  });

  for (const [name, reply, words, step] of CASES) {
    it(`${name}: words, a next step, and the message is still there`, async () => {
      const chat = await ChatPage.open(session().workbench);
      standIn.queue(reply);
      await chat.send(`A message that meets ${name}`);
      await chat.reply.getByRole('alert').filter({ hasText: words }).waitFor();
      await chat.reply.getByRole('button', { name: step }).first().waitFor();
      await chat.turns.first().getByText(`A message that meets ${name}`).waitFor();
      standIn.queue(answer('Better now.'));
      await chat.reply.getByRole('button', { name: 'Try again' }).click();
      await chat.waitForText((text) => text === 'Better now.');
      assert.equal(await chat.turns.count(), 2);
    });
  }

  it('an empty message cannot be sent', async () => {
    const chat = await ChatPage.open(session().workbench);
    await chat.composer.fill('  \n ');
    await chat.composer.press('Enter');
    assert.equal(await chat.button('Send').isDisabled(), true);
    assert.equal(await chat.turns.count(), 0);
    await chat.composer.fill('');
  });

  it('5 MB are told to be too long, and stay in the composer', async function () {
    this.timeout(6 * PATIENCE_MS);
    const chat = await ChatPage.open(session().workbench);
    const before = standIn.messages.length;
    // Put there as a paste does; the browser driver's own way would take minutes for so much.
    const length = await chat.composer.evaluate((element) => {
      const area = element as HTMLTextAreaElement;
      // As the page does for what it puts there: to find the direction of each line anew takes the browser half a minute.
      area.dir = 'ltr';
      area.value = `${'five megabytes of text, '.repeat(4)}\n`.repeat(52_000);
      area.dispatchEvent(new Event('input', { bubbles: true }));
      return area.value.length;
    });
    assert.ok(length > 5_000_000);
    await chat.composer.press('Enter', { timeout: 60_000 });
    await chat.frame.getByText('too long to send').first().waitFor({ timeout: 60_000 });
    assert.equal((await chat.composer.inputValue()).length, length);
    assert.equal(standIn.messages.length, before);
    await chat.composer.evaluate((element) => {
      const area = element as HTMLTextAreaElement;
      area.value = '';
      area.dispatchEvent(new Event('input', { bubbles: true }));
    });
  });

  it('a model that does not exist explains itself', async () => {
    const { workbench } = session();
    await workbench.changeSettings({ 'sidestream.model': 'claude-imaginary-9' });
    const chat = await ChatPage.open(workbench);
    await chat.send('Who are you?');
    await chat.reply.getByRole('alert').filter({ hasText: 'claude-imaginary-9' }).waitFor();
    await chat.reply.getByRole('button', { name: 'Select Model' }).click();
    await workbench.pick('opus');
    await chat.frame.getByRole('button', { name: /Opus 5\.5/ }).waitFor();
    await chat.reply.getByRole('button', { name: 'Try again' }).click();
    await chat.waitForText((text) => text !== '');
    assert.equal((standIn.messages.at(-1)!.body as { model?: string }).model, 'claude-opus-5-5');
  });

  it('a base URL that is none, and one in clear to another machine, are told above the composer', async () => {
    const { workbench } = session();
    await workbench.changeSettings({ 'sidestream.baseUrl': 'not a url' });
    let chat = await ChatPage.open(workbench);
    await chat.frame.getByText('no http(s) address').first().waitFor();
    await chat.composer.fill('Kept');
    await chat.composer.press('Enter');
    assert.equal(await chat.composer.inputValue(), 'Kept');
    await workbench.changeSettings({ 'sidestream.baseUrl': 'http://gateway.example:8080' });
    chat = await ChatPage.open(workbench);
    await chat.frame.getByText('travel in clear to gateway.example').first().waitFor();
  });

  it('nobody who listens there is named as such', async () => {
    const { workbench } = session();
    await workbench.changeSettings({ 'sidestream.baseUrl': 'http://127.0.0.1:9' });
    const chat = await ChatPage.open(workbench);
    await chat.send('Anybody?');
    const alert = chat.reply.getByRole('alert');
    await alert.filter({ hasText: /cannot be reached|Nothing listens there/ }).waitFor();
  });
});
