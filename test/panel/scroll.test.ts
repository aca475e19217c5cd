// What the reader looks at stays still, by whatever means they came there: wheel, keys, or a screen reader's focus. At the
// end the view follows; anywhere else nothing moves by a pixel while text, colours and pictures arrive.
import assert from 'node:assert/strict';
import type { PanelPage } from '../support/panel/panelPage.ts';
import { CHIPS, claude, state, user } from '../support/panel/scenes.ts';
import { withBrowser } from './withBrowser.ts';

const PROSE = Array.from({ length: 12 }, (_, index) => `Paragraph ${index} with [a link](https://example.com).`);
const CODE = `\`\`\`ts\n${'const depth: number = Math.sin(1);\n'.repeat(12)}\`\`\``;
const OLD = [...PROSE, CODE].join('\n\n');
const TURNS = Array.from({ length: 8 }, (_, index) => [
  user(`u${index}`, 'And then?'),
  claude(`c${index}`, { outcome: 'done', text: OLD }),
]).flat();
const MORE = `\n\n${PROSE.join('\n\n')}\n\n${CODE}\n\n`;
const IMAGE = CHIPS.filter(({ kind }) => kind === 'image');

describe('the reader’s place', () => {
  const open = withBrowser();

  async function streaming(): Promise<PanelPage> {
    const panel = await open({ height: 500 });
    await panel.post(state([...TURNS, user('u', 'And now?'), claude('c', { phase: 'writing', text: 'Now' })]));
    await panel.drawn();
    await panel.page.locator('#c1 .code').waitFor();
    return panel;
  }

  const fromEnd = (panel: PanelPage): Promise<number> =>
    panel.page.locator('#viewport').evaluate((view) => view.scrollHeight - view.clientHeight - view.scrollTop);

  /** The first element that begins within the view, and where; it must stand there after anything. */
  const mark = (panel: PanelPage): Promise<string> =>
    panel.page.evaluate(() => {
      const edge = document.querySelector('#viewport')!.getBoundingClientRect().top;
      const all = [...document.querySelectorAll('[data-part=text] > *, article')];
      const first = all.find((each) => each.checkVisibility() && each.getBoundingClientRect().top >= edge);
      return `${all.indexOf(first!)} at ${first?.getBoundingClientRect().top}`;
    });

  /** Text, a block of code with its colours, and a message with a picture, all behind what the reader looks at. */
  async function arrive(panel: PanelPage, look: () => Promise<void>): Promise<void> {
    let at = 3;
    for (const text of MORE.match(/.{1,97}/gs) ?? []) {
      await panel.post({ type: 'delta', turnId: 'c', channel: 'text', at, text });
      at += text.length;
      await panel.drawn();
      await look();
    }
    await panel.page.locator('#c .hljs-keyword, #c .keyword').first().waitFor({ state: 'attached' });
    await look();
    await panel.post({ type: 'turn', turn: user('u', 'And now?', { context: IMAGE }) });
    await panel.page
      .locator('#u img')
      .evaluate((image) => image instanceof HTMLImageElement && image.decode().then(() => undefined));
    await panel.drawn();
    await look();
  }

  it('is the end, which is followed', async () => {
    const panel = await streaming();
    await arrive(panel, async () => assert.ok((await fromEnd(panel)) < 2));
  });

  it('is the end though what is above gets shorter by as much as what is below gets longer', async () => {
    const panel = await streaming();
    await panel.post({ type: 'delta', turnId: 'c', channel: 'text', at: 3, text: MORE });
    await panel.drawn();
    await panel.page.evaluate(() => {
      document.getElementById('u7')!.style.marginTop = '-200px';
      document.querySelector<HTMLElement>('#c .section > :last-child')!.style.paddingBottom = '200px';
    });
    await panel.drawn();
    await panel.post({ type: 'delta', turnId: 'c', channel: 'text', at: 3 + MORE.length, text: MORE });
    await panel.drawn();
    assert.ok((await fromEnd(panel)) < 2, `${await fromEnd(panel)}`);
  });

  it('is the end though what is above gets shorter, and longer before that is told', async () => {
    const panel = await streaming();
    await panel.page.locator('#viewport').evaluate((view) => {
      const turn = document.getElementById('c5')!;
      const before = view.scrollTop;
      turn.style.display = 'none';
      if (view.scrollTop === before) throw new Error('the view was not moved');
      turn.style.display = '';
      turn.style.paddingBottom = '100px';
    });
    await panel.drawn();
    assert.ok((await fromEnd(panel)) < 2, `${await fromEnd(panel)}`);
  });

  it('is where the scroll bar was pulled to, though something gets shorter in the same moment', async () => {
    const panel = await streaming();
    const { x, y, width, height } = (await panel.page.locator('#viewport').boundingBox())!;
    // Heard before the page's own listener, which finds each time both that it was pulled and that something is shorter.
    await panel.page.evaluate(() => {
      const turn = document.getElementById('c7')!;
      let shorter = 0;
      const shorten = () => {
        shorter += 1;
        turn.style.marginBottom = `${-shorter}px`;
        turn.dataset['shorter'] = '';
      };
      document.addEventListener('scroll', shorten, { capture: true });
    });
    await panel.page.mouse.move(x + width - 4, y + height - 20);
    await panel.page.mouse.down();
    await panel.page.mouse.move(x + width - 4, y + height - 220);
    await panel.page.locator('[data-shorter]').waitFor();
    await panel.drawn();
    assert.ok((await fromEnd(panel)) > 1500, String(await fromEnd(panel)));
  });

  const MEANS: Readonly<Record<string, (panel: PanelPage) => Promise<void>>> = {
    'the wheel': async ({ page }) => {
      await page.mouse.move(200, 200);
      await page.mouse.wheel(0, -900);
    },
    PageUp: async ({ page }) => {
      await page.locator('#conversation').focus();
      await page.keyboard.press('PageUp');
    },
    'the arrow keys': async ({ page }) => {
      await page.locator('#conversation').focus();
      for (let count = 0; count < 4; count += 1) await page.keyboard.press('ArrowUp');
    },
    'Shift and the space bar': async ({ page }) => {
      await page.locator('#conversation').focus();
      await page.keyboard.press('Shift+Space');
    },
    'a screen reader’s own scrolling': async ({ page }) => {
      await page.locator('#viewport').evaluate((view) => (view.scrollTop -= 900));
    },
    // A screen reader moves the focus without a key that the page hears.
    'a focus in an earlier turn': async ({ page }) => {
      await page
        .locator('#c5 a')
        .first()
        .evaluate((link) => link instanceof HTMLElement && link.focus());
    },
  };

  for (const [name, go] of Object.entries(MEANS)) {
    it(`stays where ${name} led`, async () => {
      const panel = await streaming();
      const end = await mark(panel);
      await go(panel);
      let before = '';
      // Smooth scrolling takes frames of its own: the place is where it stands still.
      for (let now = await mark(panel); now !== before || now === end; now = await mark(panel)) {
        before = now;
        await panel.drawn();
      }
      await arrive(panel, async () => assert.equal(await mark(panel), before));
      assert.ok((await fromEnd(panel)) > 48);
    });
  }

  it('stays in the middle of a long chat that takes its colours and heights only now', async () => {
    const panel = await open({ height: 500, saved: { chatId: 'chat-1', place: { turnId: 'c3', offset: -60 } } });
    await panel.post(state([...TURNS, user('u', 'And now?'), claude('c', { phase: 'writing', text: 'Now' })]));
    await panel.drawn();
    const top = () => panel.page.locator('#c3').evaluate((turn) => turn.getBoundingClientRect().top);
    const before = await top();
    assert.ok(Math.abs(before + 60) < 1, `${before}`);
    await arrive(panel, async () => assert.equal(await top(), before));
  });
});
