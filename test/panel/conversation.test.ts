// The conversation in a real browser: what streams in, what is announced, what the buttons do, and what stays still.
import assert from 'node:assert/strict';
import type { HostEvent } from '../../src/protocol.ts';
import { SAMPLE_ANSWER } from '../support/panel/sampleAnswer.ts';
import { SCENES, claude, state, user } from '../support/panel/scenes.ts';
import { withBrowser } from './withBrowser.ts';

const delta = (at: number, text: string, channel: 'text' | 'thinking' = 'text'): HostEvent => ({
  type: 'delta',
  turnId: 'c1',
  channel,
  at,
  text,
});
const LONG = Array.from({ length: 60 }, (_, index) => `Paragraph ${index}.`).join('\n\n');

describe('the conversation', () => {
  const open = withBrowser();

  it('draws turns as named articles, with the answer alone in its part', async () => {
    const panel = await open();
    await panel.post(state([user('u1', 'Hi *there*'), claude('c1', { outcome: 'done', text: 'A **b**' })]));
    const articles = panel.page.getByRole('log', { name: 'Conversation' }).getByRole('article');
    await articles.nth(1).waitFor();
    assert.equal(await articles.count(), 2);
    assert.match((await articles.first().getAttribute('aria-label')) ?? '', /^You/);
    assert.match((await articles.nth(1).getAttribute('aria-label')) ?? '', /^Claude/);
    assert.equal((await articles.nth(1).locator('[data-part=text]').textContent())?.trim(), 'A b');
    assert.equal(await articles.first().textContent(), 'Hi *there*');
  });

  it('shows progress until the first token, then the text as it comes', async () => {
    const panel = await open();
    await panel.post(state([user('u1', 'x')]), { type: 'turn', turn: claude('c1', { phase: 'waiting' }) });
    const status = panel.page.locator('#progress');
    await status.getByText('Waiting for Claude…').waitFor();
    await panel.post({ type: 'change', turnId: 'c1', change: { phase: 'writing' } }, delta(0, 'He'), delta(2, 'llo'));
    await panel.page.locator('[data-part=text]').getByText('Hello').waitFor();
    assert.equal(await status.textContent(), '');
  });

  it('asks again after a gap and draws the snapshot', async () => {
    const panel = await open();
    await panel.post(state([claude('c1', { phase: 'writing', text: 'He' })]));
    await panel.postRaw({ seq: 9, ...delta(2, 'x') });
    await panel.waitForPost('ready', 2);
    await panel.post(state([claude('c1', { phase: 'writing', text: 'Hello' })]));
    await panel.page.locator('[data-part=text]').getByText('Hello').waitFor();
  });

  it('reports what it cannot read by its tag, and says when it is outdated', async () => {
    const panel = await open();
    await panel.postRaw({ seq: 1, type: 'delta', text: 5 });
    assert.deepEqual(await panel.waitForPost('confused'), { type: 'confused', about: 'delta' });
    await panel.postRaw({ seq: 1, type: 'state', version: 999 });
    await panel.page.getByRole('alert').waitFor();
  });

  it('opens thinking while it lasts, folds it when writing begins, and leaves it as the user wants it', async () => {
    const panel = await open();
    const { page } = panel;
    const fold = page.getByRole('button', { name: 'Thinking', exact: true });
    const waiting = state([claude('c1', { phase: 'waiting', at: Date.now() })]);
    const begins: HostEvent[] = [
      { type: 'change', turnId: 'c1', change: { phase: 'thinking' } },
      delta(0, 'Let me see.\n\nYes.', 'thinking'),
    ];
    const writes: HostEvent[] = [
      { type: 'change', turnId: 'c1', change: { phase: 'writing', thinkingMs: 4200 } },
      delta(0, 'So'),
    ];
    await panel.post(waiting, ...begins);
    await page.getByText('Let me see.').waitFor();
    await panel.post(...writes);
    await page.getByText('Let me see.').waitFor({ state: 'hidden' });
    assert.equal(await fold.getAttribute('aria-expanded'), 'false');

    await panel.post(waiting, ...begins);
    await page.getByText('Let me see.').waitFor();
    await fold.click();
    await fold.click();
    await panel.post(...writes);
    await page.locator('[data-part=text]').getByText('So').waitFor();
    assert.equal(await fold.getAttribute('aria-expanded'), 'true');
  });

  it('opens thinking with its first word, and times the thought rather than the turn', async () => {
    const panel = await open();
    const { page } = panel;
    const anHourAgo = Date.now() - 3_600_000;
    await panel.post(state([claude('c1', { phase: 'waiting', at: anHourAgo })]));
    await panel.post({ type: 'change', turnId: 'c1', change: { phase: 'thinking' } });
    await panel.drawn();
    await panel.post(delta(0, 'Let me see.', 'thinking'));
    await page.getByText('Let me see.').waitFor();
    assert.equal(await page.locator('.thinking .time').textContent(), '0 s');
  });

  it('draws the ends and errors, and sends what their buttons mean', async () => {
    const panel = await open();
    await panel.post(...SCENES['broken']!);
    const alert = panel.page.getByRole('alert');
    await alert.waitFor();
    assert.match((await alert.textContent()) ?? '', /connection broke.*req_011CSHoEeqs5C35K2UUqR7Fy/s);
    await alert.getByRole('button', { name: 'Continue', exact: true }).click();
    assert.deepEqual(await panel.waitForPost('step'), { type: 'step', step: 'continue', turnId: 'c2' });
    await panel.post(...SCENES['retrying']!);
    await panel.page.getByRole('button', { name: 'Retry now', exact: true }).click();
    assert.deepEqual(await panel.waitForPost('retryNow'), { type: 'retryNow', turnId: 'c2' });
    await panel.page.getByRole('button', { name: 'Cancel retry', exact: true }).click();
    await panel.waitForPost('cancelRetry');
    const said = panel.page.getByRole('status').filter({ hasText: 'Trying again' });
    assert.ok(await said.locator('[aria-hidden=true]').isVisible());
  });

  it('asks the host to open links, never goes there itself, and unmasks one', async () => {
    const panel = await open();
    const text =
      '[a](https://example.com/x) [b](command:quit) [bank.example](https://evil.example) ![i](https://e.example/p.png)';
    await panel.post(state([claude('c1', { outcome: 'done', text })]));
    await panel.page.getByText('a', { exact: true }).click();
    assert.deepEqual(await panel.waitForPost('openLink'), { type: 'openLink', href: 'https://example.com/x' });
    await panel.page.getByText('b', { exact: true }).click();
    assert.equal((await panel.posted()).filter(({ type }) => type === 'openLink').length, 1);
    assert.equal(await panel.page.locator('[data-host]').getAttribute('data-host'), 'evil.example');
    assert.equal(await panel.page.locator('img').count(), 0);
  });

  it('copies and inserts code as it stands', async () => {
    const panel = await open();
    await panel.post(state([claude('c1', { outcome: 'done', text: '```ts\na < b;\n  c\n```' })]));
    const bar = panel.page.getByRole('toolbar');
    await panel.page.locator('.code').hover();
    await bar.getByRole('button', { name: 'Copy code', exact: true }).click();
    assert.equal((await panel.waitForPost('copy')).text, 'a < b;\n  c');
    await panel.page.locator('#announcer').getByText('Copied').waitFor({ state: 'attached' });
    await bar.getByRole('button', { name: 'Insert at cursor', exact: true }).click();
    assert.equal((await panel.waitForPost('insertAtCursor')).text, 'a < b;\n  c');
  });

  it('follows the end, lets go when the reader moves up, and comes back by the button', async () => {
    const panel = await open({ height: 500 });
    const { page } = panel;
    const distance = () =>
      page.locator('#viewport').evaluate((view) => view.scrollHeight - view.clientHeight - view.scrollTop);
    await panel.post(state([claude('c1', { phase: 'writing', text: LONG })]));
    await panel.drawn();
    assert.ok((await distance()) < 2);
    await panel.post(delta(LONG.length, `\n\n${LONG}`));
    await panel.drawn();
    assert.ok((await distance()) < 2);

    await page.mouse.move(200, 200);
    await page.mouse.wheel(0, -600);
    await page.getByRole('button', { name: 'Jump to latest' }).waitFor();
    const top = await page.locator('#viewport').evaluate((view) => view.scrollTop);
    await panel.post(delta(2 * LONG.length + 2, `\n\n${LONG}`));
    await panel.drawn();
    assert.equal(await page.locator('#viewport').evaluate((view) => view.scrollTop), top);
    await page.getByRole('button', { name: 'Jump to latest' }).click();
    await panel.drawn();
    assert.ok((await distance()) < 2);
  });

  it('comes back to where the reader was', async () => {
    const turns = Array.from({ length: 40 }, (_, index) =>
      claude(`c${index}`, { outcome: 'done', text: LONG.slice(0, 300) }),
    );
    const panel = await open({ height: 500, saved: { chatId: 'chat-1', place: { turnId: 'c20', offset: -30 } } });
    await panel.post(state(turns));
    await panel.drawn();
    const top = await panel.page.locator('#c20').evaluate((turn) => turn.getBoundingClientRect().top);
    assert.ok(Math.abs(top + 30) < 3, `${top}`);
  });

  it('announces sentences, then the end, and not tokens', async () => {
    const panel = await open();
    await panel.post(state([claude('c1', { phase: 'writing' })]));
    let at = 0;
    for (const part of 'One. Two is lo'.match(/.{1,2}/gs) ?? []) {
      await panel.post(delta(at, part));
      at += part.length;
    }
    await panel.drawn();
    await panel.post(delta(at, 'nger. End'), {
      type: 'change',
      turnId: 'c1',
      change: { phase: 'ended', outcome: 'done' },
    });
    const said = panel.page.locator('#announcer');
    await said.getByText('Claude has answered').waitFor({ state: 'attached' });
    assert.equal(await said.textContent(), 'One. Two is longer. End Claude has answered');
    assert.equal(await panel.page.getByRole('log').getAttribute('aria-live'), 'off');
  });

  it('announces the end of an answer once, whatever else is told of it, and its error too', async () => {
    const panel = await open();
    const notice = { severity: 'error', title: 'The connection broke.', steps: ['continue', 'tryAgain'] } as const;
    const ended = { phase: 'ended', outcome: 'broken', notice } as const;
    await panel.post(
      state([user('u1', 'x'), claude('c1', { phase: 'writing' })]),
      { type: 'change', turnId: 'c1', change: ended },
      { type: 'change', turnId: 'c1', change: ended },
    );
    const alert = panel.page.getByRole('alert');
    await alert.evaluate((element) => element.setAttribute('data-said', ''));
    // What the host tells when the next message leaves: the last answer so far can go on no more.
    await panel.post(
      { type: 'turn', turn: user('u2', 'y', { state: 'pending' }) },
      { type: 'turn', turn: claude('c2', { phase: 'waiting' }) },
      { type: 'change', turnId: 'c1', change: { ...ended, notice: { ...notice, steps: [] } } },
      { type: 'change', turnId: 'c2', change: { phase: 'writing' } },
    );
    await alert.getByRole('button').first().waitFor({ state: 'detached' });
    assert.equal(await alert.getAttribute('data-said'), '');
    await panel.post({ type: 'change', turnId: 'c2', change: { phase: 'ended', outcome: 'done' } });
    const said = panel.page.locator('#announcer');
    await said.getByText('Claude has answered').waitFor({ state: 'attached' });
    assert.equal(await said.textContent(), 'Broken offClaude has answered');
  });

  it('draws the whole of a long chat, and a streamed answer as one given whole', async () => {
    const panel = await open();
    const turns = Array.from({ length: 100 }, (_, index) =>
      claude(`t${index}`, { outcome: 'done', text: SAMPLE_ANSWER }),
    );
    await panel.post(state([...turns, claude('c1', { phase: 'writing' })]));
    for (let at = 0; at < SAMPLE_ANSWER.length; at += 37) await panel.post(delta(at, SAMPLE_ANSWER.slice(at, at + 37)));
    await panel.post({ type: 'change', turnId: 'c1', change: { phase: 'ended', outcome: 'done' } });
    await panel.page.waitForFunction(() => {
      const parts = [...document.querySelectorAll('[data-part=text]')];
      return parts.length === 101 && parts.every((part) => part.textContent === parts[0]?.textContent);
    });
  });
});
