// Code blocks in a real browser: their buttons, what fits into a narrow panel, and the bar of a long block.
import assert from 'node:assert/strict';
import { claude, state } from '../support/panel/scenes.ts';
import { withBrowser } from './withBrowser.ts';

const fence = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\`\n`;
const answered = (text: string) => state([claude('c1', { outcome: 'done', text })]);

describe('code blocks', () => {
  const open = withBrowser();

  it('are applied to the file only when they are whole', async () => {
    const panel = await open();
    const code = '```ts\nlet a;\n';
    await panel.post(state([claude('c1', { phase: 'writing', text: code })]));
    const apply = panel.page.getByRole('button', { name: 'Apply to file', exact: true });
    await apply.waitFor();
    assert.ok(await apply.isDisabled());
    await panel.post({ type: 'delta', turnId: 'c1', channel: 'text', at: code.length, text: '```\n' });
    await apply.click();
    assert.deepEqual(await panel.waitForPost('applyToFile'), { type: 'applyToFile', text: 'let a;', language: 'ts' });
  });

  it('hand their code to a new file and to the terminal, with their language', async () => {
    const panel = await open();
    await panel.post(answered(fence('sh', 'npm ci\nnpm test')));
    const bar = panel.page.getByRole('toolbar', { name: 'Code actions' });
    await bar.getByRole('button', { name: 'Open in new file' }).click();
    assert.deepEqual(await panel.waitForPost('newFile'), { type: 'newFile', text: 'npm ci\nnpm test', language: 'sh' });
    await bar.getByRole('button', { name: 'Put into terminal' }).click();
    assert.equal((await panel.waitForPost('putInTerminal')).text, 'npm ci\nnpm test');
  });

  it('are used by keyboard: one stop, arrows, Enter, and a focus that can be seen', async () => {
    const panel = await open();
    const { page } = panel;
    await panel.post(answered(fence('ts', 'let a;')));
    const bar = page.getByRole('toolbar', { name: 'Code actions' });
    await bar.getByRole('button').first().focus();
    await page.keyboard.press('ArrowRight');
    const insert = bar.getByRole('button', { name: 'Insert at cursor', exact: true });
    assert.ok(await insert.evaluate((each) => each.matches(':focus-visible')));
    assert.notEqual(await insert.evaluate((each) => getComputedStyle(each).outlineStyle), 'none');
    await page.keyboard.press('Enter');
    await panel.waitForPost('insertAtCursor');
    await page.keyboard.press('Tab');
    assert.ok(await page.locator('pre').evaluate((each) => each === document.activeElement));
  });

  it('scroll sideways while they come, by wheel and by key, and stay where they were scrolled to', async () => {
    const panel = await open();
    const { page } = panel;
    const code = `\`\`\`ts\nconst wide = '${'x'.repeat(500)}';\n`;
    await panel.post(state([claude('c1', { phase: 'writing', text: code })]));
    const pre = page.locator('pre');
    const left = (): Promise<number> => pre.evaluate((each) => each.scrollLeft);
    const scrolledTo = async (act: () => Promise<void>): Promise<number> => {
      // What handles the wheel beside the page's thread knows that the block can be scrolled once that is drawn.
      await panel.drawn();
      const scrolled = await pre.evaluateHandle((each) => ({
        ended: new Promise<void>((resolve) => each.addEventListener('scrollend', () => resolve(), { once: true })),
      }));
      await act();
      await scrolled.evaluate(({ ended }) => ended);
      return left();
    };
    await pre.hover();
    const byWheel = await scrolledTo(() => page.mouse.wheel(100, 0));
    assert.ok(byWheel > 0);
    await page.mouse.move(2, 2);
    await panel.post({ type: 'delta', turnId: 'c1', channel: 'text', at: code.length, text: 'let a;\n' });
    assert.equal(await left(), byWheel);
    await pre.focus();
    const byKey = await scrolledTo(() => page.keyboard.press('ArrowRight'));
    assert.ok(byKey > byWheel);
    await page.locator('#message').focus();
    await panel.post({ type: 'delta', turnId: 'c1', channel: 'text', at: code.length + 7, text: '```\n' });
    assert.equal(await left(), byKey);
    await panel.post({ type: 'change', turnId: 'c1', change: { phase: 'ended', outcome: 'done' } });
    await page.locator('.turn.done pre').waitFor();
    assert.equal(await left(), byKey);
  });

  it('are as high with a bar to scroll by as without', async () => {
    const panel = await open();
    const { page } = panel;
    const text = `${fence('ts', 'let a;')}\n\n${fence('ts', `let a${'x'.repeat(500)};`)}`;
    await panel.post(state([claude('c1', { phase: 'writing', text })]));
    const heights = async (): Promise<readonly number[]> => {
      await panel.drawn();
      return page.locator('pre').evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
    };
    const [one, other] = await heights();
    assert.equal(one, other);
    const bar = await page.evaluate(() => {
      const pre = document.querySelector('pre')!;
      return pre.offsetHeight - pre.clientHeight;
    });
    assert.ok(bar > 0);
    for (const pre of await page.locator('pre').all()) {
      await pre.hover();
      assert.deepEqual(await heights(), [one, one]);
    }
    await page.mouse.move(2, 2);
    await panel.post({ type: 'change', turnId: 'c1', change: { phase: 'ended', outcome: 'done' } });
    assert.deepEqual(await heights(), [one, one]);
  });

  it('keep their bar in view while a long block scrolls by', async () => {
    const panel = await open({ height: 500 });
    const { page } = panel;
    await panel.post(answered(`${fence('ts', 'let a;\n'.repeat(200))}\n\nThe end.`));
    await panel.drawn();
    const [bar, view] = [page.getByRole('toolbar', { name: 'Code actions' }), page.locator('#viewport')];
    for (const part of [0.3, 0.6]) {
      await view.evaluate((each, to) => each.scrollTo(0, each.scrollHeight * to), part);
      await panel.drawn();
      const gap = await bar.evaluate(
        (each) => each.getBoundingClientRect().top - each.closest('#viewport')!.getBoundingClientRect().top,
      );
      assert.ok(gap >= 0 && gap < 12, `${gap}`);
    }
  });

  it('keep it in view while the answer comes, too, for the pointer and the keyboard', async () => {
    const panel = await open({ height: 500 });
    const { page } = panel;
    const text = `${fence('ts', 'let a;\n'.repeat(200))}\n\nAnd`;
    await panel.post(state([claude('c1', { phase: 'writing', text })]));
    await page.mouse.move(2, 2);
    await page.locator('#viewport').evaluate((each) => each.scrollTo(0, each.scrollHeight * 0.6));
    await panel.drawn();
    const bar = page.getByRole('toolbar', { name: 'Code actions' });
    const inView = (): Promise<boolean> =>
      bar.evaluate((each) => {
        const top = each.getBoundingClientRect().top - each.closest('#viewport')!.getBoundingClientRect().top;
        return top >= 0 && top < 12;
      });
    assert.equal(await inView(), false);
    await page.mouse.move(200, 250);
    assert.equal(await inView(), true);
    await page.mouse.move(2, 2);
    assert.equal(await inView(), false);
    await page.locator('pre').evaluate((each) => each.focus({ preventScroll: true }));
    assert.equal(await inView(), true);
    await page.locator('#message').focus();
    await panel.post({ type: 'change', turnId: 'c1', change: { phase: 'ended', outcome: 'done' } });
    await panel.drawn();
    assert.equal(await inView(), true);
  });

  it('fit into 250 pixels with all their buttons, however long the language’s name', async () => {
    const panel = await open({ width: 250 });
    await panel.post(answered(fence('bash-with-a-very-long-name-that-nobody-expects', 'x') + fence('bash', 'ls')));
    const bars = await panel.page.getByRole('toolbar', { name: 'Code actions' }).all();
    assert.equal(await bars[1]!.getByRole('button').count(), 6);
    for (const bar of bars) {
      const [frame, last] = [await bar.boundingBox(), await bar.getByRole('button').last().boundingBox()];
      assert.ok(last!.x + last!.width <= frame!.x + frame!.width && last!.width >= 20);
    }
  });

  it('scroll a line of 10,000 columns inside, and wrap it when asked to', async () => {
    const panel = await open({ width: 250 });
    const { page } = panel;
    await panel.post(answered(fence('json', `{"a": "${'0123456789'.repeat(1000)}"}`)));
    await page.locator('.string').first().waitFor();
    const widths = () => page.locator('pre').evaluate((pre) => [pre.scrollWidth, pre.clientWidth]);
    const [inside = 0, outside = 0] = await widths();
    assert.ok(inside > 20_000 && outside < 250, `${inside} in ${outside}`);
    assert.ok(await page.locator('#viewport').evaluate((view) => view.scrollWidth <= view.clientWidth));
    await page.getByRole('button', { name: 'Wrap lines' }).click();
    const [wrapped, room] = await widths();
    assert.equal(wrapped, room);
  });
});
