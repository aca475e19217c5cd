// How the panel looks and whether everybody can use it: axe finds nothing, in every state, and pictures are taken in all
// four themes for people to look at (dist/screens, not in git).
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { ChatPage } from '../support/chatPage.ts';
import { useSession } from '../support/e2eSuite.ts';
import { QUESTION, RICH, THOUGHT } from '../support/richAnswer.ts';
import { answer } from '../support/standin/answer.ts';
import { failure } from '../support/standin/failure.ts';
import { stallAt } from '../support/standin/faults.ts';
import { startStandIn, type StandIn } from '../support/standin/standIn.ts';
import { ALL_THEMES, type Theme } from '../support/workbench/workbench.ts';
import { PATIENCE_MS } from '../support/until.ts';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What VS Code tells the page of its theme. */
const KINDS: Readonly<Record<Theme, string>> = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  contrastDark: 'vscode-high-contrast',
  contrastLight: 'vscode-high-contrast-light',
};

describe('The panel’s looks', () => {
  let standIn: StandIn;
  let chat: ChatPage;
  const session = useSession(async () => {
    standIn = await startStandIn();
    return { standIn };
  });

  /** Runs axe in the panel's own frame: the page's policy lets no script in, the browser driver does. */
  const violations = async (): Promise<string[]> => {
    // The page is transparent; axe cannot look through it at the side bar, and would take white for its ground.
    await chat.frame.evaluate("document.body.style.backgroundColor = 'var(--vscode-sideBar-background)'");
    await chat.frame.evaluate(AXE);
    const { violations: found } = await chat.frame.evaluate<AxeResults>('axe.run()');
    return found.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, any }) => html + (any[0]?.message ?? '')).join(' ')}`,
    );
  };
  const look = async (state: string) => {
    // Away from the panel, where Escape (with which the palette is opened afresh) means Stop.
    await session().workbench.page.locator('.part.editor').click();
    for (const theme of ALL_THEMES) {
      await session().workbench.setTheme(theme);
      await chat.frame.locator(`body[data-vscode-theme-kind="${KINDS[theme]}"]`).waitFor();
      assert.deepEqual(await violations(), [], `${state}, ${theme}`);
      await session().workbench.screenshot(`${state}-${theme}`);
    }
  };

  beforeEach(async () => {
    chat = await ChatPage.open(session().workbench);
  });

  it('are fine while it is empty', async function () {
    this.timeout(6 * PATIENCE_MS);
    await look('empty');
  });

  it('are fine with thinking, a table, code and a list', async function () {
    this.timeout(6 * PATIENCE_MS);
    standIn.queue(answer({ thinking: THOUGHT, text: RICH }));
    await chat.send(QUESTION);
    await chat.waitForEnd();
    const fonts = await chat.frame.evaluate(async () => {
      await document.fonts.ready;
      return Array.from(document.fonts, ({ family, status }) => [family, status]);
    });
    assert.deepEqual(fonts, [['codicon', 'loaded']]);
    await look('answer');
  });

  it('are fine while it streams, and when it was stopped', async function () {
    this.timeout(6 * PATIENCE_MS);
    standIn.queue(stallAt(answer({ text: RICH, chunk: 60 }), 6));
    await chat.send('Once more, slowly');
    await chat.waitForText((text) => text !== '');
    await look('streaming');
    await chat.button('Stop').click();
    await chat.button('Continue').waitFor();
    await look('stopped');
  });

  it('are fine while a retry is awaited, and when an error is told', async function () {
    this.timeout(6 * PATIENCE_MS);
    standIn.queue(failure(529, { retryAfter: 110 }));
    await chat.send('Busy?');
    await chat.button('Retry now').waitFor();
    await look('retry');
    await chat.button('Cancel retry').click();
    await chat.reply.getByRole('alert').waitFor();
    await look('error');
  });
});
