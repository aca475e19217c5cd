// A long chat: each turn has its place at once, the one that the reader looks at is drawn first, and drawing the others
// moves nothing.
import assert from 'node:assert/strict';
import { COUNT, TURNS, whole } from '../support/panel/longTurns.ts';
import type { PanelPage } from '../support/panel/panelPage.ts';
import { claude, state, user } from '../support/panel/scenes.ts';
import { until } from '../support/until.ts';
import { withBrowser } from './withBrowser.ts';

declare const shared: { readonly posted: readonly { readonly type: string }[] };

describe('a long chat', () => {
  const open = withBrowser();

  /** What is there when the first task of drawing has ended. */
  const firstSeen = ({ page }: PanelPage): Promise<{ articles: number; drawn: string[] }> =>
    page.evaluate(
      () =>
        new Promise<{ articles: number; drawn: string[] }>((resolve) => {
          new MutationObserver(() =>
            resolve({
              articles: document.querySelectorAll('article').length,
              drawn: [...document.querySelectorAll('article.claude:not(.undrawn)')].map(({ id }) => id),
            }),
          ).observe(document.querySelector('#conversation')!, { childList: true });
        }),
    );

  it('has all its turns at once, and draws the latest first', async () => {
    const panel = await open({ height: 500 });
    const seen = firstSeen(panel);
    await panel.post(state(TURNS));
    const { articles, drawn } = await seen;
    assert.equal(articles, TURNS.length);
    const latest = Array.from({ length: drawn.length }, (_, index) => `c${COUNT - drawn.length + index}`);
    assert.ok(drawn.length > 0);
    assert.deepEqual(drawn, latest);
    await whole(panel);
    const order = await panel.page.locator('article').evaluateAll((all) => all.map(({ id }) => id));
    assert.deepEqual(
      order,
      TURNS.map(({ id }) => id),
    );
  });

  it('paints the latest turns before it does anything for the others', async () => {
    const panel = await open({ height: 500 });
    const message = { seq: 1, ...state(TURNS.slice(-20), { more: true }) };
    const seen = await panel.page.evaluate(async (first) => {
      const draws = window.requestAnimationFrame.bind(window);
      const held: FrameRequestCallback[] = [];
      window.requestAnimationFrame = (callback) => held.push(callback);
      window.postMessage(first);
      for (let timers = 0; timers < 40; timers++) await new Promise((resolve) => setTimeout(resolve));
      const drawn = document.querySelectorAll('article.claude:not(.undrawn)').length;
      const asked = shared.posted.some(({ type }) => type === 'earlier');
      const formulas = document.querySelector('link[href$="katex.css"]') !== null;
      window.requestAnimationFrame = draws;
      for (const callback of held) draws(callback);
      return { drawn, asked, formulas };
    }, message);
    assert.deepEqual(seen, { drawn: 1, asked: false, formulas: false });
    await panel.waitForPost('earlier');
    await panel.page.waitForFunction(() => document.querySelector('.undrawn') === null);
  });

  it('stays at its end while all of it is drawn', async () => {
    const panel = await open({ height: 500 });
    await panel.post(state(TURNS));
    await panel.drawn();
    await whole(panel);
    await panel.drawn();
    const fromEnd = await panel.page
      .locator('#viewport')
      .evaluate((view) => view.scrollHeight - view.clientHeight - view.scrollTop);
    assert.ok(fromEnd < 2, `${fromEnd}`);
  });

  it('begins where the reader was, and stays there while all of it is drawn', async () => {
    const panel = await open({ height: 500, saved: { chatId: 'chat-1', place: { turnId: 'c12', offset: -60 } } });
    const seen = firstSeen(panel);
    await panel.post(state(TURNS));
    const { drawn } = await seen;
    assert.ok(drawn.includes('c12') && !drawn.includes(`c${COUNT - 1}`), drawn.join(' '));
    await whole(panel);
    await panel.drawn();
    const top = await panel.page.locator('#c12').evaluate((turn) => turn.getBoundingClientRect().top);
    assert.ok(Math.abs(top + 60) < 1, `${top}`);
  });

  /** Begins in the middle, and has something that can grow below the view. Returns where the turn is that is held. */
  const openInside = async (): Promise<readonly [panel: PanelPage, top: () => Promise<number>]> => {
    const panel = await open({ height: 500, saved: { chatId: 'chat-1', place: { turnId: 'c2', offset: -60 } } });
    await panel.post(state([...TURNS.slice(0, 12), user('u', 'And?'), claude('d', { phase: 'writing' })]));
    await panel.page.waitForFunction(() => document.querySelector('.undrawn, .math:not(:has(.katex))') === null);
    await panel.drawn();
    const top = () => panel.page.locator('#c2').evaluate((turn) => turn.getBoundingClientRect().top);
    assert.ok(Math.abs((await top()) + 60) < 1);
    return [panel, top];
  };

  it('goes on holding that place when the browser moves the view with what is above', async () => {
    const [panel, top] = await openInside();
    await panel.page.locator('#viewport').evaluate(async (view) => {
      const scrolled = new Promise((resolve) => view.addEventListener('scroll', resolve, { once: true }));
      // All is as high as before, which nobody is told of but by the scroll.
      document.querySelector<HTMLElement>('#u0')!.style.marginTop = '-13px';
      document.querySelector<HTMLElement>('#d')!.style.marginBottom = '13px';
      await scrolled;
      // From here on the browser holds nothing by itself.
      view.style.overflowAnchor = 'none';
      document.querySelector<HTMLElement>('#u0')!.style.marginTop = '-53px';
    });
    await panel.drawn();
    await until('it is at its place', async () => assert.ok(Math.abs((await top()) + 60) < 1, `${await top()}`));
  });

  it('holds it no longer when something else leads the reader up, as a screen reader does', async () => {
    const [panel, top] = await openInside();
    await panel.page.locator('#viewport').evaluate(async (view) => {
      const scrolled = new Promise((resolve) => view.addEventListener('scroll', resolve, { once: true }));
      view.scrollTop -= 40;
      await scrolled;
    });
    await panel.post({ type: 'delta', turnId: 'd', channel: 'text', at: 0, text: 'One.\n\nTwo.' });
    await panel.page.locator('#d').getByText('Two.').waitFor();
    await panel.drawn();
    assert.ok(Math.abs((await top()) + 20) < 1, `${await top()}`);
  });

  it('has the whole text of what is in view or still coming, however long', async () => {
    const long = Array.from({ length: 300 }, (_, part) => `Part ${part} of a long answer.`).join('\n\n');
    const panel = await open({ height: 500 });
    await panel.post(state([...TURNS, user('u', 'And?'), claude('c', { outcome: 'done', text: long })]));
    const inner = (id: string): Promise<string> => panel.page.locator(`#${id} .answer`).innerText();
    await panel.page.locator('#c').getByText('Part 299').waitFor();
    assert.equal((await inner('c')).trim(), long);
    const turn = claude('d', { phase: 'writing', text: long });
    await panel.post({ type: 'turn', turn: user('v', 'And?') }, { type: 'turn', turn });
    await panel.page.locator('#d').getByText('Part 299').waitFor();
    await panel.page.locator('#viewport').evaluate((view) => view.scrollTo(0, 0));
    await panel.drawn();
    assert.equal((await inner('d')).trim(), long);
  });

  it('has the text of an answer that comes all at once, before the next frame', async () => {
    const panel = await open({ height: 500 });
    await panel.post(state(TURNS));
    await panel.page.evaluate(() => {
      const look = (): void => {
        const answer = document.querySelector<HTMLElement>('#quick.done .answer');
        if (answer !== null) document.body.dataset['seen'] ??= answer.innerText;
      };
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributeFilter: ['class'] });
    });
    const quick = claude('quick', { outcome: 'done', text: 'All at once.' });
    await panel.post({ type: 'turn', turn: user('v', 'And?') }, { type: 'turn', turn: quick });
    await panel.page.locator('body[data-seen]').waitFor();
    assert.equal(await panel.page.locator('body').getAttribute('data-seen'), 'All at once.');
  });
});
