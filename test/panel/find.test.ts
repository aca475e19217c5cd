// Find in the open chat, in a real browser: over everything in it, without changing it, by keyboard alone.
import assert from 'node:assert/strict';
import type { PanelPage } from '../support/panel/panelPage.ts';
import { claude, state, user } from '../support/panel/scenes.ts';
import { withBrowser } from './withBrowser.ts';

const done = (id: string, text: string, thinking = '') => claude(id, { outcome: 'done', text, thinking });
const painted = (panel: PanelPage) =>
  panel.page.evaluate(() => ({
    all: ['found', 'found-current'].reduce((sum, name) => sum + (CSS.highlights.get(name)?.size ?? 0), 0),
    current: [...(CSS.highlights.get('found-current') ?? [])].map((range) => {
      const live = document.createRange();
      live.setStart(range.startContainer, range.startOffset);
      live.setEnd(range.endContainer, range.endOffset);
      const box = live.getBoundingClientRect();
      return { text: live.toString(), top: box.top, bottom: box.bottom, left: box.left, height: box.height };
    })[0],
  }));

describe('find', () => {
  const open = withBrowser();
  const finding = async (panel: PanelPage, text: string, count: string) => {
    await panel.page.keyboard.press('Control+f');
    const input = panel.page.getByRole('textbox', { name: 'Find in chat' });
    await input.fill(text);
    await panel.page.locator('#find .count').getByText(count, { exact: true }).waitFor();
    return input;
  };

  it('finds in messages, thoughts, answers and code, across the marks of Markdown', async () => {
    const panel = await open();
    await panel.post(
      state([
        user('u1', 'A red herring?'),
        done(
          'c1',
          'A **red** _herring_, and\nred\nherring.\n\n```ts\nred(herring);\n```\n\nred\n\nherring',
          'Red herring',
        ),
      ]),
    );
    await finding(panel, 'red herring', '1 of 4');
    assert.equal((await painted(panel)).all, 4);
    assert.equal((await painted(panel)).current?.text, 'red herring');
    await panel.page.locator('#find input').fill('red(');
    await panel.page.locator('#find .count').getByText('1 of 1', { exact: true }).waitFor();
    await panel.page.getByRole('button', { name: 'Match case' }).click();
    await finding(panel, 'Red', '1 of 1');
    await finding(panel, 'nowhere', 'No results');
    assert.equal((await painted(panel)).all, 0);
  });

  it('goes back and forth by Enter, F3 and Ctrl+G, says where it is, and gives the focus back', async () => {
    const panel = await open();
    const { page } = panel;
    await panel.post(state([done('c1', 'one two one two one')]));
    await page.locator('textarea').focus();
    const input = await finding(panel, 'one', '1 of 3');
    const count = page.locator('#find .count');
    for (const [key, at] of [
      ['Enter', 2],
      ['F3', 3],
      ['Control+g', 1],
      ['Shift+Enter', 3],
      ['Shift+F3', 2],
    ] as const) {
      await page.keyboard.press(key);
      await count.getByText(`${at} of 3`, { exact: true }).waitFor();
    }
    await page.locator('#announcer').getByText('Match 2 of 3').last().waitFor({ state: 'attached' });
    assert.ok(await input.evaluate((each) => each === document.activeElement));
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('#find').count(), 0);
    assert.equal((await painted(panel)).all, 0);
    assert.ok(await page.locator('textarea').evaluate((each) => each === document.activeElement));
  });

  it('does not stop the answer by its Escape', async () => {
    const panel = await open();
    await panel.post(state([claude('c1', { phase: 'writing', text: 'word' })]));
    await finding(panel, 'word', '1 of 1');
    await panel.page.keyboard.press('Escape');
    assert.equal((await panel.posted()).filter(({ type }) => type === 'stop').length, 0);
  });

  it('opens a thought that is folded, and a long message, where the match is in it', async () => {
    const panel = await open();
    const long = `${'Lorem ipsum. '.repeat(2000)}needle at the end`;
    await panel.post(state([user('u1', long), done('c1', 'An answer.', 'A hidden needle.')]));
    await panel.page.getByText('An answer.').waitFor();
    assert.equal(await panel.page.getByText('A hidden needle.').isVisible(), false);
    await finding(panel, 'hidden needle', '1 of 1');
    await panel.page.getByText('A hidden needle.').waitFor();
    await finding(panel, 'needle at', '1 of 1');
    await panel.page.getByText('needle at the end').waitFor();
    await panel.drawn();
    const { current } = await painted(panel);
    assert.ok(current && current.top > 0 && current.bottom < 700, JSON.stringify(current));
  });

  it('reaches every turn of a long chat, and every column of a long line', async () => {
    const panel = await open({ height: 500 });
    const filler = 'Some words that nobody looks for.\n\n'.repeat(30);
    const turns = Array.from({ length: 60 }, (_, index) => done(`c${index}`, `${filler}mark ${index}.`));
    const line = `\`\`\`\n${'x'.repeat(3000)}target${'y'.repeat(3000)}\n\`\`\``;
    await panel.post(state([...turns, done('code', line)]));
    await panel.page.waitForFunction(() => document.querySelector('#c0 p') !== null);
    for (const wanted of ['mark 0.', 'mark 31.', 'target']) {
      await finding(panel, wanted, '1 of 1');
      await panel.page.waitForFunction(() => {
        const range = [...CSS.highlights.get('found-current')!][0]!;
        const live = document.createRange();
        live.setStart(range.startContainer, range.startOffset);
        live.setEnd(range.endContainer, range.endOffset);
        const box = live.getBoundingClientRect();
        return box.height > 0 && box.top > 44 && box.bottom < 500 && box.left >= 0 && box.right <= 400;
      });
    }
  });

  it('goes on with what streams in meanwhile, and stays where it is', async () => {
    const panel = await open();
    await panel.post(state([claude('c1', { phase: 'writing', text: 'word one' })]));
    await finding(panel, 'word', '1 of 1');
    await panel.post({ type: 'delta', turnId: 'c1', channel: 'text', at: 8, text: ' and word two' });
    await panel.page.locator('#find .count').getByText('1 of 2', { exact: true }).waitFor();
  });

  it('reaches every column of code that still streams in', async () => {
    const panel = await open();
    const text = `\`\`\`\n${'x'.repeat(3000)}target${'y'.repeat(3000)}\n`;
    await panel.post(state([claude('c1', { phase: 'writing', text })]));
    await finding(panel, 'target', '1 of 1');
    const inView = async (): Promise<void> => {
      await panel.drawn();
      const { left } = (await painted(panel)).current!;
      assert.ok(left > 0 && left < 400, `at ${left}`);
    };
    await inView();
    await panel.post({ type: 'delta', turnId: 'c1', channel: 'text', at: text.length, text: 'more\n' });
    await inView();
  });

  it('looks for what is selected, and moves nothing by opening', async () => {
    const panel = await open();
    const { page } = panel;
    await panel.post(state([done('c1', 'some pick words and pick again')]));
    await page.getByText('some pick words').waitFor();
    const place = () => page.locator('#c1').evaluate((turn) => turn.getBoundingClientRect().top);
    const before = await place();
    await page.evaluate(() => {
      const text = document.querySelector('#c1 p')!.firstChild!;
      document.getSelection()!.setBaseAndExtent(text, 5, text, 9);
    });
    await page.locator('#conversation').focus();
    await page.keyboard.press('Control+f');
    await page.locator('#find .count').getByText('1 of 2', { exact: true }).waitFor();
    assert.equal(await page.locator('#find input').inputValue(), 'pick');
    assert.equal(await place(), before);
  });

  it('finds what has come since it was closed', async () => {
    const panel = await open();
    await panel.post(state([claude('c1', { phase: 'writing', text: 'Once' })]));
    await finding(panel, 'once', '1 of 1');
    await panel.page.keyboard.press('Escape');
    await panel.post({ type: 'delta', turnId: 'c1', channel: 'text', at: 4, text: ' and once more' });
    await panel.page.getByText('and once more').waitFor();
    await finding(panel, 'once', '1 of 2');
  });

  it('shows what it found in words of code as in a sentence', async () => {
    const panel = await open();
    await panel.post(state([user('u1', 'How?'), done('c1', 'As a `const`:\n\n```ts\nconst a = 1;\n```')]));
    await panel.page.locator('.row > .keyword').waitFor();
    await finding(panel, 'const', '1 of 2');
    const colors = await panel.page.evaluate(() =>
      ['p > code', '.row > .keyword'].map((selector) =>
        ['found', 'found-current'].map(
          (name) => getComputedStyle(document.querySelector(selector)!, `::highlight(${name})`).backgroundColor,
        ),
      ),
    );
    assert.deepEqual(colors[0], colors[1]);
    assert.equal(new Set(colors.flat()).size, 2);
    assert.ok(!colors.flat().includes('rgba(0, 0, 0, 0)'), String(colors));
  });

  it('marks the one match that is meant, and no other, where forced colours would make all alike', async () => {
    const panel = await open({ forcedColors: true });
    await panel.post(state([user('u1', 'Tides'), done('c1', 'tides, and tides')]));
    await finding(panel, 'tides', '1 of 3');
    const { all, current } = await painted(panel);
    assert.deepEqual([all, current?.text], [1, 'Tides']);
  });
});
