// Puts the long chat into a session's storage, and opens it from the list of chats as a person does.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import type { ChatPage } from '../../support/chatPage.ts';
import type { Session } from '../../support/workbench/session.ts';
import { clockOrigin } from '../paint/watch.ts';
import { journalOf, longChat, TURNS } from './chat.ts';

const ID = 'long';

export async function putLongChat(session: Session): Promise<void> {
  const chats = join(session.server.data, 'data/User/globalStorage/sidestream.sidestream/chats');
  await mkdir(chats, { recursive: true });
  await writeFile(join(chats, `${ID}.jsonl`), journalOf(ID, longChat()));
}

/** Returns when Enter was pressed, by the wall clock. */
export async function chooseLongChat({ workbench }: ChatPage): Promise<number> {
  const { page } = workbench;
  await workbench.runCommand('Sidestream: Open Chat…');
  await workbench.quickInput().fill('case');
  // What it was found by: the list is that of the search, which the key would wait for.
  await page.locator('.quick-input-list-label-meta', { hasText: 'case' }).first().waitFor();
  const before = clockOrigin() + performance.now();
  await page.keyboard.press('Enter');
  return before;
}

export async function openLongChat(panel: ChatPage): Promise<void> {
  await chooseLongChat(panel);
  await panel.turns.last().waitFor();
  await allDrawn(panel.frame);
}

/** Every turn has its text. */
export async function allDrawn(frame: Frame): Promise<void> {
  await frame.waitForFunction(
    (turns) =>
      document.querySelectorAll('article').length >= turns &&
      document.querySelector('.undrawn, [data-part="text"]:empty') === null,
    TURNS,
    { polling: 250 },
  );
}
