// Messages that wait above the composer: what is said of them, and that taking one back loses nothing.
import assert from 'node:assert/strict';
import { CHIPS, claude, state, user } from '../support/panel/scenes.ts';
import { withBrowser } from './withBrowser.ts';

const QUEUE = [
  { id: 'q1', text: 'And with one byte?', waits: true },
  { id: 'q2', text: 'Then the test.', waits: false },
];

describe('the queue', () => {
  const open = withBrowser();
  const started = async () => {
    const panel = await open();
    await panel.post(state([user('u1', 'x'), claude('c1', { phase: 'writing', text: 'y' })], { queue: QUEUE }));
    await panel.drawn();
    const list = panel.page.getByRole('list', { name: 'Queued messages' });
    const button = (name: string, at = 0) => list.getByRole('button', { name, exact: true }).nth(at);
    return { panel, page: panel.page, list, button, text: panel.page.getByRole('textbox', { name: 'Message Claude' }) };
  };

  it('shows what waits and what only the user can send', async () => {
    const { panel, list, button } = await started();
    assert.equal(await list.getByRole('listitem').count(), 2);
    assert.equal(await button('Send queued message').count(), 1);
    await button('Send queued message').click();
    assert.deepEqual(await panel.waitForPost('sendQueued'), { type: 'sendQueued', turnId: 'q2' });
    await button('Remove queued message').click();
    assert.deepEqual(await panel.waitForPost('unqueue'), { type: 'unqueue', turnId: 'q1', back: false });
    await panel.post({ type: 'queue', messages: [] });
    await list.waitFor({ state: 'hidden' });
  });

  it('gives a message back into the composer, in front of what stands there, before it leaves the queue', async () => {
    const { panel, button, text, page } = await started();
    await text.fill('half a thought');
    await button('Edit queued message').focus();
    await page.keyboard.press('Enter');
    assert.equal(await text.inputValue(), 'And with one byte?\n\nhalf a thought');
    await panel.waitForPost('unqueue');
    const posted = (await panel.posted()).filter(({ type }) => type === 'draft' || type === 'unqueue');
    assert.deepEqual(posted.at(-1), { type: 'unqueue', turnId: 'q1', back: true });
    const draft = posted.at(-2);
    assert.equal(draft?.type === 'draft' && draft.text, 'And with one byte?\n\nhalf a thought');
    await panel.post({ type: 'queue', messages: QUEUE.slice(1) });
    await panel.drawn();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'message');
  });

  it('shows what is attached to a message, also to one without a word, and opens it', async () => {
    const { panel, page, list, button, text } = await started();
    await panel.post({
      type: 'queue',
      messages: [
        { ...QUEUE[0]!, context: CHIPS.slice(0, 2) },
        { id: 'q9', text: '', waits: true, context: [CHIPS[3]!] },
      ],
    });
    await panel.drawn();
    const chips = (at: number) => list.getByRole('listitem').nth(at).getByRole('group', { name: 'Sent along' });
    assert.equal(await chips(0).getByRole('button').count(), 2);
    await chips(0)
      .getByRole('button', { name: /^src\// })
      .press('Enter');
    assert.deepEqual(await panel.waitForPost('openContext'), { type: 'openContext', id: 'k2', turnId: 'q1' });
    assert.match((await chips(1).textContent()) ?? '', /^Screenshot/);
    await text.fill('half a thought');
    await button('Edit queued message', 1).click();
    assert.equal(await text.inputValue(), 'half a thought');
    assert.ok(await page.locator('#queue').evaluate((each) => each.scrollWidth <= each.clientWidth));
  });

  it('takes a message without moving what the reader looks at', async () => {
    const { panel, text, page } = await started();
    await text.fill('One more');
    await text.press('Enter');
    const { sendId } = await panel.waitForPost('send');
    assert.equal(await page.locator('#progress').textContent(), '');
    await panel.post(
      { type: 'accepted', sendId },
      { type: 'queue', messages: [...QUEUE, { id: 'q3', text: 'One more', waits: true }] },
    );
    await page.getByText('One more').waitFor();
    assert.equal(await text.inputValue(), '');
    await page.locator('#announcer').getByText('Queued').waitFor({ state: 'attached' });
  });
});
