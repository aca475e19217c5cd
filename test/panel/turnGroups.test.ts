// Turns that are far from what is seen wait, by themselves and in groups: they come by themselves where one goes, and
// nothing moves by that.
import assert from 'node:assert/strict';
import { TURNS, whole } from '../support/panel/longTurns.ts';
import type { PanelPage } from '../support/panel/panelPage.ts';
import { claude, state, user } from '../support/panel/scenes.ts';
import { withBrowser } from './withBrowser.ts';

declare global {
  /** How far what was seen has gone. */
  var moved: () => number;
}

describe('the groups of a long chat', () => {
  const open = withBrowser();

  /** Turns the wheel up by so many steps, and checks that what is seen goes by each of them and no more. */
  const wheelUp = async ({ page }: PanelPage, steps: number): Promise<void> => {
    await page.mouse.move(200, 200);
    for (let step = 0; step < steps; step += 1) {
      await page.evaluate(() => {
        // Between two blocks there is none.
        const heights = Array.from({ length: 30 }, (_, index) => 40 + 10 * index);
        const block = heights
          .map((y) => document.elementFromPoint(60, y)?.closest('.section > *'))
          .find((each) => each !== undefined && each !== null);
        const before = block?.getBoundingClientRect().top ?? 0;
        globalThis.moved = () => (block?.getBoundingClientRect().top ?? 0) - before;
      });
      await page.mouse.wheel(0, -300);
      const far = await page.evaluate(async () => {
        // Once it has gone and stands still: a busy machine may draw some frames in the middle of it alike.
        let last = 0;
        for (let still = 0; still < 5;) {
          await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
          still = globalThis.moved() === last && last !== 0 ? still + 1 : 0;
          last = globalThis.moved();
        }
        return globalThis.moved();
      });
      assert.ok(Math.abs(far - 300) < 1, `step ${step}: ${far}`);
    }
  };

  it('moves by what the wheel says and no more, though turns take their heights only when they come near', async () => {
    const panel = await open({ height: 500 });
    await panel.post(state(TURNS));
    await whole(panel);
    await wheelUp(panel, 25);
  });

  const groups = (panel: PanelPage) => panel.page.locator('.group');
  /** By their place: which wait as a whole. */
  const waiting = (panel: PanelPage): Promise<boolean[]> =>
    groups(panel).evaluateAll((all) =>
      all.map((group) => !group.firstElementChild!.checkVisibility({ contentVisibilityAuto: true })),
    );

  it('lets what is very far wait in groups, which come by themselves when the wheel comes near', async () => {
    const panel = await open({ height: 500 });
    await panel.post(state(TURNS));
    await whole(panel);
    await panel.page.waitForFunction(() => document.querySelectorAll('.group.far').length > 5);
    const there = await waiting(panel);
    assert.ok(there.length >= TURNS.length / 10 && there[0] === true && there.at(-1) === false, String(there));
    // Just below the reach of the fourth group.
    await groups(panel)
      .nth(3)
      .evaluate((group) =>
        group.parentElement!.parentElement!.scrollBy(0, group.getBoundingClientRect().bottom + 2600),
      );
    await panel.page.waitForFunction(() => document.querySelectorAll('.group')[3]!.matches('.far'));
    await wheelUp(panel, 14);
    assert.equal((await waiting(panel))[3], false);
  });

  it('asks of no turn in a group that waits where it is', async () => {
    const panel = await open({ height: 500 });
    await panel.page.evaluate(() => {
      const looked: Element[] = [];
      Object.assign(globalThis, { looked });
      document.addEventListener(
        'contentvisibilityautostatechange',
        ({ target }) => target instanceof Element && !target.matches('.group') && looked.push(target),
        true,
      );
    });
    await panel.post(state(TURNS));
    await whole(panel);
    await panel.page.waitForFunction(() => document.querySelectorAll('.group.far').length > 5);
    await panel.drawn();
    const count = await panel.page.evaluate(() => {
      const { looked } = globalThis as unknown as { looked: Element[] };
      return looked.filter((each) => each.closest('.group.far') !== null).length;
    });
    assert.equal(count, 0);
  });

  it('shows what waits where one jumps into the middle of it, in the second frame', async () => {
    const panel = await open({ height: 500 });
    await panel.post(state(TURNS));
    await whole(panel);
    await panel.page.waitForFunction(() => document.querySelectorAll('.group.far').length > 5);
    const seen = await panel.page.locator('#viewport').evaluate(async (view) => {
      view.scrollTop = view.scrollHeight / 2;
      for (let frame = 0; frame < 2; frame++)
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      return document.elementFromPoint(100, 250)?.closest('article')?.innerText ?? '';
    });
    assert.match(seen, /Part \d+ of answer/);
  });

  it('has the counters of its lists end at all that may wait, also while it does not', async () => {
    const panel = await open({ height: 500 });
    await panel.post(state(TURNS));
    await whole(panel);
    const reach = await panel.page
      .locator('.group, .turn, .section')
      .evaluateAll((all) => all.filter((each) => !/style|content/.test(getComputedStyle(each).contain)).length);
    assert.equal(reach, 0);
  });

  it('never lets the newest turns wait, however far the reader is from them', async () => {
    const panel = await open({ height: 500 });
    await panel.post(state(TURNS));
    await whole(panel);
    const turn = claude('d', { phase: 'writing', text: 'One' });
    await panel.post({ type: 'turn', turn: user('v', 'And?') }, { type: 'turn', turn });
    await panel.page.locator('#d').getByText('One').waitFor();
    await panel.page.mouse.move(200, 200);
    await panel.page.mouse.wheel(0, -1e6);
    await panel.page.waitForFunction(() => document.querySelector('.group:last-child')!.matches('.far'));
    const before = await panel.page.locator('#viewport').evaluate((view) => view.scrollHeight);
    await panel.post({ type: 'delta', turnId: 'd', channel: 'text', at: 3, text: ' two.\n\nThree.' });
    await panel.page.locator('#d').getByText('Three.').waitFor();
    assert.equal((await waiting(panel)).at(-1), false);
    const after = await panel.page.locator('#viewport').evaluate((view) => view.scrollHeight);
    assert.ok(after > before, `${before} → ${after}`);
  });

  it('keeps no empty group when turns go', async () => {
    const panel = await open({ height: 500 });
    await panel.post(state(TURNS));
    await whole(panel);
    await panel.post({ type: 'branch', after: 'c1', turns: [user('v', 'Or?')] });
    await panel.page.locator('#v').waitFor();
    assert.equal(await panel.page.locator('.group:empty').count(), 0);
    assert.equal(await groups(panel).count(), 1);
  });
});
