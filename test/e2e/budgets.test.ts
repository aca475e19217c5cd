// Budgets in a real VS Code: a warning at 80 %, two windows at one budget, and large requests, which are counted before
// they leave.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { ChatPage } from '../support/chatPage.ts';
import { useSession } from '../support/e2eSuite.ts';
import { answer } from '../support/standin/answer.ts';
import { failure } from '../support/standin/failure.ts';
import { model, MODELS } from '../support/standin/models.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { until, type Workbench } from '../support/workbench/workbench.ts';

/** A thousand in and a hundred out of Sonnet 5.5: $0.003. */
const USAGE = { input_tokens: 1000, output_tokens: 100 };
/** Sixty thousand tokens and more. */
const LARGE = 'All the words of a long book. '.repeat(9000);
const COUNT = '/v1/messages/count_tokens';

describe('Budgets', () => {
  let standIn: StandIn;
  const session = useSession(async () => {
    standIn = await startStandIn();
    return {
      standIn,
      settings: { 'sidestream.budget.perDayUsd': 0.0035 },
    };
  });

  afterEach(() => standIn.override(`POST ${COUNT}`, undefined));

  const toast = (workbench: Workbench, words: string | RegExp): Locator =>
    workbench.page.locator('.notification-toast', { hasText: words }).first();
  const dialog = (workbench: Workbench, words: string | RegExp): Locator =>
    workbench.page.getByRole('dialog').filter({ hasText: words });
  const paths = (from: number) => standIn.requests.slice(from).map(({ path }) => path);
  const put = async (chat: ChatPage, text: string): Promise<void> => {
    await chat.composer.fill(text);
    await chat.composer.press('Enter');
  };

  it('warn once at 80 %, with a way to change them', async () => {
    const { workbench } = session();
    const chat = await ChatPage.open(workbench);
    standIn.queue(answer({ text: 'Near it.', usage: USAGE }));
    await chat.send('First');
    await chat.waitForEnd();
    const warning = toast(workbench, '$0.0030 of today’s budget of $0.0035 are spent.');
    await warning.waitFor();
    await workbench.screenshot('budget-near');
    const item = workbench.page.locator('[id*="sidestream.usage"]');
    await until('the status bar warns too', async () =>
      assert.match((await item.getAttribute('class')) ?? '', /warning-kind/),
    );
    await warning.getByRole('button', { name: 'Change Budget…' }).click();
    await workbench.page.getByText('Per Day Usd').first().waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('count what another window spends, before this one sends', async () => {
    const { workbench, folder } = session();
    const elsewhere = join(folder, '..', 'elsewhere');
    await mkdir(elsewhere, { recursive: true });
    const other = await workbench.openBeside(elsewhere);
    try {
      const second = await ChatPage.open(other);
      const beside = other.page.locator('[id*="sidestream.usage"]');
      await until('the other window shows what was spent here', async () =>
        assert.match(await beside.innerText(), /\$0\.0030/),
      );
      // It is spent there: by that the budget is used up here.
      standIn.queue(answer({ text: 'Over it.', usage: USAGE }));
      await second.send('In the other window');
      await second.waitForEnd();
      const first = await ChatPage.open(workbench);
      const before = standIn.requests.length;
      await put(first, 'One too many');
      await dialog(workbench, 'Today’s budget of $0.0035 is used up.').waitFor();
      assert.match(await dialog(workbench, 'used up').innerText(), /\$0\.0060 are spent\. Nothing has been sent yet\./);
      await workbench.page.keyboard.press('Escape');
      await first.frame.getByText('Not sent: your budget is used up.').waitFor();
      assert.equal(standIn.requests.length, before);
      await until('the first window’s item shows both', async () =>
        assert.match(await workbench.page.locator('[id*="sidestream.usage"]').innerText(), /\$0\.0060/),
      );
    } finally {
      await other.page.close();
    }
  });

  it('ask before a large request that would use them up, by the API’s own count', async () => {
    const { workbench } = session();
    await workbench.changeSettings({ 'sidestream.budget.perDayUsd': 0.1 });
    const chat = await ChatPage.open(workbench);
    const before = standIn.requests.length;
    await put(chat, LARGE);
    const question = dialog(workbench, 'This large request would use up today’s budget of $0.1000.');
    await question.waitFor();
    assert.match(
      await question.innerText(),
      /\$0\.00\d\d are spent\. Reading it costs about \$0\.\d{4}, its answer not counted\./,
    );
    await workbench.screenshot('budget-large');
    assert.deepEqual(paths(before), [COUNT]);
    await workbench.page.keyboard.press('Escape');
    await chat.reply.getByText('Not sent: it would go over your budget.').waitFor();
    await workbench.screenshot('budget-large-not-sent');
    assert.deepEqual(paths(before), [COUNT]);
    standIn.queue(answer({ text: 'Read all of it.', usage: USAGE }));
    await chat.button('Try again').press('Enter');
    await question.getByRole('button', { name: 'Send Anyway' }).click();
    await chat.reply.getByText('Read all of it.').waitFor();
    assert.deepEqual(paths(before), [COUNT, COUNT, '/v1/messages']);
  });

  it('are not asked about where the model could not read the request: that is said instead', async () => {
    const { workbench } = session();
    const small = { name: 'Claude Small', line: 'opus', created: '2026-11-20', thinking: ['adaptive'] } as const;
    standIn.models = [model({ ...small, id: 'claude-small', limits: [55_000, 8000] }), ...MODELS];
    await workbench.changeSettings({ 'sidestream.budget.perDayUsd': 0 });
    const chat = await ChatPage.open(workbench);
    await workbench.runCommand('Sidestream: Select Model…');
    await workbench.pick('opus');
    await chat.button('Model: Claude Small').waitFor();
    const before = standIn.messages.length;
    await put(chat, LARGE);
    await chat.reply.getByText(/The chat has become longer than .* can read\./).waitFor();
    await chat.reply.getByRole('button', { name: 'Edit message' }).waitFor();
    assert.equal(await chat.frame.getByRole('button', { name: 'Forget the oldest half' }).count(), 0);
    await workbench.screenshot('window-full');
    assert.equal(standIn.messages.length, before);
  });

  it('do without a count where a gateway gives none, and ask it no more', async () => {
    const { workbench } = session();
    await workbench.changeSettings({ 'sidestream.budget.perDayUsd': 0, 'sidestream.model': 'sonnet' });
    standIn.override(`POST ${COUNT}`, failure(404));
    const chat = await ChatPage.open(workbench);
    const before = standIn.requests.length;
    for (const text of ['Sent.', 'Sent again.']) {
      standIn.queue(answer({ text, usage: USAGE }));
      await put(chat, LARGE);
      await chat.reply.getByText(text, { exact: true }).waitFor();
      await chat.waitForEnd();
    }
    assert.deepEqual(paths(before), [COUNT, '/v1/messages', '/v1/messages']);
  });

  it('have the exact count shown with the request, at the user’s word only', async () => {
    const { workbench } = session();
    const chat = await ChatPage.open(workbench);
    await chat.composer.fill(LARGE);
    const before = standIn.requests.length;
    await chat.button('Show what is sent').click();
    const offer = toast(workbench, 'This request is large.');
    await offer.waitFor();
    assert.equal(standIn.requests.length, before);
    await offer.getByRole('button', { name: 'Count Exactly' }).click();
    const lines = workbench.page.locator('.editor-instance .view-lines').first();
    await until('the count is in the text', async () =>
      assert.match((await lines.innerText()).replaceAll('\u00a0', ' '), /In all .* \d+ tokens, counted by the API/),
    );
    await workbench.screenshot('count-exactly');
    assert.deepEqual(paths(before), [COUNT]);
  });
});
