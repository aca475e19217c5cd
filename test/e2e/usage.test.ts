// Every cent shown: status bar, its tooltip, the Usage view, budgets and the rate limit, in a real VS Code by keyboard.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { ChatPage } from '../support/chatPage.ts';
import { useSession } from '../support/e2eSuite.ts';
import { answer } from '../support/standin/answer.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { saveAs } from '../support/workbench/fileDialog.ts';
import { ALL_THEMES, until, type Workbench } from '../support/workbench/workbench.ts';

/** A thousand in and a hundred out of Sonnet 5.5: $0.003. */
const USAGE = { input_tokens: 1000, output_tokens: 100 };
const itemOf = (workbench: Workbench): Locator => workbench.page.locator('[id*="sidestream.usage"]');
const shows = (locator: Locator, pattern: RegExp): Promise<void> =>
  until(`${pattern}`, async () => assert.match(await locator.innerText(), pattern));

describe('Usage', () => {
  let standIn: StandIn;
  let chat: ChatPage;
  const session = useSession(async () => {
    standIn = await startStandIn();
    return { standIn };
  });

  let asked = 0;
  const ask = async (text: string): Promise<void> => {
    standIn.queue(answer({ text: 'Counted.', usage: USAGE }));
    asked++;
    await chat.send(text);
    await chat.waitForEnd();
  };
  /** What all that was asked so far has cost. */
  const spent = () => new RegExp(`\\$${(asked * 0.003).toFixed(4).replace('.', '\\.')}`);
  const showUsage = async (): Promise<Frame> => {
    await session().workbench.runCommand('Sidestream: Show Usage');
    return session().workbench.frameWith('#usage');
  };

  it('shows today’s tokens and cost in the status bar, and breaks them down in its tooltip', async () => {
    const { workbench } = session();
    chat = await ChatPage.open(workbench);
    await ask('First');
    await shows(itemOf(workbench), /1\.1k · \$0\.0030/);
    await itemOf(workbench).hover();
    const tooltip = workbench.page.locator('.monaco-hover:visible');
    await shows(tooltip, /Today\s+1,100\s+\$0\.0030[^]*This chat\s+1,100\s+\$0\.0030[^]*claude-sonnet-5-5/);
    await workbench.screenshot('usage-tooltip');
    await workbench.page.keyboard.press('Escape');
  });

  it('opens the Usage view by a click on it, with figures that follow what is spent', async () => {
    const { workbench } = session();
    chat = await ChatPage.open(workbench);
    await ask('Before the view');
    await itemOf(workbench).click();
    const view = await workbench.frameWith('#usage');
    await shows(view.locator('.figures'), spent());
    await shows(view.locator('#report'), /By chat[^]*Before the view/);
    await ask('Second');
    await shows(view.locator('.figures'), spent());
    for (const theme of ALL_THEMES) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`usage-view-${theme}`);
    }
    await workbench.setTheme('dark');
  });

  it('writes what the view shows as CSV to disk', async () => {
    const { workbench, folder } = session();
    chat = await ChatPage.open(workbench);
    await ask('In the file');
    const view = await showUsage();
    await shows(view.locator('.figures'), spent());
    await view.getByRole('button', { name: 'Export CSV…' }).press('Enter');
    const path = join(folder, 'spent.csv');
    await saveAs(workbench, 'Export usage', path);
    await until('the file is there', async () => {
      const [head, ...rows] = (await readFile(path, 'utf8')).trimEnd().split('\n');
      assert.match(head ?? '', /^time,kind,chat,model,.*cost/);
      assert.deepEqual(
        rows.map((row) => /,chat,.*claude-sonnet-5-5,.*0\.003/.test(row)),
        Array.from({ length: asked }, () => true),
      );
    });
  });

  it('brings its tab back after the window was reloaded, and follows what is spent', async () => {
    const { workbench } = session();
    await showUsage();
    await workbench.reload();
    const again = await workbench.frameWith('#usage');
    await shows(again.locator('.figures'), spent());
    chat = await ChatPage.open(workbench);
    await ask('After the reload');
    await shows(again.locator('.figures'), spent());
    // Asked for again it is the same tab.
    await workbench.runCommand('Sidestream: Show Usage');
    await until('it has the focus', async () => assert.ok(await again.evaluate(() => document.hasFocus())));
    assert.equal(await workbench.page.getByRole('tab', { name: 'Usage' }).count(), 1);
    await workbench.runCommand('View: Close All Editors');
  });

  it('tells before the model’s window overflows, and goes on in a new chat that begins with a summary', async () => {
    const { workbench } = session();
    chat = await ChatPage.open(workbench);
    standIn.queue(answer({ text: 'A long story.', usage: { input_tokens: 870_000, output_tokens: 10 } }));
    await chat.send('Tell a long story');
    await chat.waitForEnd();
    await chat.button('Context: 870,010 of 1,000,000 tokens, 87 %').waitFor();
    await chat.frame.getByText('This chat fills 87 % of what the model can read.').waitFor();
    await workbench.screenshot('context-near');
    standIn.queue(answer({ text: 'It was a long story.', usage: USAGE }));
    await chat.button('Start anew with a summary').press('Enter');
    await until('the new chat has the summary in its composer', async () => {
      assert.match(await chat.composer.inputValue(), /It was a long story\./);
      assert.equal(await chat.turns.count(), 0);
    });
  });

  it('forgets the oldest half when asked to, and keeps it in view', async () => {
    chat = await ChatPage.open(session().workbench);
    await ask('The first of two');
    standIn.queue(answer({ text: 'Full.', usage: { input_tokens: 900_000, output_tokens: 10 } }));
    await chat.send('The second of two');
    await chat.waitForEnd();
    await chat.button('Forget the oldest half').press('Enter');
    await until('the meter has fallen', async () => {
      const said = await chat.frame.locator('#meter').getAttribute('aria-label');
      assert.match(said ?? '', /, 0 %$/);
    });
    await ask('The third');
    const sent = JSON.stringify(standIn.messages.at(-1)?.body.messages);
    assert.match(sent, /The third/);
    assert.doesNotMatch(sent, /The first of two/);
    assert.equal(await chat.turns.count(), 6);
  });

  it('shows what a model costs, reads and can, before one chooses it', async () => {
    const { workbench } = session();
    await workbench.runCommand('Sidestream: Select Model…');
    const list = workbench.page.locator('.quick-input-list');
    await shows(list, /\$2 in, \$10 out per M tokens/);
    await shows(list, /reads 1M · writes 128k · effort low, medium, high/);
    await workbench.screenshot('models');
    await workbench.page.keyboard.press('Escape');
  });

  it('asks at a budget that is used up, sends nothing without a yes, and cuts nothing', async () => {
    const { workbench } = session();
    chat = await ChatPage.open(workbench);
    await ask('Enough');
    await workbench.changeSettings({ 'sidestream.budget.perDayUsd': 0.002 });
    chat = await ChatPage.open(workbench);
    const before = standIn.requests.length;
    const dialog = workbench.page.getByRole('dialog').filter({ hasText: 'budget of $0.0020 is used up' });
    await chat.composer.fill('Over the budget');
    await chat.composer.press('Enter');
    await dialog.waitFor();
    await workbench.screenshot('usage-budget');
    await workbench.page.keyboard.press('Escape');
    await chat.frame.getByText('Not sent: your budget is used up.').waitFor();
    assert.equal(await chat.composer.inputValue(), 'Over the budget');
    assert.equal(standIn.requests.length, before);
    standIn.queue(answer({ text: 'Gone over.', usage: USAGE }));
    await chat.composer.press('Enter');
    await dialog.getByRole('button', { name: 'Send Anyway' }).click();
    await chat.reply.getByText('Gone over.').waitFor();
  });

  it('keeps to the user’s own rate limit, and says when the next request is allowed', async () => {
    const { workbench } = session();
    await workbench.changeSettings({
      'sidestream.budget.perDayUsd': 0,
      'sidestream.rateLimit.requestsPerMinute': 2,
    });
    chat = await ChatPage.open(workbench);
    await ask('The first of this minute');
    standIn.queue(answer('one, two, three'));
    await workbench.runCommand('Sidestream: Test Connection');
    await workbench.page.locator('.notification-toast', { hasText: 'too short to tell' }).waitFor();
    const before = standIn.requests.length;
    await chat.composer.fill('One too many');
    await chat.composer.press('Enter');
    await chat.frame.getByText(/The next is allowed at \d/).waitFor();
    assert.equal(standIn.requests.length, before);
    assert.equal(await chat.composer.inputValue(), 'One too many');
  });
});
