// The context meter by the composer: hidden while nothing is known, and it counts what is being typed.
import assert from 'node:assert/strict';
import { state, STATUS } from '../support/panel/scenes.ts';
import { withBrowser } from './withBrowser.ts';

describe('the context meter', () => {
  const open = withBrowser();

  it('says how full the window is, draft included, and opens Usage', async () => {
    const panel = await open();
    const meter = panel.page.locator('#meter');
    const { context: _, ...unknown } = STATUS;
    await panel.post(state([], { status: unknown }));
    await panel.drawn();
    assert.equal(await meter.isVisible(), false);
    await panel.post({ type: 'status', status: { ...STATUS, context: 790_000 } });
    await panel.drawn();
    assert.equal(await meter.getAttribute('aria-label'), 'Context: 790,000 of 1,000,000 tokens, 79 %');
    assert.doesNotMatch((await meter.getAttribute('class')) ?? '', /near/);
    await panel.page.locator('#message').fill('x'.repeat(70_000));
    assert.equal(await meter.getAttribute('aria-label'), 'Context: 810,000 of 1,000,000 tokens, 81 %');
    assert.match((await meter.getAttribute('class')) ?? '', /near/);
    await meter.press('Enter');
    assert.deepEqual(await panel.waitForPost('step'), { type: 'step', step: 'showUsage' });
  });
});
