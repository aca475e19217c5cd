// Builds the parts of the extension and joins them; decides nothing and reads nothing: whatever is heavy comes with its
// first use.
import { join } from 'node:path';
import { l10n, window, type ExtensionContext } from 'vscode';
import { FramePace } from './core/chat/framePace.ts';
import { EventRing } from './core/claude/eventRing.ts';
import { chatPorts } from './host/chat/chatPorts.ts';
import { Chats } from './host/chat/chats.ts';
import { ChatView } from './host/chat/chatView.ts';
import { troubleTeller } from './host/chat/trouble.ts';
import { Account } from './host/claude/account.ts';
import { ApiKeys } from './host/claude/apiKeys.ts';
import { ContextDoor } from './host/context/contextDoor.ts';
import { ModelList } from './host/claude/modelList.ts';
import { followContextKeys } from './host/contextKeys.ts';
import { registerCommands } from './host/commands/registerCommands.ts';
import { editDoor } from './host/edit/editPorts.ts';
import { Disposables } from './host/disposables.ts';
import { LazyLibrary } from './host/library/lazyLibrary.ts';
import { CHAT_VIEW } from './host/names.ts';
import { once } from './host/once.ts';
import { ReadOnlyTexts } from './host/readOnlyTexts.ts';
import { systemClock } from './host/systemClock.ts';
import { Accounts } from './host/usage/accounts.ts';
import { LedgerFile } from './host/usage/ledgerFile.ts';
import { UsageItem } from './host/usage/usageItem.ts';
import { UsageViewDoor } from './host/usage/usageViewDoor.ts';

let end: (() => Promise<void>) | undefined;

export function activate(context: ExtensionContext): void {
  const parts = new Disposables();
  const storage = context.globalStorageUri.fsPath;
  const log = parts.add(window.createOutputChannel('Sidestream', { log: true }));
  const trouble = troubleTeller(log);
  const keys = parts.add(new ApiKeys(context.secrets, process.env));
  const models = new ModelList(context.globalState, () => systemClock.now());
  const account = parts.add(new Account(keys, models, context.globalState, process.env));
  const ledger = parts.add(new LedgerFile(join(storage, 'usage'), trouble));
  const events = new EventRing();
  const accounts = parts.add(new Accounts({ account, events, ledger, onTrouble: trouble }));
  const files = once(async () => {
    const { ChatFiles } = await import('./host/chat/chatFiles.ts');
    return new ChatFiles(join(storage, 'chats'), trouble);
  });
  const texts = parts.add(new ReadOnlyTexts());
  const along: ContextDoor = parts.add(
    new ContextDoor(context, { account, log, texts, join: () => ({ chats, view }) }),
  );
  const pace = new FramePace();
  const chats = parts.add(new Chats(files, context.workspaceState, chatPorts({ account, accounts, along, log, pace })));
  const door = parts.add(editDoor(context, account, accounts, trouble));
  const view: ChatView = parts.add(
    new ChatView(context, chats, pace, log, {
      prepare: () => account.known(),
      step: async (step) => (await import('./host/chat/panelActions.ts')).takeStep(step),
      pickModel: async () =>
        (await import('./host/commands/pickModel.ts')).pickModel(account, models, l10n.t('Regenerate With')),
      library: (message) => library.receive(message),
      openLink: async (href) => (await import('./host/chat/panelActions.ts')).openLink(href),
      insertAtCursor: async (text) => (await import('./host/chat/panelActions.ts')).insertAtCursor(text),
      newFile: async (text, language) => (await import('./host/chat/codeActions.ts')).openInNewFile(text, language),
      putInTerminal: async (text, language) =>
        (await import('./host/chat/codeActions.ts')).putInTerminal(text, language),
      applyToFile: (text, language) => door.applyToFile(text, language),
      along,
    }),
  );
  parts.add(window.registerWebviewViewProvider(CHAT_VIEW, view));
  const usageView = parts.add(new UsageViewDoor({ accounts, extensionUri: context.extensionUri, files, log }));
  const library = parts.add(new LazyLibrary(context, chats, view, trouble));
  const sent = { keys, account, accounts, models, events };
  parts.add(registerCommands({ ...sent, chats, view, along, library, log, door, usageView, texts }));

  const usage = parts.add(new UsageItem(accounts, () => chats.currentId));
  parts.add(chats.onDidSwitch(() => usage.update()));
  parts.add(followContextKeys(chats, account));
  parts.add(account.onDidChange(() => chats.tellStatus()));
  parts.add(account.onDidChange(() => usage.update()));
  end = () =>
    Promise.all([chats.close().then(() => library.close()), door.close()])
      .then(() => ledger.flush())
      .then(() => parts.dispose());
}

/** Ends all requests, and lets what has been shown reach the disk. */
export async function deactivate(): Promise<void> {
  await end?.();
  end = undefined;
}
