// What can be done with a turn, in a real browser: edit, regenerate, flip through versions, copy, delete and undo; and
// that nothing typed is lost on the way.
import assert from 'node:assert/strict';
import type { HostEvent } from '../../src/protocol.ts';
import type { PanelPage } from '../support/panel/panelPage.ts';
import { STATUS, claude, state, user } from '../support/panel/scenes.ts';
import { withBrowser } from './withBrowser.ts';

const CHAT = state([
  user('u1', 'First question'),
  claude('c1', { outcome: 'done', text: 'First *answer*' }),
  user('u2', 'Second question'),
  claude('c2', { outcome: 'done', text: 'Second answer' }),
]);

describe('a turn', () => {
  const open = withBrowser();
  const started = async (event: HostEvent = CHAT, options = {}) => {
    const panel = await open(options);
    await panel.post(event);
    await panel.drawn();
    const button = (turn: string, name: string) =>
      panel.page.locator(`#${turn}`).getByRole('button', { name, exact: true });
    const editor = panel.page.getByRole('textbox', { name: 'Edit message' });
    return { panel, page: panel.page, button, editor };
  };
  const focused = (panel: PanelPage) =>
    panel.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName);

  it('is edited in its place, by keyboard alone, and gone on with as a branch', async () => {
    const { panel, page, button, editor } = await started();
    await button('u1', 'Edit message').focus();
    await page.keyboard.press('Enter');
    assert.equal(await editor.inputValue(), 'First question');
    await page.keyboard.type(', in other words');
    await page.keyboard.press('Enter');
    const sent = await panel.waitForPost('edit');
    assert.deepEqual([sent.turnId, sent.text], ['u1', 'First question, in other words']);
    assert.ok(await page.getByRole('button', { name: 'Send edited message' }).isDisabled());
    await page.keyboard.press('Enter');
    await panel.post(
      { type: 'accepted', sendId: sent.sendId },
      {
        type: 'branch',
        after: null,
        turns: [
          user('u3', 'First question, in other words', { state: 'pending', versions: ['u1', 'u3'] }),
          claude('c3', { phase: 'waiting' }),
        ],
      },
    );
    await page.getByText('2/2').waitFor();
    assert.deepEqual(await page.getByRole('article').evaluateAll((all) => all.map(({ id }) => id)), ['u3', 'c3']);
    assert.equal((await panel.posted()).filter(({ type }) => type === 'edit').length, 1);
  });

  it('keeps what was typed in its editor: after Escape, a refusal, a snapshot, and a page that was thrown away', async () => {
    const { panel, page, button, editor } = await started();
    await button('u1', 'Edit message').click();
    await editor.fill('half a tho');
    await page.keyboard.press('Escape');
    assert.equal(await editor.count(), 0);
    assert.equal(await focused(panel), 'Edit message');
    await page.keyboard.press('Enter');
    assert.equal(await editor.inputValue(), 'half a tho');

    await editor.press('Enter');
    const { sendId } = await panel.waitForPost('edit');
    const notice = { severity: 'error', title: 'No key.', steps: [] } as const;
    await panel.post({ type: 'notAccepted', sendId, notice });
    await page.getByText('No key.').waitFor();
    await editor.fill('half a thought');
    await panel.post(CHAT);
    await panel.drawn();
    assert.equal(await editor.inputValue(), 'half a thought');

    const again = await started(CHAT, { saved: await panel.saved() });
    assert.equal(await again.editor.inputValue(), 'half a thought');
    const long = 'A long one. '.repeat(10_000);
    await again.editor.fill(long);
    const third = await started(CHAT, { saved: await again.panel.saved() });
    assert.equal(await third.editor.inputValue(), long);
  });

  it('is edited without a pause, however long it is or becomes by a paste', async () => {
    const long = 'A word. '.repeat(50_000);
    const { button, editor } = await started(state([user('u1', 'Short'), user('u2', long)]));
    const wraps = () => editor.evaluate((area: HTMLTextAreaElement) => [area.wrap, area.classList.contains('large')]);
    await button('u2', 'Edit message').click();
    assert.deepEqual(await wraps(), ['off', true]);
    await editor.press('Escape');
    await button('u1', 'Edit message').click();
    assert.deepEqual(await wraps(), ['soft', false]);
    await editor.evaluate((area, text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true }));
    }, long);
    assert.deepEqual(await wraps(), ['off', true], 'before it is laid out');
  });

  it('is not sent by Enter while an input method composes, nor closed by its Escape', async () => {
    const { panel, button, editor } = await started();
    await button('u1', 'Edit message').click();
    await editor.evaluate((area) => {
      for (const key of ['Enter', 'Escape']) {
        const event = { key, bubbles: true, cancelable: true };
        area.dispatchEvent(new KeyboardEvent('keydown', { ...event, isComposing: true }));
        area.dispatchEvent(new KeyboardEvent('keydown', { ...event, keyCode: 229 }));
      }
    });
    assert.equal(await editor.count(), 1);
    await panel.post({ type: 'status', status: { ...STATUS, sendWith: 'ctrlEnter' } });
    await panel.drawn();
    await editor.press('Enter');
    assert.equal((await panel.posted()).filter(({ type }) => type === 'edit').length, 0);
    await editor.press('Control+Enter');
    await panel.waitForPost('edit');
  });

  it('that failed goes back into an empty composer, and is edited in its place where text stands there', async () => {
    const notice = { severity: 'error', title: 'No.', steps: ['tryAgain', 'edit', 'drop'] } as const;
    const failed = state([user('u1', 'Typo', { state: 'failed' }), claude('c1', { outcome: 'broken', notice })]);
    const { panel, page, editor } = await started(failed);
    const edit = page.getByRole('alert').getByRole('button', { name: 'Edit message', exact: true });
    await page.getByRole('textbox', { name: 'Message Claude' }).fill('something else');
    await edit.click();
    assert.equal(await editor.inputValue(), 'Typo');
    assert.equal(await page.getByRole('textbox', { name: 'Message Claude' }).inputValue(), 'something else');
    await page.keyboard.press('Escape');
    await page.getByRole('textbox', { name: 'Message Claude' }).fill('');
    await edit.click();
    assert.deepEqual(await panel.waitForPost('step'), { type: 'step', step: 'edit', turnId: 'c1' });
  });

  it('is regenerated, with another model too, and copied as Markdown', async () => {
    const { panel, button } = await started();
    await button('c1', 'Copy answer').click();
    assert.equal((await panel.waitForPost('copy')).text, 'First *answer*');
    await button('u2', 'Copy message').click();
    assert.equal((await panel.waitForPost('copy', 2)).text, 'Second question');
    await button('c1', 'Regenerate').click();
    assert.deepEqual(await panel.waitForPost('regenerate'), { type: 'regenerate', turnId: 'c1', pick: false });
    await button('c2', 'Regenerate with another model').click();
    assert.deepEqual(await panel.waitForPost('regenerate', 2), { type: 'regenerate', turnId: 'c2', pick: true });
  });

  it('shows which version it is and what sets it apart; flipping keeps the focus and the place', async () => {
    const version = (id: string, effort: string) =>
      claude(id, { outcome: 'done', text: id, model: 'claude-opus-5-5', effort, versions: ['c1', 'c2', 'c3'] });
    const long = Array.from({ length: 60 }, (_, index) => `Paragraph ${index}.`).join('\n\n');
    const before = [user('u0', 'Q'), claude('c0', { outcome: 'done', text: long }), user('u1', 'Q1')];
    const behind = [user('u2', 'Q2'), claude('c9', { outcome: 'done', text: long })];
    const { panel, page, button } = await started(state([...before, version('c2', 'high'), ...behind]));
    await page.getByRole('group', { name: 'Version 2 of 3' }).getByText('opus-5-5 · high').waitFor();
    await button('c2', 'Next version').focus();
    const top = () => page.locator('.versions').evaluate((group) => group.getBoundingClientRect().top);
    const at = await top();
    await page.keyboard.press('Enter');
    assert.deepEqual(await panel.waitForPost('showVersion'), { type: 'showVersion', turnId: 'c3' });
    await panel.post({ type: 'branch', after: 'u1', turns: [version('c3', 'max'), ...behind] });
    await page.getByRole('group', { name: 'Version 3 of 3' }).waitFor();
    await panel.drawn();
    assert.equal(await focused(panel), 'Previous version', 'there is no next one');
    assert.equal(Math.round(await top()), Math.round(at));
    await page.keyboard.press('Enter');
    assert.equal((await panel.waitForPost('showVersion', 2)).turnId, 'c2');
  });

  it('is deleted with a line in its place, and comes back by Undo where it stood', async () => {
    const { panel, page, button } = await started();
    await button('u1', 'Delete message').click();
    assert.deepEqual(await panel.waitForPost('delete'), { type: 'delete', turnId: 'u1' });
    const turn = (more: object): HostEvent => ({ type: 'turn', turn: user('u1', 'First question', more) });
    const reply = (more: object): HostEvent => ({
      type: 'turn',
      turn: claude('c1', { outcome: 'done', text: 'First *answer*', ...more }),
    });
    await panel.post(turn({ deleted: 'self' }), reply({ deleted: 'question' }));
    await page.getByText('Message and answer deleted').waitFor();
    await page.getByText('First answer').waitFor({ state: 'detached' });
    assert.equal(await page.getByRole('article').count(), 2);
    assert.notEqual(await focused(panel), 'BODY');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    assert.deepEqual(await panel.waitForPost('restore'), { type: 'restore', turnId: 'u1' });
    await panel.post(turn({}), reply({}));
    await page.getByText('First answer').waitFor();
    assert.deepEqual(await page.getByRole('article').evaluateAll((all) => all.map(({ id }) => id)), [
      'u1',
      'c1',
      'u2',
      'c2',
    ]);
  });

  it('waits with all of that while an answer comes, and says so', async () => {
    const { panel, page, button, editor } = await started();
    await panel.post({ type: 'turn', turn: user('u3', 'Q', { state: 'pending' }) });
    await panel.post({ type: 'turn', turn: claude('c3', { phase: 'writing', text: 'x' }) });
    await panel.drawn();
    await button('c1', 'Regenerate').click();
    await button('u1', 'Delete message').click();
    await button('u1', 'Edit message').click();
    await editor.fill('kept');
    await editor.press('Enter');
    await page.getByText('Claude is still answering.').waitFor();
    const types = new Set((await panel.posted()).map(({ type }) => type));
    for (const type of ['regenerate', 'delete', 'edit'] as const) assert.ok(!types.has(type), type);
    assert.equal(await editor.inputValue(), 'kept');
    // Escape in the editor is meant for the editor; outside of it, for the answer.
    await editor.press('Escape');
    assert.ok(!types.has('stop'));
    await page.keyboard.press('Escape');
    await panel.waitForPost('stop');
  });

  it('are laid out for a very long text before they are edited: afterwards would take the browser seconds', async () => {
    const panel = await open();
    await panel.post(state([user('u1', 'A line.\n'.repeat(30_000)), claude('c1', { outcome: 'done', text: 'Hi' })]));
    await panel.page.evaluate(() => {
      const own = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!;
      Object.defineProperty(HTMLTextAreaElement.prototype, 'value', {
        ...own,
        set(this: HTMLTextAreaElement, value: string) {
          document.body.dataset['direction'] = this.dir;
          own.set!.call(this, value);
        },
      });
    });
    await panel.page.getByRole('button', { name: 'Edit message' }).first().press('Enter');
    await panel.page.getByRole('textbox', { name: 'Edit message' }).waitFor();
    assert.equal(await panel.page.evaluate(() => document.body.dataset['direction']), 'ltr');
  });
});
