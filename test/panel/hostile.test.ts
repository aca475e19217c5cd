// Answers and messages that mean harm, in a real browser with its network watched: nothing runs, nothing leaves, nothing
// lies unseen. A request to anywhere, a refusal of the page's policy and a script's error each fail the test by themselves.
import assert from 'node:assert/strict';
import type { HostEvent } from '../../src/protocol.ts';
import { HOSTILE } from '../support/hostile/answers.ts';
import { claude, state, user } from '../support/panel/scenes.ts';
import { randomFor } from '../support/seed.ts';
import { withBrowser } from './withBrowser.ts';

/** Cuts a text anywhere, in pieces of up to 40 characters. */
function pieces(text: string, random: () => number): string[] {
  const cut: string[] = [];
  for (let at = 0; at < text.length; at += cut.at(-1)!.length) {
    cut.push(text.slice(at, at + 1 + Math.floor(random() * 40)));
  }
  return cut;
}

function streamed(id: string, text: string, random: () => number): HostEvent[] {
  let at = 0;
  const deltas = pieces(text, random).map((part): HostEvent => {
    const event: HostEvent = { type: 'delta', turnId: id, channel: 'text', at, text: part };
    at += part.length;
    return event;
  });
  return [
    { type: 'turn', turn: claude(id, { phase: 'writing' }) },
    ...deltas,
    { type: 'change', turnId: id, change: { phase: 'ended', outcome: 'done' } },
  ];
}

describe('what means harm', () => {
  const open = withBrowser();

  it('is at least sixty answers long', () => assert.ok(HOSTILE.size >= 60, `${HOSTILE.size}`));

  it('runs nothing, sends nothing, and makes none but known elements, wherever it is cut', async () => {
    const panel = await open();
    const { page } = panel;
    const random = randomFor('hostile');
    await panel.post(state([user('u1', 'x')]));
    const ids = [...HOSTILE].map((_, index) => `h${index}`);
    for (const [index, text] of [...HOSTILE.values()].entries()) {
      await panel.post(...streamed(ids[index]!, text, random));
    }
    await page.waitForFunction(
      (count) => document.querySelectorAll('article.claude.done').length === count,
      ids.length,
    );
    // Everything that could be hovered, focused or clicked is.
    await page.evaluate(() => {
      for (const element of document.querySelectorAll<HTMLElement>('[data-part=text] *')) {
        for (const type of ['mouseover', 'focus', 'click', 'auxclick', 'toggle'])
          element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
      }
    });
    await panel.drawn();
    const seen = await page.evaluate(() => {
      const known =
        /^(?:div|p|h[1-6]|ul|ol|li|blockquote|hr|br|pre|code|span|bdi|strong|em|s|a|table|thead|tbody|tr|th|td|input|button)$/;
      const parts = [...document.querySelectorAll('[data-part=text]')];
      const all = parts.flatMap((part) => [...part.querySelectorAll('*')]);
      const ours = (element: Element) => element.closest('.katex') === null;
      return {
        pwned: 'pwned' in window,
        href: location.href,
        unknown: all.filter((each) => ours(each) && !known.test(each.localName)).map((each) => each.outerHTML),
        handlers: all.filter((each) => [...each.attributes].some(({ name }) => /^on|^style$/.test(name) && ours(each)))
          .length,
        links: all
          .map((each) => each.getAttribute('href'))
          .filter((href) => href !== null && !/^(?:https?|mailto):/i.test(href)),
        ids: all.filter((each) => each.id !== '').map((each) => each.id),
      };
    });
    const { href } = seen;
    assert.deepEqual(seen, { pwned: false, href, unknown: [], handlers: 0, links: [], ids: [] });
    assert.equal(href, 'https://panel.test/');
    for (const post of await panel.posted()) {
      if (post.type === 'openLink') assert.match(post.href, /^(?:https?|mailto):/);
      else
        assert.ok(
          ['ready', 'draft', 'copy', 'insertAtCursor', 'applyToFile', 'newFile', 'putInTerminal'].includes(post.type),
          post.type,
        );
    }
  });

  it('shows where a lying link leads, and what turns the direction of reading', async () => {
    const panel = await open();
    const lies = [...HOSTILE].filter(([name]) => /^link (?:whose|with a user|with letters)/.test(name));
    const turns = [...HOSTILE].filter(([name]) => /turns direction/.test(name));
    assert.deepEqual([lies.length, turns.length], [4, 4]);
    await panel.post(
      state([...lies, ...turns].map(([, text], index) => claude(`c${index}`, { outcome: 'done', text }))),
    );
    await panel.page.locator('#c7 .bidi').first().waitFor();
    for (const [index] of lies.entries()) {
      const link = panel.page.locator(`#c${index} a`);
      const shown = await link.evaluate((each) => getComputedStyle(each, '::after').content);
      assert.match(shown, /evil\.example|xn--/, lies[index]![0]);
    }
    for (const [index, [name]] of turns.entries()) {
      const mark = panel.page.locator(`#c${lies.length + index} .bidi`).first();
      assert.match(await mark.evaluate((each) => getComputedStyle(each, '::before').content), /U\+20/, name);
    }
  });

  it('cannot come by forged, repeated, reordered or oversized messages', async () => {
    const panel = await open();
    await panel.post(state([claude('c1', { phase: 'writing', text: 'As it stood.' })]));
    await panel.page.getByText('As it stood.').waitFor();
    const drawn = () => panel.page.locator('#conversation').innerHTML();
    const before = await drawn();
    const forged: unknown[] = [
      null,
      'ready',
      { type: 'eval', seq: 2, code: 'window.pwned=1' },
      { type: 'constructor', seq: 2 },
      { type: '__proto__', seq: 2 },
      { seq: 1, type: 'delta', turnId: 'c1', channel: 'text', at: 12, text: 'REPEATED' },
      { seq: -5, type: 'delta', turnId: 'c1', channel: 'text', at: 12, text: 'OLD' },
      { seq: 2, type: 'delta', turnId: 'c1', channel: '__proto__', at: 12, text: 'FORGED' },
      { seq: 2, type: 'change', turnId: 'c1', change: { text: 'FORGED', phase: 'ended' } },
      { seq: 2, type: 'turn', turn: { role: 'claude', id: 5 } },
      { seq: Number.NaN, type: 'focus' },
      { seq: 2, type: 'delta', turnId: 'c1', channel: 'text', at: 12, text: 5, more: 'x'.repeat(5_000_000) },
    ];
    await panel.postRaw(...forged);
    await panel.drawn();
    assert.equal(await drawn(), before);
    assert.equal(await panel.page.evaluate(() => 'pwned' in window), false);
    // One out of order is not drawn: the page asks for the truth.
    await panel.postRaw({ seq: 9, type: 'delta', turnId: 'c1', channel: 'text', at: 12, text: ' EARLY' });
    await panel.waitForPost('ready', 2);
    assert.equal(await drawn(), before);
  });
});
