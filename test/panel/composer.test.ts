// The composer in a real browser: what sends, what does not, and that no typed text is ever lost.
import assert from 'node:assert/strict';
import { STATUS, claude, state, user } from '../support/panel/scenes.ts';
import { withBrowser } from './withBrowser.ts';

const count = (posted: readonly { type: string }[], type: string): number =>
  posted.filter((each) => each.type === type).length;

describe('the composer', () => {
  const open = withBrowser();
  const started = async (options = {}) => {
    const panel = await open(options);
    await panel.post(state([]));
    const text = panel.page.getByRole('textbox', { name: 'Message Claude' });
    const send = panel.page.getByRole('button', { name: 'Send', exact: true });
    return { panel, text, send, page: panel.page };
  };

  it('sends by Enter, shows progress at once, and lets go of the text only when it is safe', async () => {
    const { panel, text, send, page } = await started();
    await text.fill('Hello');
    await text.press('Enter');
    await text.press('Enter');
    const sent = await panel.waitForPost('send');
    assert.equal(sent.text, 'Hello');
    assert.equal(await page.getByRole('status').filter({ visible: true }).textContent(), 'Waiting for Claude…');
    assert.equal(await text.inputValue(), 'Hello');
    assert.equal(await send.isDisabled(), true);
    await text.press('End');
    await text.pressSequentially(' and more');
    await panel.post({ type: 'accepted', sendId: sent.sendId });
    await page.waitForFunction(() => document.querySelector('textarea')?.value === ' and more');
    assert.equal(count(await panel.posted(), 'send'), 1);
    assert.equal((await panel.waitForPost('draft')).text, ' and more');
  });

  it('keeps the text of a message that was not taken, and says why', async () => {
    const { panel, text, page } = await started();
    await text.fill('Hello');
    await text.press('Enter');
    const { sendId } = await panel.waitForPost('send');
    const notice = { severity: 'error', title: 'A reply is still coming in.', steps: [] } as const;
    await panel.post({ type: 'notAccepted', sendId, notice });
    await page.getByRole('alert').waitFor();
    assert.equal(await text.inputValue(), 'Hello');
    await text.press('Enter');
    assert.notEqual((await panel.waitForPost('send', 2)).sendId, sendId);
  });

  it('sends nothing that is empty, blank, or still being composed', async () => {
    const { panel, text, send, page } = await started();
    assert.equal(await send.isDisabled(), true);
    await text.fill('  \n ');
    await text.press('Enter');
    assert.equal(await send.isDisabled(), true);
    await text.fill('にほん');
    await text.evaluate((area) => {
      const enter = { key: 'Enter', bubbles: true, cancelable: true };
      area.dispatchEvent(new KeyboardEvent('keydown', { ...enter, isComposing: true }));
      area.dispatchEvent(new KeyboardEvent('keydown', { ...enter, keyCode: 229 }));
    });
    assert.equal(count(await panel.posted(), 'send'), 0);
    await page.keyboard.press('Shift+Enter');
    assert.equal(await text.inputValue(), 'にほん\n');
    assert.equal(count(await panel.posted(), 'send'), 0);
  });

  it('leaves Enter to the text where Ctrl+Enter sends', async () => {
    const { panel, text } = await started();
    await panel.post({ type: 'status', status: { ...STATUS, sendWith: 'ctrlEnter' } });
    await text.fill('a');
    await panel.drawn();
    await text.press('Enter');
    assert.equal(await text.inputValue(), 'a\n');
    await text.press('Control+Enter');
    assert.equal((await panel.waitForPost('send')).text, 'a\n');
  });

  it('keeps each chat’s draft to itself', async () => {
    const { panel, text, page } = await started();
    await text.fill('for the first chat');
    await panel.post(state([], { chatId: 'chat-2', draft: 'of the second' }));
    await page.waitForFunction(() => document.querySelector('textarea')?.value === 'of the second');
    const draft = await panel.waitForPost('draft');
    assert.deepEqual(draft, { type: 'draft', text: 'for the first chat', chatId: 'chat-1' });
  });

  it('gives back what the host had not heard of, and takes the host’s word for the rest', async () => {
    const unheard = await open({ saved: { chatId: 'chat-1', draft: 'half a wo', posted: false } });
    await unheard.post(state([], { draft: 'half' }));
    await unheard.drawn();
    assert.equal(await unheard.page.locator('textarea').inputValue(), 'half a wo');
    const heard = await open({ saved: { chatId: 'chat-1', draft: 'old', posted: true } });
    await heard.post(state([], { draft: 'newer' }));
    await heard.drawn();
    assert.equal(await heard.page.locator('textarea').inputValue(), 'newer');
  });

  it('stays empty once the user has emptied it, though the host has not heard of it yet', async () => {
    const { panel, text } = await started();
    await text.fill('Not this');
    assert.equal((await panel.waitForPost('draft')).text, 'Not this');
    await text.fill('');
    await panel.post(state([], { draft: 'Not this' }));
    assert.equal((await panel.waitForPost('draft', 2)).text, '');
    assert.equal(await text.inputValue(), '');
  });

  it('is laid out for a very long draft before it holds that: afterwards would take the browser half a minute', async () => {
    const { panel, text } = await started();
    const direction = await text.evaluateHandle((area) => {
      const own = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!;
      const seen = { dir: '' };
      Object.defineProperty(area, 'value', {
        ...own,
        set(value: string) {
          seen.dir = (area as HTMLTextAreaElement).dir;
          own.set!.call(area, value);
        },
      });
      return seen;
    });
    await panel.post(state([], { chatId: 'chat-2', draft: 'A line.\n'.repeat(30_000) }));
    assert.equal((await text.inputValue()).length, 240_000);
    assert.equal(await direction.evaluate(({ dir }) => dir), 'ltr');
  });

  it('clears a sent message whose acceptance was lost with the page that sent it', async () => {
    const panel = await open({ saved: { chatId: 'chat-1', draft: 'Hello', held: { sendId: 's9', text: 'Hello' } } });
    await panel.post(state([user('u1', 'Hello')], { acceptedSendId: 's9' }));
    await panel.drawn();
    assert.equal(await panel.page.locator('textarea').inputValue(), '');
  });

  it('is filled by the host only where nothing was typed, and focused only when asked', async () => {
    const { panel, text, page } = await started();
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
    await panel.post({ type: 'draft', text: 'from a command' }, { type: 'focus' });
    await page.waitForFunction(() => document.activeElement?.id === 'message');
    assert.equal(await text.inputValue(), 'from a command');
    await text.press('End');
    await text.pressSequentially('!');
    await panel.post({ type: 'draft', text: 'another' });
    await panel.drawn();
    assert.equal(await text.inputValue(), 'from a command!');
  });

  it('stops by the button, and by Escape, only while a reply streams', async () => {
    const { panel, text, page } = await started();
    await text.press('Escape');
    await panel.post(state([user('u1', 'x'), claude('c1', { phase: 'writing', text: 'y' })]));
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await panel.waitForPost('stop');
    await text.press('Escape');
    await panel.waitForPost('stop', 2);
    await panel.post({ type: 'change', turnId: 'c1', change: { phase: 'ended', outcome: 'stopped' } });
    await page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'hidden' });
    await text.press('Escape');
    assert.equal(count(await panel.posted(), 'stop'), 2);
  });
});
