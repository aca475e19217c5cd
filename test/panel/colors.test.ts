// Colours of code in a long chat: only where the reader may come soon, and there before they come.
import assert from 'node:assert/strict';
import type { PanelPage } from '../support/panel/panelPage.ts';
import { claude, state, user } from '../support/panel/scenes.ts';
import { withBrowser } from './withBrowser.ts';

const COUNT = 40;
const code = (index: number): string => `\`\`\`ts\nconst here = ${index};\n\`\`\``;
const TURNS = Array.from({ length: COUNT }, (_, index) => [
  user(`u${index}`, `Question ${index}?`),
  claude(`c${index}`, { outcome: 'done', text: `Again and again.\n\n${code(index)}\n\n`.repeat(8) }),
]).flat();

describe('colours of code in a long chat', () => {
  const open = withBrowser();

  async function opened(): Promise<PanelPage> {
    const panel = await open({ height: 500 });
    await panel.post(state(TURNS));
    await panel.page.waitForFunction(
      () =>
        document.querySelector('.undrawn') === null &&
        document.querySelectorAll('.group.far').length > 3 &&
        [...document.querySelectorAll('.group:not(.far) .row')].every((row) => row.querySelector('.keyword')),
    );
    return panel;
  }

  const colored = ({ page }: PanelPage, turn: string): Promise<number> => page.locator(`#${turn} .row > span`).count();

  /** Turns the wheel up to the turn. */
  async function wheelTo({ page }: PanelPage, turn: string, step: number): Promise<void> {
    await page.mouse.move(200, 200);
    for (;;) {
      const top = await page.locator(`#${turn}`).evaluate((each) => each.getBoundingClientRect().top);
      if (top > 0) return;
      await page.mouse.wheel(0, step);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    }
  }

  it('are not there where it is far away, and go when it is far again', async () => {
    const panel = await opened();
    assert.equal(await colored(panel, 'c0'), 0);
    assert.ok((await colored(panel, `c${COUNT - 1}`)) > 0);
    await wheelTo(panel, 'c5', -800);
    await panel.page.locator('#c5 .keyword').first().waitFor();
    await panel.page.waitForFunction((last) => !document.querySelector(`#c${last} .row > span`), COUNT - 1);
    assert.equal(
      await panel.page
        .locator(`#c${COUNT - 1} .row`)
        .first()
        .textContent(),
      `const here = ${COUNT - 1};\n`,
    );
    await panel.page.locator('#viewport').evaluate((view) => view.scrollTo(0, view.scrollHeight));
    await panel.page
      .locator(`#c${COUNT - 1} .keyword`)
      .first()
      .waitFor();
  });

  it('are there half a view before the wheel brings the code there', async () => {
    const panel = await opened();
    await panel.page.evaluate(() => {
      const plain = new Set<string>();
      const look = (): void => {
        for (const turn of document.querySelectorAll('article.claude')) {
          const { top, bottom } = turn.getBoundingClientRect();
          const comes = bottom > -250 && top < 750;
          if (comes && turn.querySelector('.row > .keyword') === null) plain.add(turn.id);
        }
        document.body.dataset['plain'] = [...plain].join(' ');
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await wheelTo(panel, 'c3', -300);
    assert.equal(await panel.page.locator('body').getAttribute('data-plain'), '');
  });

  it('stay where something is selected, so that it stays selected', async () => {
    const panel = await opened();
    const last = panel.page.locator(`#c${COUNT - 1} .row`).last();
    await last.locator('.number').dblclick();
    const selected = (): Promise<string> => panel.page.evaluate(() => String(document.getSelection()));
    const before = await selected();
    assert.match(before, /39/);
    await wheelTo(panel, 'c5', -800);
    // The other code of its turn has lost its colours.
    await panel.page.waitForFunction(
      (turn) => document.querySelectorAll(`#${turn} .keyword`).length === 1,
      `c${COUNT - 1}`,
    );
    assert.equal(await selected(), before);
  });

  it('leave what find has marked marked when they come', async () => {
    const panel = await opened();
    await panel.page.keyboard.press('Control+f');
    assert.equal(await colored(panel, 'c2'), 0);
    await panel.page.getByRole('textbox', { name: 'Find in chat' }).fill('here = 2;');
    const frames = await panel.page.evaluate(async () => {
      /** Between the layout of the next frame and its paint. */
      const painting = (): Promise<void> =>
        new Promise((done) => {
          requestAnimationFrame(() =>
            new ResizeObserver((_, observer) => {
              observer.disconnect();
              done();
            }).observe(document.body),
          );
        });
      const seen = new Set<string>();
      for (let colors = 0; colors < 5;) {
        await painting();
        if (document.querySelector('#c2 .keyword') === null) continue;
        colors++;
        const [mark] = CSS.highlights.get('found-current') ?? [];
        const [from, to] = [mark?.startContainer.textContent?.slice(mark.startOffset), mark?.endContainer.textContent];
        seen.add(from?.startsWith('here') && to?.slice(0, mark?.endOffset).endsWith(';') ? 'marked' : 'not marked');
      }
      return [...seen];
    });
    assert.deepEqual(frames, ['marked']);
  });

  it('come behind the text, and with the same frame', async () => {
    const panel = await open();
    const text = '```ts\nconst first = 1;\n';
    await panel.post(state([user('u', 'Go on'), claude('c', { phase: 'writing', text })]));
    await panel.page.locator('#c .keyword').waitFor();
    // What is asked for behind the page's own request for a frame comes behind it in that frame, and before it is drawn.
    await panel.page.evaluate(() => {
      const keywords = (): number => document.querySelectorAll('#c .keyword').length;
      const look = (): void => {
        const { textContent } = document.querySelector('#c code')!;
        document.body.dataset['atOnce'] = `${textContent.includes('second')} ${keywords()}`;
        requestAnimationFrame(() => (document.body.dataset['inFrame'] = String(keywords())));
      };
      window.addEventListener('message', look, { once: true });
    });
    await panel.post({ type: 'delta', turnId: 'c', channel: 'text', at: text.length, text: 'const second = 2;\n' });
    const seen = panel.page.locator('body[data-in-frame]');
    assert.equal(await seen.getAttribute('data-at-once'), 'true 1');
    assert.equal(await seen.getAttribute('data-in-frame'), '2');
  });
});
