// What goes along with a message, on the page: chips, completion, long pastes and images, by keyboard and mouse.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { parsePageMessage } from '../../src/pageMessage.ts';
import type { Suggestion } from '../../src/panelState.ts';
import { CHIPS, state, user } from '../support/panel/scenes.ts';
import { withBrowser } from './withBrowser.ts';

const OPEN_FILE = { label: 'tide.ts', detail: 'src/tide.ts', tokens: 120, on: false };
const SUGGESTIONS: readonly Suggestion[] = [
  { id: 's1', kind: 'selection', label: '@selection', detail: 'tide.ts:3–8', insert: '@selection ' },
  { id: 's2', kind: 'file', label: '@file:', detail: 'A file of the workspace', insert: '@file:', asksOn: true },
  { id: 's3', kind: 'file', label: 'beach.ts', detail: 'src/beach.ts', insert: '@beach.ts ' },
];

/** Puts files on the clipboard of a paste, or drops them. */
const give = (page: Page, how: 'paste' | 'drop', files: readonly { name: string; type: string; base64: string }[]) =>
  page.evaluate(
    ([kind, all]) => {
      const data = new DataTransfer();
      for (const { name, type, base64 } of all) {
        data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }));
      }
      const init = { bubbles: true, cancelable: true };
      const event =
        kind === 'paste'
          ? new ClipboardEvent('paste', { ...init, clipboardData: data })
          : new DragEvent('drop', { ...init, dataTransfer: data });
      document.querySelector('textarea')?.dispatchEvent(event);
    },
    [how, files] as const,
  );

/** An image of the page's own making. */
const picture = (page: Page, width: number, height: number, type: string): Promise<string> =>
  page.evaluate(
    async ([w, h, mime]) => {
      const canvas = new OffscreenCanvas(w, h);
      const context = canvas.getContext('2d')!;
      context.fillStyle = 'teal';
      context.fillRect(0, 0, w / 2, h);
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: mime })).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    [width, height, type] as const,
  );

describe('what goes along', () => {
  const open = withBrowser();
  const started = async (more = {}) => {
    const panel = await open();
    await panel.post(state([], { context: { chips: CHIPS, openFile: OPEN_FILE }, ...more }));
    await panel.drawn();
    const text = panel.page.getByRole('textbox', { name: 'Message Claude' });
    return { panel, text, page: panel.page };
  };

  it('is shown as chips with sizes, which open, and go away by mouse and by key', async () => {
    const { panel, page } = await started();
    const row = page.getByRole('group', { name: 'Goes along with the message' });
    assert.equal(await row.getByRole('button', { name: 'tide.ts:3–8 84 tokens' }).count(), 1);
    await row.getByRole('button', { name: 'tide.ts:3–8 84 tokens' }).click();
    assert.deepEqual(await panel.waitForPost('openContext'), { type: 'openContext', id: 'k1' });
    await row.getByRole('button', { name: 'Remove src/' }).click();
    assert.deepEqual(await panel.waitForPost('detach'), { type: 'detach', id: 'k2' });
    await row.getByRole('button', { name: /^Pasted/ }).focus();
    await page.keyboard.press('Delete');
    assert.deepEqual(await panel.waitForPost('detach', 2), { type: 'detach', id: 'k3' });
    await panel.post({
      type: 'context',
      context: { chips: CHIPS.filter(({ id }) => id !== 'k3'), openFile: OPEN_FILE },
    });
    await page.waitForFunction(() => document.activeElement?.textContent?.startsWith('Screenshot'));
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'message');
  });

  it('holds the open file back until the user says so', async () => {
    const { panel, page } = await started();
    const toggle = page.getByRole('button', { name: 'Open file: tide.ts' });
    assert.equal(await toggle.getAttribute('aria-pressed'), 'false');
    await toggle.press('Enter');
    assert.deepEqual(await panel.waitForPost('withOpenFile'), { type: 'withOpenFile', on: true });
    await panel.post({ type: 'context', context: { chips: [], openFile: { ...OPEN_FILE, on: true } } });
    await page.locator('.open-file[aria-pressed=true]').waitFor();
  });

  it('completes a mention by keyboard, while the focus stays in the text', async () => {
    const { panel, text, page } = await started();
    await text.pressSequentially('Explain @');
    const { request, text: typed } = await panel.waitForPost('suggest');
    assert.equal(typed, '@');
    await panel.post({ type: 'suggestions', request, items: SUGGESTIONS });
    const list = page.getByRole('listbox', { name: 'Suggestions' });
    await list.waitFor();
    const active = () => page.evaluate(() => document.querySelector('textarea')?.getAttribute('aria-activedescendant'));
    const named = async () => page.locator(`#${await active()}`).textContent();
    assert.match((await named()) ?? '', /^@selection/);
    await text.press('ArrowUp');
    assert.match((await named()) ?? '', /^beach\.ts/);
    await text.press('Enter');
    assert.equal(await text.inputValue(), 'Explain @beach.ts ');
    assert.deepEqual(await panel.waitForPost('attach'), { type: 'attach', id: 's3' });
    assert.equal(await list.isHidden(), true);
    assert.equal((await panel.posted()).filter(({ type }) => type === 'send').length, 0);
    await text.press('Control+z');
    assert.match(await text.inputValue(), /^Explain @?$/);
  });

  it('asks on behind a word that stands for many, and by the mouse too', async () => {
    const { panel, text, page } = await started();
    await text.pressSequentially('@fi');
    await panel.waitForPost('suggest', 3);
    await panel.post({ type: 'suggestions', request: 3, items: SUGGESTIONS });
    await page.getByRole('option', { name: /^@file:/ }).click();
    assert.equal(await text.inputValue(), '@file:');
    assert.equal((await panel.waitForPost('suggest', 4)).text, '@file:');
    assert.equal((await panel.posted()).filter(({ type }) => type === 'attach').length, 0);
  });

  it('leaves Enter, Escape and late answers alone once the list is closed', async () => {
    const { panel, text, page } = await started();
    await text.pressSequentially('@b');
    await panel.waitForPost('suggest', 2);
    await panel.post({ type: 'suggestions', request: 1, items: SUGGESTIONS });
    await panel.drawn();
    assert.equal(await page.getByRole('listbox').isHidden(), true, 'an answer to what was asked before');
    await panel.post({ type: 'suggestions', request: 2, items: SUGGESTIONS });
    await page.getByRole('listbox').waitFor();
    await text.press('Escape');
    assert.equal(await page.getByRole('listbox').isHidden(), true);
    assert.equal((await panel.posted()).filter(({ type }) => type === 'stop').length, 0);
    await text.press('Enter');
    assert.equal((await panel.waitForPost('send')).text, '@b');
  });

  it('asks for nothing while a word is composed', async () => {
    const { panel, text } = await started();
    await text.evaluate((area: HTMLTextAreaElement) => {
      area.value = '@に';
      area.setSelectionRange(2, 2);
      area.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    });
    await panel.drawn();
    assert.equal((await panel.posted()).filter(({ type }) => type === 'suggest').length, 0);
    await text.dispatchEvent('compositionend');
    assert.equal((await panel.waitForPost('suggest')).text, '@に');
  });

  it('makes a chip of a paste of 5 MB without a pause, and text of it again by undo', async () => {
    const { panel, text, page } = await started();
    await text.focus();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(() => navigator.clipboard.writeText('All work and no play, says this line.\n'.repeat(140_000)));
    const begun = performance.now();
    await page.keyboard.press('Control+v');
    const pasted = await panel.waitForPost('paste');
    await panel.drawn();
    console.log(`      5 MB pasted: ${Math.round(performance.now() - begun)} ms to the next frame`);
    assert.equal(pasted.text.length, 38 * 140_000);
    assert.equal(await text.inputValue(), '');
    await page.keyboard.press('Control+z');
    assert.deepEqual(await panel.waitForPost('unpaste'), { type: 'unpaste', id: pasted.id });
    await panel.post({ type: 'insert', text: 'back again' });
    await page.waitForFunction(() => document.querySelector('textarea')?.value === 'back again');
  });

  it('refuses a paste that is longer than any message, in words', async () => {
    const { panel, page, text } = await started();
    await text.evaluate((area) => {
      const data = new DataTransfer();
      data.setData('text/plain', 'x'.repeat(8_000_001));
      area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true }));
    });
    await page.getByText('This message is too long to send.').waitFor();
    assert.ok(!(await panel.posted()).some(({ type }) => type === 'paste'));
    assert.equal(await page.locator('#announcer').textContent(), '');
  });

  it('shrinks a pasted image to what the API takes, without what else was in the file', async () => {
    const { panel, text, page } = await started();
    await text.focus();
    await give(page, 'paste', [
      { name: 'big.png', type: 'image/png', base64: await picture(page, 4000, 1000, 'image/png') },
    ]);
    const { image } = await panel.waitForPost('image');
    assert.deepEqual([image.width, image.height, image.mediaType, image.label], [1568, 392, 'image/png', 'big.png']);
    assert.ok(parsePageMessage({ type: 'image', image }), 'the host takes it');
    assert.match(image.thumb, /^data:image\/webp/);
  });

  it('says what is wrong with an image that is none, is broken, is too large, or moves', async () => {
    const { panel, text, page } = await started();
    await text.focus();
    const notices = page.locator('#notices');
    await give(page, 'paste', [{ name: 'words.png', type: 'image/png', base64: btoa('only words') }]);
    await notices.getByText(/words\.png is no image/).waitFor();
    const good = await picture(page, 40, 40, 'image/png');
    await give(page, 'drop', [{ name: 'half.png', type: 'image/png', base64: btoa(atob(good).slice(0, 60)) }]);
    await notices.getByText(/half\.png cannot be shown/).waitFor();
    // Larger than a page has room for; it is not read, so it may hold anything.
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(50_000_001)], 'poster.png', { type: 'image/png' }));
      document.querySelector('textarea')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }));
    });
    await notices.getByText('poster.png is too large to read here (50.0 MB).').waitFor();
    const control = atob('Ifk='); // two extensions that make frames of a GIF
    const gif = `GIF89a\u0001\u0000\u0001\u0000\u0080\u0000\u0000\u0000\u0000\u0000\u00ff\u00ff\u00ff${`${control}\u0004\u0001\u000a\u0000\u0000\u0000,\u0000\u0000\u0000\u0000\u0001\u0000\u0001\u0000\u0000\u0002\u0002D\u0001\u0000`.repeat(2)};`;
    await give(page, 'drop', [{ name: 'moves.gif', type: 'image/gif', base64: btoa(gif) }]);
    await notices.getByText(/moves\.gif, which moves/).waitFor();
    assert.equal((await panel.posted()).filter(({ type }) => type === 'image').length, 1);
  });

  it('takes a photograph under a wrong name for what it is, and one that the host has read', async () => {
    const { panel, page } = await started();
    const jpeg = await picture(page, 300, 200, 'image/jpeg');
    await panel.post({ type: 'shrink', label: 'photo.png', data: jpeg });
    const { image } = await panel.waitForPost('image');
    assert.deepEqual([image.width, image.height], [300, 200]);
  });

  it('is sent by itself if it is an image, and by a message that it began', async () => {
    const { panel, text, page } = await started();
    const send = page.getByRole('button', { name: 'Send', exact: true });
    await panel.post({ type: 'context', context: { chips: CHIPS.slice(0, 3) } });
    await panel.drawn();
    assert.ok(await send.isDisabled(), 'files alone ask nothing');
    await panel.post({ type: 'context', context: { chips: CHIPS } });
    await panel.drawn();
    assert.ok(await send.isEnabled());
    await text.press('Enter');
    const { sendId, ...sent } = await panel.waitForPost('send');
    assert.deepEqual(sent, { type: 'send', text: '' });
    assert.ok(await send.isDisabled(), 'not twice');
    const turn = user('u1', '', { context: [CHIPS[3]!] });
    await panel.post({ type: 'context', context: { chips: [] } }, { type: 'turn', turn }, { type: 'accepted', sendId });
    const article = page.getByRole('article', { name: 'You: Screenshot 2026-11-21 at a very long name.png' });
    await article.waitFor();
    assert.ok(await article.locator('.bubble').isHidden());
    assert.ok(await send.isDisabled());
    await article.getByRole('button', { name: 'Edit message' }).press('Enter');
    await page.getByRole('textbox', { name: 'Edit message' }).press('Enter');
    assert.equal((await panel.waitForPost('edit')).text, '');
  });

  it('hands dropped files of the editor to the host, by their addresses', async () => {
    const { panel, page } = await started();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/uri-list', '# a comment\r\nfile:///project/a.ts\r\nfile:///project/b.ts');
      document.querySelector('#panel')?.dispatchEvent(new DragEvent('drop', { bubbles: true, dataTransfer: data }));
    });
    assert.deepEqual((await panel.waitForPost('drop')).uris, ['file:///project/a.ts', 'file:///project/b.ts']);
  });

  it('shows the request, and asks the host for more to attach', async () => {
    const { panel, text, page } = await started();
    await text.fill('Half a question');
    await page.getByRole('button', { name: 'Show what is sent' }).press('Enter');
    assert.equal((await panel.waitForPost('showRequest')).text, 'Half a question');
    await page.getByRole('button', { name: 'Add to chat' }).press('Enter');
    await panel.waitForPost('addContext');
  });

  it('opens what was sent along from its turn', async () => {
    const { panel, page } = await started();
    await panel.post(state([{ role: 'user', id: 'u1', at: 0, text: 'Look', state: 'sent', context: CHIPS }]));
    await page
      .getByRole('group', { name: 'Sent along' })
      .getByRole('button', { name: /^src\// })
      .click();
    assert.deepEqual(await panel.waitForPost('openContext'), { type: 'openContext', id: 'k2', turnId: 'u1' });
  });
});
