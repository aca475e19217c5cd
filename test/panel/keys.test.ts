// The panel by keyboard alone, in a real browser: from turn to turn, and the list of keys.
import assert from 'node:assert/strict';
import { claude, state, user } from '../support/panel/scenes.ts';
import { withBrowser } from './withBrowser.ts';

const turns = [
  user('u1', 'First'),
  claude('c1', { outcome: 'done', text: 'One.\n\n'.repeat(60) }),
  user('u2', 'Second'),
  claude('c2', { outcome: 'done', text: 'Two.' }),
];

describe('the keys', () => {
  const open = withBrowser();

  it('go from turn to turn, with a focus that can be seen, and back to the composer', async () => {
    const panel = await open({ height: 500 });
    const { page } = panel;
    await panel.post(state(turns));
    await panel.drawn();
    const focused = () => page.evaluate(() => document.activeElement?.id);
    await page.locator('textarea').focus();
    for (const [key, id] of [
      ['ArrowUp', 'c2'],
      ['ArrowUp', 'u2'],
      ['ArrowUp', 'c1'],
      ['ArrowUp', 'u1'],
      ['ArrowUp', 'u1'],
      ['ArrowDown', 'c1'],
      ['ArrowDown', 'u2'],
      ['ArrowDown', 'c2'],
      ['ArrowDown', 'message'],
    ] as const) {
      await page.keyboard.press(`Control+${key}`);
      await panel.drawn();
      assert.equal(await focused(), id);
      const focus = await page.evaluate(() => {
        const element = document.activeElement!;
        const [box, view] = [element, document.querySelector('#viewport')!].map((each) => each.getBoundingClientRect());
        const seen = box!.top < view!.bottom && box!.bottom > view!.top;
        return { seen: seen || element.id === 'message', outline: getComputedStyle(element).outlineStyle };
      });
      assert.ok(focus.seen && (id === 'message' || focus.outline === 'solid'), `${id}: ${JSON.stringify(focus)}`);
    }
  });

  it('are listed by ?, but not while somebody types one', async () => {
    const panel = await open();
    const { page } = panel;
    await panel.post(state([claude('c1', { phase: 'writing', text: 'x' })]));
    const composer = page.locator('textarea');
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await composer.pressSequentially('why?');
    assert.equal(await composer.inputValue(), 'why?');
    assert.equal(await dialog.count(), 0);
    await composer.fill('');
    await composer.press('?');
    await dialog.waitFor();
    assert.ok((await dialog.locator('kbd').count()) > 8);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.equal((await panel.posted()).filter(({ type }) => type === 'stop').length, 0);
    assert.ok(await composer.evaluate((each) => each === document.activeElement));
    assert.equal(await composer.inputValue(), '');
  });
});
