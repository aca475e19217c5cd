// The README's picture: the panel with an answer, in a real VS Code with the packaged extension.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageExtension } from './buildExtension.ts';
import { ChatPage } from './chatPage.ts';
import { QUESTION, RICH, THOUGHT } from './richAnswer.ts';
import { answer } from './standin/answer.ts';
import { startStandIn } from './standin/standIn.ts';
import { openBrowser } from './workbench/browser.ts';
import { ensureEditor } from './workbench/installEditor.ts';
import { installExtension } from './workbench/server.ts';
import { openSession } from './workbench/session.ts';

const PICTURE = join(import.meta.dirname, '../../media/readme/panel-dark.png');

export async function takeReadmePicture(): Promise<void> {
  const vsix = await packageExtension();
  const editor = await ensureEditor();
  const browser = await openBrowser(editor);
  const standIn = await startStandIn();
  const home = await mkdtemp(join(tmpdir(), 'sidestream-picture-'));
  const extensions = join(home, 'extensions');
  try {
    await installExtension(editor, vsix, join(home, 'install'), extensions);
    const session = await openSession(
      { editor, browser, extensions, home },
      {
        settings: { 'sidestream.baseUrl': standIn.url, 'workbench.colorTheme': 'Dark Modern' },
        env: { ANTHROPIC_API_KEY: 'sk-ant-picture' },
      },
    );
    const { workbench } = session;
    const chat = await ChatPage.open(workbench);
    standIn.queue(answer({ thinking: THOUGHT, text: RICH }));
    await chat.send(QUESTION);
    await chat.waitForEnd();
    // The figures come to the status bar a little later.
    await workbench.page.locator('.statusbar-item', { hasText: /[1-9]\d* · \$/ }).waitFor();
    // The pointer and the caret elsewhere: nothing is pointed at.
    await workbench.page.locator('.part.editor').click();
    await workbench.page.screenshot({ path: PICTURE, animations: 'disabled' });
    await session.close();
  } finally {
    await standIn.close();
    await browser.close();
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
}
