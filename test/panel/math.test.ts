// Formulas in a real browser: drawn by KaTeX from the extension's own files, bounded, and still while more arrives.
import assert from 'node:assert/strict';
import { claude, state } from '../support/panel/scenes.ts';
import { withBrowser } from './withBrowser.ts';

const answered = (text: string) => state([claude('c1', { outcome: 'done', text })]);

describe('formulas', () => {
  const open = withBrowser();

  it('are drawn with their own fonts, and named by their source', async () => {
    const panel = await open();
    await panel.post(answered('A sum $\\sum_{i=1}^n i$ costs $5, and\n\n$$\n\\frac{a}{b}\n$$\n'));
    await panel.page.locator('.formula .katex-display').waitFor();
    assert.equal(await panel.page.getByRole('math').count(), 2);
    assert.equal(await panel.page.getByRole('math').first().getAttribute('aria-label'), '\\sum_{i=1}^n i');
    assert.ok(await panel.page.evaluate(() => document.fonts.check('1em KaTeX_Main')));
    assert.match((await panel.page.locator('[data-part=text] p').first().textContent()) ?? '', /costs \$5, and/);
  });

  it('keep the letters whose fonts the package leaves out apart from plain ones', async () => {
    const panel = await open();
    await panel.post(answered('$\\mathfrak{gC}$ $\\mathscr{L}$ $\\mathbf{M}$'));
    const drawn = panel.page.locator('.math .katex-html');
    await drawn.nth(2).waitFor();
    assert.equal(await drawn.first().textContent(), '𝔤ℭ');
    const style = (kind: 'fontFamily' | 'fontWeight', of: string) =>
      panel.page.locator(of).evaluate((each, key) => getComputedStyle(each)[key], kind);
    assert.equal(await style('fontFamily', '.mathscr'), 'KaTeX_Caligraphic');
    assert.equal(await style('fontWeight', '.mathbf'), '700');
  });

  it('that cannot be read stay their source, and hostile ones stay in their place', async () => {
    const panel = await open();
    const hostile = [
      '\\def\\a{\\a\\a}\\a',
      '\\href{javascript:alert(1)}{x}',
      '\\includegraphics{https://evil.example/x.png}',
      '\\htmlStyle{position:fixed;inset:0}{x}',
      '\\rule{9999em}{9999em}',
      '\\raisebox{-9999em}{x}',
      '\\unknown{x}',
      `${'{'.repeat(200)}x${'}'.repeat(200)}`,
    ];
    await panel.post(answered(`$x$\n\n${hostile.map((tex) => `a \\(${tex}\\) z`).join('\n\n')}`));
    await panel.page.locator('.math .katex').first().waitFor();
    assert.equal(await panel.page.locator('.math').count(), 1 + hostile.length);
    assert.equal(await panel.page.locator('[data-part=text] :is(a, img, [style*=fixed])').count(), 0);
    const sizes = await panel.page.locator('.math').evaluateAll((all) => all.map((each) => each.clientWidth));
    assert.ok(
      sizes.every((width) => width <= 400),
      sizes.join(),
    );
    assert.ok(await panel.page.locator('#viewport').evaluate((view) => view.scrollWidth <= view.clientWidth));
  });

  it('stay as they are while more arrives', async () => {
    const panel = await open();
    const { page } = panel;
    await panel.post(state([claude('c1', { phase: 'writing', text: 'First $x^2$ here' })]));
    await page.locator('.math .katex').waitFor();
    const place = () => page.locator('.math').evaluate((each) => JSON.stringify(each.getBoundingClientRect()));
    const before = await place();
    let at = 16;
    for (const text of [' and', ' **more', '** of it,', ' $y$']) {
      await panel.post({ type: 'delta', turnId: 'c1', channel: 'text', at, text });
      at += text.length;
      await panel.drawn();
      assert.equal(await page.locator('.math').first().locator('code').count(), 0);
    }
    assert.equal(
      await page
        .locator('.math')
        .first()
        .evaluate((each) => JSON.stringify(each.getBoundingClientRect())),
      before,
    );
  });
});
