// The empty chat: ways to begin that follow the editor in their places, the chats of before, and the way to a key.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { PanelContext } from '../../src/panelState.ts';
import type { HostEvent } from '../../src/protocol.ts';
import { state, STATUS, user } from '../support/panel/scenes.ts';
import { withBrowser } from './withBrowser.ts';

const withFile = (more: Partial<NonNullable<PanelContext['openFile']>>): HostEvent => ({
  type: 'context',
  context: { chips: [], openFile: { label: 'sum.ts', detail: 'src/sum.ts', tokens: 12, on: false, ...more } },
});
const RECENT: HostEvent = {
  type: 'recentChats',
  chats: [
    { id: 'r1', title: 'The loop that never ends', when: 'yesterday' },
    { id: 'r2', title: 'Tides', when: '2 weeks ago' },
  ],
};

describe('an empty chat', () => {
  const open = withBrowser();
  const started = async (...events: readonly HostEvent[]) => {
    const panel = await open();
    await panel.post(...(events.length > 0 ? events : [state([])]));
    await panel.drawn();
    return { panel, page: panel.page };
  };
  const ideas = (page: Page) => page.getByRole('group', { name: 'Ideas to begin with' }).getByRole('button');
  const places = (page: Page) =>
    ideas(page).evaluateAll((all) => all.map((each) => JSON.stringify(each.getBoundingClientRect())));
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

  it('offers to begin with the open file or what is selected in it, and leaves it to the host', async () => {
    const { panel, page } = await started(state([]), withFile({}));
    assert.deepEqual(await ideas(page).allTextContents(), [
      'Explain sum.ts',
      'Find bugs in sum.ts',
      'Write tests for sum.ts',
    ]);
    await panel.post(withFile({ selection: 'sum.ts:3–8' }));
    await page.getByRole('button', { name: 'Find bugs in sum.ts:3–8', exact: true }).press('Enter');
    assert.deepEqual(await panel.waitForPost('begin'), { type: 'begin', idea: 'fix' });
    assert.equal(await page.locator('#message').inputValue(), '');
  });

  it('follows the editor without moving, without losing the focus, and without a word', async () => {
    const { panel, page } = await started(state([]), withFile({}));
    const before = await places(page);
    await ideas(page).nth(1).focus();
    for (const next of [{ selection: 'sum.ts:3' }, { label: `${'endless'.repeat(40)}.ts` }, { label: 'مرحبا.ts' }]) {
      await panel.post(withFile(next));
      await panel.drawn();
      assert.deepEqual(await places(page), before);
    }
    assert.equal(await focused(page), 'Find bugs in مرحبا.ts');
    await panel.post({ type: 'context', context: { chips: [] } });
    await panel.drawn();
    assert.equal(await focused(page), 'What does this error mean?');
    assert.deepEqual(await places(page), before);
    assert.equal(await page.locator('#announcer').textContent(), '');
    assert.equal(await page.locator('#welcome [aria-live], #welcome [role="status"]').count(), 0);
  });

  it('puts a beginning into the composer where no file is open', async () => {
    const { page } = await started();
    await ideas(page).first().click();
    assert.equal(await page.locator('#message').inputValue(), 'Explain this code:\n');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'message');
  });

  it('shows the chats of before, below what stays in its place, and opens them by key', async () => {
    const { panel, page } = await started();
    await panel.waitForPost('recentChats');
    const before = await places(page);
    await panel.post(RECENT);
    await page.getByRole('heading', { name: 'Recent chats' }).waitFor();
    assert.deepEqual(await places(page), before);
    await ideas(page).last().focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.deepEqual(await panel.waitForPost('openChat'), { type: 'openChat', id: 'r1' });
    await page.getByRole('button', { name: 'All chats…' }).click();
    assert.deepEqual(await panel.waitForPost('openChat', 2), { type: 'openChat' });
    await panel.post({ type: 'recentChats', chats: [] });
    await panel.drawn();
    assert.equal(await page.getByRole('heading', { name: 'Recent chats' }).count(), 0);
  });

  it('asks for them only while it is empty', async () => {
    const { panel } = await started(state([user('u1', 'Hello')]));
    assert.ok((await panel.posted()).every(({ type }) => type !== 'recentChats'));
  });

  it('leads to a key where there is none, and to where keys are made', async () => {
    const keysAt = 'https://platform.claude.com/settings/keys';
    const { panel, page } = await started(state([], { status: { ...STATUS, key: 'none', keysAt } }));
    await page.getByRole('button', { name: 'Set API Key' }).click();
    assert.deepEqual(await panel.waitForPost('step'), { type: 'step', step: 'setApiKey' });
    await page.getByRole('button', { name: 'Get an API key' }).click();
    assert.deepEqual(await panel.waitForPost('openLink'), { type: 'openLink', href: keysAt });
    await page.getByRole('button', { name: 'Take the tour' }).click();
    assert.deepEqual(await panel.waitForPost('step', 2), { type: 'step', step: 'openWalkthrough' });
  });

  it('says of a rehearsal that it is one', async () => {
    const { page } = await started(state([], { status: { ...STATUS, key: 'rehearsal' } }));
    assert.match((await page.locator('#welcome .head').textContent()) ?? '', /stand-in on this machine/);
    assert.equal(await page.getByRole('button', { name: 'Get an API key' }).count(), 0);
  });
});
