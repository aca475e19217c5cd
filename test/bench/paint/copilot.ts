// VS Code's own Copilot Chat, which the server carries, asked through the same stand-in: the peer beside which the panel
// stands on a coder's machine. It runs without a sign-in against any server that speaks the Messages API.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSession, type Run } from '../../support/workbench/session.ts';
import { meters, type Contender, type Opened } from './contenders.ts';

const MODEL = 'Bench';

export const copilot = (run: Run, url: string, model: string): Contender => ({
  name: 'Copilot Chat',
  open: () => openCopilot(run, url, model),
});

async function openCopilot(run: Run, url: string, model: string): Promise<Opened> {
  const extensions = join(run.home, 'copilot');
  await mkdir(extensions, { recursive: true });
  const settings = { 'chat.disableAIFeatures': false, 'github.copilot.chat.byok.enabled': true };
  const session = await openSession({ ...run, extensions }, { settings });
  const { page } = session.workbench;
  await writeFile(
    join(session.server.data, 'data/User/chatLanguageModels.json'),
    JSON.stringify([
      {
        vendor: 'customendpoint',
        name: MODEL,
        apiKey: 'sk-ant-bench',
        apiType: 'messages',
        models: [
          {
            id: model,
            name: MODEL,
            url: `${url}/v1/messages`,
            toolCalling: true,
            streaming: true,
            requestHeaders: { 'x-api-key': 'sk-ant-bench' },
            maxInputTokens: 100_000,
            maxOutputTokens: 32_000,
          },
        ],
      },
    ]),
  );
  await page.evaluate(enableExtensions);
  await session.workbench.reload();
  const part = page.locator('.interactive-input-part');
  return {
    places: { root: '.interactive-session', text: '.interactive-response .value' },
    // A chat for each answer: rows of older ones would be drawn anew among it, in any order.
    async prepare() {
      await session.workbench.runCommand('View: Close All Editors');
      await session.workbench.runCommand('Chat: New Chat Editor');
      // Until its model is known it would ask for a sign-in.
      await part.getByText(MODEL, { exact: true }).waitFor();
      await part.locator('.native-edit-context').focus();
      await page.keyboard.insertText('Go on');
      return page.mainFrame();
    },
    ask: () => page.keyboard.press('Enter'),
    ...(await meters(session, page.mainFrame())),
  };
}

/** A fresh profile keeps the chat's extension disabled until somebody has gone through its set-up. Runs in the page. */
async function enableExtensions(): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const open = indexedDB.open('vscode-web-state-db-global');
    open.addEventListener('success', () => resolve(open.result));
    open.addEventListener('error', () => reject(open.error ?? new Error('no state')));
  });
  const change = database.transaction('ItemTable', 'readwrite');
  change.objectStore('ItemTable').delete('extensionsIdentifiers/disabled');
  await new Promise((resolve) => change.addEventListener('complete', resolve));
  database.close();
}
