// A long chat of which the page gets the last turns first: the earlier ones come in above, and nothing that the reader
// sees or does is disturbed by it.
import assert from 'node:assert/strict';
import type { Turn } from '../../src/panelState.ts';
import type { HostEvent } from '../../src/protocol.ts';
import type { PanelOptions, PanelPage } from '../support/panel/panelPage.ts';
import { claude, state, user } from '../support/panel/scenes.ts';
import { withBrowser } from './withBrowser.ts';

declare global {
  /** Where a turn stood in each frame, as it was painted. */
  var tops: number[];
}

const COUNT = 40;
const FIRST = 30;
const text = (index: number): string =>
  Array.from(
    { length: 3 + ((index * 7) % 20) },
    (_, part) => `Part ${part} of answer ${index}.\n\n\`\`\`ts\nconst part = ${part};\n\`\`\`\n\n- one\n- two`,
  ).join('\n\n');
const exchange = (index: number): Turn[] => [
  user(`u${index}`, `Question ${index}?`),
  claude(`c${index}`, { outcome: 'done', text: text(index) }),
];
const range = (from: number, to: number): Turn[] =>
  Array.from({ length: to - from }, (_, index) => exchange(from + index)).flat();
const idsOf = (turns: readonly Turn[]): string[] => turns.map(({ id }) => id);

const LATEST = state(range(FIRST, COUNT), { more: true });
const earlier = (from: number, to: number): HostEvent => ({
  type: 'earlier',
  before: `u${to}`,
  turns: range(from, to),
  more: from > 0,
});
const REST = [earlier(12, FIRST), earlier(0, 12)];

describe('the earlier turns of a long chat', () => {
  const open = withBrowser();

  async function opened(options: PanelOptions = {}): Promise<PanelPage> {
    const panel = await open({ height: 500, ...options });
    await panel.post(LATEST);
    await panel.waitForPost('earlier');
    return panel;
  }

  /** So many turns are there, and drawn; those that are near with their colours. */
  const whole = async ({ page }: PanelPage, turns: number): Promise<void> => {
    await page.waitForFunction(
      (count) =>
        document.querySelectorAll('article').length === count &&
        document.querySelectorAll('.undrawn, .answer:not(:has(.section))').length === 0 &&
        [...document.querySelectorAll('.group:not(.far) .row')].every((row) => row.querySelector('.keyword')),
      turns,
    );
  };

  const order = ({ page }: PanelPage): Promise<string[]> =>
    page.locator('article').evaluateAll((all) => all.map(({ id }) => id));

  /** The wheel has come to its end, and what came into view has taken its height: five frames are alike. */
  const settled = ({ page }: PanelPage): Promise<void> =>
    page.locator('#viewport').evaluate(async (view) => {
      let last = '';
      for (let alike = 0; alike < 5;) {
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        const now = `${view.scrollTop} ${view.scrollHeight}`;
        alike = now === last ? alike + 1 : 0;
        last = now;
      }
    });

  /** From now on, where the turn stands in each frame. */
  const watch = async ({ page }: PanelPage, id: string): Promise<void> => {
    await page.evaluate((turn) => {
      globalThis.tops = [];
      const look = (): void => {
        // Behind the page's own observer, which keeps the view in its place between layout and paint.
        const seen = new ResizeObserver(() => {
          seen.disconnect();
          globalThis.tops.push(document.getElementById(turn)?.getBoundingClientRect().top ?? Number.NaN);
          requestAnimationFrame(look);
        });
        seen.observe(document.body);
      };
      look();
    }, id);
  };

  /** It has stood where it stood, in every frame. */
  const still = async (panel: PanelPage): Promise<void> => {
    await panel.drawn();
    const tops = await panel.page.evaluate(() => globalThis.tops);
    const [first = Number.NaN] = tops;
    assert.ok(tops.length > 2);
    for (const top of tops) assert.ok(Math.abs(top - first) < 1, tops.join(' '));
  };

  const bring = async (panel: PanelPage): Promise<void> => {
    for (const [index, event] of REST.entries()) {
      await panel.waitForPost('earlier', index + 1);
      await panel.post(event);
      await panel.drawn();
    }
    await whole(panel, 2 * COUNT);
  };

  it('are asked for part by part until all are there, in their order', async () => {
    const panel = await opened();
    await bring(panel);
    assert.deepEqual(await order(panel), idsOf(range(0, COUNT)));
    const asked = (await panel.posted()).filter(({ type }) => type === 'earlier');
    assert.equal(asked.length, REST.length);
  });

  it('are not asked for where there are none', async () => {
    const panel = await open({ height: 500 });
    await panel.post(state(range(FIRST, COUNT)));
    await whole(panel, 2 * (COUNT - FIRST));
    assert.ok((await panel.posted()).every(({ type }) => type !== 'earlier'));
  });

  it('move nothing where the end is followed', async () => {
    const panel = await opened();
    await whole(panel, 2 * (COUNT - FIRST));
    await panel.drawn();
    await watch(panel, `c${COUNT - 1}`);
    await bring(panel);
    await still(panel);
    const fromEnd = await panel.page
      .locator('#viewport')
      .evaluate((view) => view.scrollHeight - view.clientHeight - view.scrollTop);
    assert.ok(fromEnd < 2, `${fromEnd}`);
  });

  it('move nothing where the reader was before, which the host is told of', async () => {
    const panel = await opened({ saved: { chatId: 'chat-1', place: { turnId: `c${FIRST}`, offset: -60 } } });
    assert.equal((await panel.waitForPost('ready')).at, `c${FIRST}`);
    await watch(panel, `c${FIRST}`);
    await bring(panel);
    await still(panel);
    assert.ok(Math.abs((await panel.page.evaluate(() => globalThis.tops.at(-1) ?? 0)) + 60) < 1);
  });

  for (const [where, to] of [
    ['at the very top of what is there', 0],
    ['in the middle', 700],
  ] as const) {
    it(`move nothing where the reader has gone meanwhile, ${where}`, async () => {
      const panel = await opened();
      await whole(panel, 2 * (COUNT - FIRST));
      await panel.page.mouse.move(200, 200);
      await panel.page.mouse.wheel(0, -100);
      await panel.page.locator('#viewport').evaluate((view, top) => view.scrollTo(0, top), to);
      await settled(panel);
      const seen = await panel.page.evaluate(() => document.elementFromPoint(60, 200)?.closest('article')?.id ?? '');
      await watch(panel, seen);
      await bring(panel);
      await still(panel);
    });
  }

  it('let what a wheel has set off go on while they are drawn', async () => {
    const panel = await opened();
    await whole(panel, 2 * (COUNT - FIRST));
    const id = `c${FIRST}`;
    await panel.page.mouse.move(200, 200);
    await panel.page.mouse.wheel(0, -100);
    await panel.page.locator('#viewport').evaluate((view) => view.scrollTo(0, 100));
    await settled(panel);
    await panel.page.evaluate((seen) => {
      const view = document.querySelector('#viewport')!;
      view.dispatchEvent(new WheelEvent('wheel', { deltaY: 100, bubbles: true }));
      // As soon as they have their places, before they are drawn.
      new MutationObserver((_, places) => {
        places.disconnect();
        globalThis.tops = [document.getElementById(seen)?.getBoundingClientRect().top ?? Number.NaN];
        view.scrollBy(0, 300);
      }).observe(document.querySelector('#conversation')!, { childList: true });
    }, id);
    await panel.post(REST[0]!);
    await whole(panel, 2 * (COUNT - 12));
    await panel.drawn();
    const [before = Number.NaN] = await panel.page.evaluate(() => globalThis.tops);
    const now = await panel.page.locator(`#${id}`).evaluate((turn) => turn.getBoundingClientRect().top);
    assert.ok(Math.abs(now - before + 300) < 1, `${before} ${now}`);
  });

  it('leave the focus and the words in the composer', async () => {
    const panel = await opened();
    const composer = panel.page.getByRole('textbox', { name: 'Message Claude' });
    await composer.focus();
    await panel.page.keyboard.type('Half ');
    await bring(panel);
    await panel.page.keyboard.type('a word');
    assert.equal(await composer.inputValue(), 'Half a word');
    assert.equal(await panel.page.locator('#announcer').textContent(), '');
  });

  it('come while an answer streams, and before another branch is shown', async () => {
    const panel = await open({ height: 500 });
    const streams = claude('c', { phase: 'writing', text: 'One' });
    await panel.post(state([...range(FIRST, COUNT), user('u', 'And?'), streams], { more: true }));
    const delta = (at: number, more: string): HostEvent => ({
      type: 'delta',
      turnId: 'c',
      channel: 'text',
      at,
      text: more,
    });
    await panel.post(delta(3, ' two'), REST[0]!, delta(7, ' three'), REST[1]!, delta(13, ' four'));
    await panel.page.locator('#c').getByText('One two three four').waitFor();
    assert.deepEqual(await order(panel), [...idsOf(range(0, COUNT)), 'u', 'c']);
    await panel.post({ type: 'branch', after: 'c5', turns: [user('v', 'Or?'), claude('d', { text: 'Or so.' })] });
    await panel.page.locator('#d').getByText('Or so.').waitFor();
    assert.deepEqual(await order(panel), [...idsOf(range(0, 6)), 'v', 'd']);
  });

  it('have their marks: deleted, and where memory begins', async () => {
    const panel = await opened();
    const marked = range(0, FIRST).map((turn) =>
      turn.id === 'u4'
        ? user('u4', 'Q', { memoryStarts: true })
        : turn.id === 'c2'
          ? { ...turn, deleted: 'self' as const }
          : turn,
    );
    await panel.post({ type: 'earlier', before: `u${FIRST}`, turns: marked, more: false });
    await panel.page.locator('.memory + #u4').waitFor();
    await panel.page.locator('#c1 ~ #c2').getByRole('button').waitFor();
    assert.equal(await panel.page.locator('#conversation article').first().getAttribute('id'), 'u0');
  });

  it('are found, also by a search that was there before them', async () => {
    const panel = await opened();
    await panel.page.keyboard.press('Control+f');
    await panel.page.locator('#find input').fill('Question');
    await panel.page
      .locator('#find .count')
      .getByText(`of ${COUNT - FIRST}`)
      .waitFor();
    await bring(panel);
    await panel.page.locator('#find .count').getByText(`of ${COUNT}`).waitFor();
  });

  it('have the editor that was open in one of them', async () => {
    const panel = await open({
      height: 500,
      saved: { chatId: 'chat-1', edit: { turnId: 'u3', text: 'In other words' } },
    });
    await panel.post(LATEST);
    await bring(panel);
    const editor = panel.page.locator('#u3').getByRole('textbox', { name: 'Edit message' });
    assert.equal(await editor.inputValue(), 'In other words');
  });

  it('are asked for anew with the rest where they were missed', async () => {
    const panel = await opened();
    await panel.postRaw({ seq: 9, ...REST[0] });
    await panel.waitForPost('ready', 2);
    await panel.post(LATEST);
    await panel.waitForPost('earlier', 2);
    await panel.post(...REST);
    await whole(panel, 2 * COUNT);
    assert.deepEqual(await order(panel), idsOf(range(0, COUNT)));
  });

  it('of the chat before are not put into the one that is open now', async () => {
    const panel = await opened();
    await panel.post(state([user('x', 'Other')], { chatId: 'chat-2' }), REST[0]!);
    await panel.waitForPost('ready', 2);
    assert.deepEqual(await order(panel), ['x']);
  });
});
