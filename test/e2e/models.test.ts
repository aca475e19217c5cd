// Which models there are, where the API's list is missing, cannot be had, or has changed in the middle of a chat; and what
// of effort and thinking is offered of each.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { ChatPage } from '../support/chatPage.ts';
import { useSession } from '../support/e2eSuite.ts';
import { answer } from '../support/standin/answer.ts';
import { failure } from '../support/standin/failure.ts';
import { model, MODELS } from '../support/standin/models.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { until, type Workbench } from '../support/workbench/workbench.ts';

const shows = (locator: Locator, pattern: RegExp): Promise<void> =>
  until(`${pattern}`, async () => assert.match(await locator.innerText(), pattern));
const listOf = (workbench: Workbench): Locator => workbench.page.locator('.quick-input-list');

async function openModels(workbench: Workbench): Promise<string> {
  await workbench.runCommand('Sidestream: Select Model…');
  await workbench.page.locator('.quick-input-title', { hasText: 'Select Model' }).waitFor();
  return (await workbench.quickInput().getAttribute('placeholder')) ?? '';
}

describe('Models', () => {
  describe('behind a gateway without a list', () => {
    let standIn: StandIn;
    const session = useSession(async () => {
      standIn = await startStandIn({ validate: false });
      standIn.override('GET /v1/models', failure(404, { message: 'no such path' }));
      return { standIn };
    });

    it('are named by hand: a full id works, and the list is not asked for with each message', async () => {
      const { workbench } = session();
      const said = await openModels(workbench);
      assert.match(
        said,
        /127\.0\.0\.1:\d+ has no list of models\. These are the models that Sidestream knows of itself/,
      );
      // Also while what is typed matches nothing that is listed.
      await workbench.quickInput().fill('acme/house-model-7b');
      await shows(listOf(workbench), /Another model…/);
      await workbench.screenshot('models-no-list');
      await listOf(workbench).getByText('Another model…').click();
      await workbench.page.locator('.quick-input-title', { hasText: 'Model id' }).waitFor();
      await workbench.quickInput().fill('acme/house-model-7b');
      await workbench.page.keyboard.press('Enter');
      await workbench.quickInput().waitFor({ state: 'hidden' });
      const chat = await ChatPage.open(workbench);
      await chat.frame.getByText('acme/house-model-7b').first().waitFor();
      const asked = (): number => standIn.requests.filter(({ path }) => path === '/v1/models').length;
      const before = asked();
      assert.ok(before > 0);
      for (const text of ['First.', 'Second.']) {
        standIn.queue(answer({ text }));
        await chat.send('Who are you?');
        assert.equal(await chat.waitForEnd(), text);
        const { body } = standIn.messages.at(-1) ?? assert.fail('nothing came');
        assert.equal(body.model, 'acme/house-model-7b');
        assert.equal(body['output_config'], undefined);
      }
      assert.equal(asked(), before);
    });
  });

  describe('of the list', () => {
    let standIn: StandIn;
    const session = useSession(async () => {
      standIn = await startStandIn();
      return {
        standIn,
        settings: { 'sidestream.model': 'claude-opus-5' },
      };
    });
    let chat: ChatPage;
    beforeEach(() => {
      standIn.models = MODELS;
      standIn.override('GET /v1/models', undefined);
    });
    const remember = async (): Promise<void> => {
      chat = await ChatPage.open(session().workbench);
      standIn.queue(answer({ text: 'Opus here.' }));
      await chat.send('Remember the number 42.');
      await chat.waitForEnd();
    };
    /** The panel has heard of the choice. */
    const uses = (name: string) => chat.button(`Model: ${name}`).waitFor();

    it('stay known while it cannot be reached, which is said', async () => {
      const { workbench } = session();
      const told = model({
        id: 'claude-of-the-list',
        name: 'Claude of the List',
        line: 'opus',
        created: '2026-01-01',
        thinking: ['adaptive'],
      });
      standIn.models = [...MODELS, told];
      await remember();
      standIn.override('GET /v1/models', failure(503));
      const said = await openModels(workbench);
      assert.match(said, /error of its own \(503\)\. This is the list of .*\d/);
      await shows(listOf(workbench), /opus[^]*Now Claude Opus 5\.5/);
      await workbench.quickInput().fill('of the list');
      await shows(listOf(workbench), /Claude of the List/);
      await workbench.page.keyboard.press('Escape');
    });

    it('may retire in the middle of a chat, which goes on with the next of its line and loses nothing', async () => {
      const { workbench } = session();
      const next = model({
        id: 'claude-opus-6',
        name: 'Claude Opus 6',
        line: 'opus',
        created: '2026-11-21',
        thinking: ['adaptive'],
      });
      await remember();
      standIn.models = [next, ...MODELS.filter(({ id }) => id !== 'claude-opus-5')];
      await chat.send('Which number was it?');
      const alert = chat.reply.getByRole('alert');
      await shows(alert, /Claude Opus 5 was retired\.[^]*Claude Opus 6 is the newest of its line/);
      await workbench.screenshot('model-retired');
      await alert.getByRole('button', { name: 'Select Model' }).click();
      await shows(listOf(workbench), /In place of Claude Opus 5[^]*Claude Opus 6/);
      await listOf(workbench).getByText('Claude Opus 6').first().click();
      await uses('Claude Opus 6');
      standIn.queue(answer({ text: 'It was 42.' }));
      await chat.button('Try again').press('Enter');
      await chat.reply.getByText('It was 42.').waitFor();
      const { body } = standIn.messages.at(-1) ?? assert.fail('nothing came');
      assert.equal(body.model, 'claude-opus-6');
      for (const said of ['Remember the number 42.', 'Opus here.', 'Which number was it?'])
        assert.ok(JSON.stringify(body.messages).includes(said), said);
      assert.equal(await chat.turns.count(), 4);
    });

    it('tell of their end a month ahead', async () => {
      const { workbench } = session();
      await workbench.changeSettings({ 'sidestream.model': 'claude-sonnet-4-5', 'sidestream.effort': 'high' });
      chat = await ChatPage.open(workbench);
      await chat.frame.getByText(/Claude Sonnet 4\.5 will be retired on .*2026/).waitFor();
      await workbench.screenshot('model-ending');
    });

    it('offer only the effort and the thinking that they have, and say what is asked of them in vain', async () => {
      const { workbench } = session();
      await workbench.changeSettings({ 'sidestream.model': 'claude-sonnet-4-5', 'sidestream.effort': 'high' });
      chat = await ChatPage.open(workbench);
      await openModels(workbench);
      // Sonnet 4.5 knows no effort at all, and thinks when it is told to.
      const list = listOf(workbench);
      await workbench.quickInput().fill('thinking:');
      await shows(list, /Thinking: auto/);
      await workbench.quickInput().fill('effort:');
      await until('the list is about effort', async () => assert.doesNotMatch(await list.innerText(), /Thinking:/));
      assert.doesNotMatch(await list.innerText(), /Effort:/);
      await workbench.page.keyboard.press('Escape');
      await openModels(workbench);
      await workbench.pick('haiku');
      await uses('Claude Haiku 5.5');
      await openModels(workbench);
      await workbench.quickInput().fill('effort:');
      await shows(list, /Effort: high/);
      await workbench.screenshot('model-effort');
      await list.getByText('Effort: high').click();
      await workbench.page.locator('.quick-input-title', { hasText: 'Effort of Claude Haiku 5.5' }).waitFor();
      await shows(list, /^\s*default[^]*low[^]*medium[^]*high/);
      await workbench.pick('low');
      standIn.queue(answer({ text: 'Quick.' }));
      chat = await ChatPage.open(workbench);
      await chat.send('Be quick');
      await chat.waitForEnd();
      assert.deepEqual(standIn.messages.at(-1)?.body['output_config'], { effort: 'low' });
      await openModels(workbench);
      await workbench.quickInput().fill('Haiku 4.5');
      await list.getByText('Claude Haiku 4.5').first().click();
      const toast = workbench.page.locator('.notification-toast', {
        hasText: 'Claude Haiku 4.5 has no levels of effort',
      });
      await toast.waitFor();
      await workbench.screenshot('model-lacks');
    });
  });
});
