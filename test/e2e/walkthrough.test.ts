// The walkthrough as a newcomer sees it: every step with its picture in all four themes, and a button that does what it says.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { ChatPage } from '../support/chatPage.ts';
import { useSession } from '../support/e2eSuite.ts';
import { ALL_THEMES, until } from '../support/workbench/workbench.ts';
import { PATIENCE_MS } from '../support/until.ts';

const STEPS = ['key', 'chat', 'edit', 'commit', 'usage'];

describe('The walkthrough', () => {
  const session = useSession();
  const page = () => session().workbench.page;
  const step = (name: string): Locator => page().locator(`.getting-started-step[data-step-id$="#${name}"]:enabled`);

  // A narrow one leaves the pictures out.
  before(() => page().setViewportSize({ width: 1600, height: 900 }));

  async function openWalkthrough(): Promise<void> {
    const { workbench } = session();
    await workbench.runCommand('Welcome: Open Walkthrough...');
    await workbench.quickInput().fill('Sidestream');
    await page().locator('.quick-input-list .monaco-list-row', { hasText: 'Get Started with Sidestream' }).waitFor();
    await page().keyboard.press('Enter');
    await step('key').waitFor();
  }

  it('has buttons that do what they say', async () => {
    const { workbench } = session();
    await openWalkthrough();
    await step('chat').click();
    await page().getByRole('button', { name: 'New Chat' }).first().click();
    const chat = await ChatPage.find(workbench);
    await until('the composer has the focus', async () =>
      assert.ok(await chat.composer.evaluate((element) => element.ownerDocument.activeElement === element)),
    );
    await workbench.runCommand('View: Close All Editors');
  });

  it('shows each step with its picture, in all four themes', async function () {
    this.timeout(6 * PATIENCE_MS);
    const { workbench } = session();
    for (const theme of ALL_THEMES) {
      await workbench.setTheme(theme);
      await openWalkthrough();
      for (const name of STEPS) {
        if ((await step(name).getAttribute('aria-expanded')) !== 'true') await step(name).click();
        await until(`the picture of ${name}`, async () => {
          const pictures = page()
            .frames()
            .map(async (frame) => {
              const box = await frame
                .locator('body > svg, .container svg, svg[role=img]')
                .first()
                .boundingBox({ timeout: 500 });
              return box?.width ?? 0;
            });
          const widths = await Promise.all(pictures.map((width) => width.catch(() => 0)));
          assert.ok(
            widths.some((width) => width > 200),
            widths.join(' '),
          );
        });
        await workbench.screenshot(`walkthrough-${theme}-${name}`);
      }
    }
  });
});
