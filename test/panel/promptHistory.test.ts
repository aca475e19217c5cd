// Earlier prompts by the arrow keys: they come and go, the draft stays, and input methods have their keys to themselves.
import assert from 'node:assert/strict';
import { state } from '../support/panel/scenes.ts';
import { withBrowser } from './withBrowser.ts';

const PROMPTS = ['The newest', 'The one before\nin two lines', 'The oldest'];

describe('earlier prompts', () => {
  const open = withBrowser();
  const started = async (draft = '', options = {}) => {
    const panel = await open(options);
    await panel.post(state([], { draft }));
    await panel.drawn();
    const text = panel.page.getByRole('textbox', { name: 'Message Claude' });
    await text.focus();
    let asked = 0;
    /** The first Up asks the host, which answers. */
    const up = async () => {
      await text.press('ArrowUp');
      const waits = (await panel.posted()).filter(({ type }) => type === 'prompts').length;
      if (waits > asked) await panel.post({ type: 'prompts', prompts: PROMPTS });
      asked = waits;
      await panel.drawn();
    };
    return { panel, page: panel.page, text, up };
  };

  it('come by Up, older ones by more of it, and go by Down', async () => {
    const { text, up } = await started();
    await up();
    assert.equal(await text.inputValue(), PROMPTS[0]);
    await up();
    assert.equal(await text.inputValue(), PROMPTS[1]);
    // Within its lines the arrows are the text's own.
    await text.press('ArrowDown');
    assert.equal(await text.inputValue(), PROMPTS[1]);
    await text.press('ArrowUp');
    await up();
    await up();
    assert.equal(await text.inputValue(), PROMPTS[2], 'there is none before');
    await text.press('ArrowDown');
    await text.press('ArrowDown');
    assert.equal(await text.inputValue(), PROMPTS[0]);
    await text.press('ArrowDown');
    assert.equal(await text.inputValue(), '');
  });

  it('leave the draft as it was: by Down, by sending what was recalled, and in a page that was thrown away', async () => {
    const { panel, text, up } = await started('my draft');
    await text.press('End');
    await up();
    assert.equal(await text.inputValue(), 'my draft', 'not at its start');
    await text.press('Home');
    await up();
    assert.equal(await text.inputValue(), PROMPTS[0]);
    await text.press('ArrowDown');
    assert.equal(await text.inputValue(), 'my draft');
    await text.press('Home');
    await up();
    const again = await started(PROMPTS[0], { saved: await panel.saved() });
    await again.text.press('Enter');
    const { sendId } = await again.panel.waitForPost('send');
    await again.panel.post({ type: 'accepted', sendId });
    await again.page.waitForFunction(() => document.querySelector('textarea')?.value === 'my draft');
  });

  it('never take the place of a prompt that was changed, and leave the arrows to an input method', async () => {
    const { panel, text, up } = await started('my draft');
    await text.press('Home');
    await up();
    await text.pressSequentially('Changed: ');
    await text.press('Home');
    await up();
    assert.equal(await text.inputValue(), `Changed: ${PROMPTS[0]}`);
    const other = await started();
    await other.text.evaluate((area) =>
      area.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', isComposing: true, bubbles: true })),
    );
    assert.ok(!(await other.panel.posted()).some(({ type }) => type === 'prompts'));
    // Of another chat: this one gets its draft back.
    const third = await started('of the first chat');
    await third.text.press('Home');
    await third.up();
    await third.panel.post(state([], { chatId: 'chat-2', draft: 'of the second' }));
    await third.page.waitForFunction(() => document.querySelector('textarea')?.value === 'of the second');
    assert.deepEqual(await third.panel.waitForPost('draft'), {
      type: 'draft',
      text: 'of the first chat',
      chatId: 'chat-1',
    });
    assert.ok(panel.failures.length === 0);
  });

  it('lose no draft that stood there before a prompt which was changed, whatever chat comes next', async () => {
    const { panel, text, up } = await started('my draft');
    await text.press('Home');
    await up();
    await text.pressSequentially('Changed: ');
    await panel.post(state([], { chatId: 'chat-2', draft: 'of the second' }));
    await panel.page.waitForFunction(() => document.querySelector('textarea')?.value === 'of the second');
    const posted = (await panel.posted()).filter((message) => message.type === 'draft').at(-1);
    assert.deepEqual(posted, {
      type: 'draft',
      text: `my draft\n\nChanged: ${PROMPTS[0]}`,
      chatId: 'chat-1',
    });
  });

  it('give the draft back to an emptied composer by Down, also in a page that was thrown away', async () => {
    const { panel, text, up } = await started('my draft');
    await text.press('Home');
    await up();
    const again = await started(PROMPTS[0], { saved: await panel.saved() });
    await again.text.fill('');
    await again.text.press('ArrowDown');
    assert.equal(await again.text.inputValue(), 'my draft');
  });
});
